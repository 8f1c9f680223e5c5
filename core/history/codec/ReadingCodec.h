// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::history {

/// A sample with the number its series has in the device's dictionary.
struct NumberedSample {
    std::uint32_t series = 0;
    double value = 0;
};

/// How one reading lies in its row.
///
/// Byte 0 is the version of the coding in the upper and flags in the lower four bits. Then comes the uptime if the
/// flags say so, then the samples in ascending order of their series: the distance from the previous series less one
/// as a varint, then the value. A value is a varint whose lowest three bits name a power of ten and whose upper bits
/// are a zigzag integer to be scaled by it; where no such integer gives back the very same double, the bits say `raw`
/// and eight bytes follow, little-endian. So every double comes back bit by bit, NaN and -0 included, and a reading
/// of 40 samples takes some 150 to 250 bytes.
///
/// \param samples sorted by series, each once
[[nodiscard]] std::string encodeReading(bool slow, std::optional<double> uptimeSeconds,
                                        const std::vector<NumberedSample> &samples);

/// Walks over the samples of an encoded reading without allocating. Rubbish ends the walk and makes it `damaged`.
class ReadingCursor
{
public:
    /// \param bytes must outlive the cursor
    explicit ReadingCursor(std::string_view bytes);

    [[nodiscard]] bool slow() const { return m_slow; }
    [[nodiscard]] std::optional<double> uptimeSeconds() const { return m_uptimeSeconds; }
    /// The next sample; empty at the end or where the bytes stop making sense.
    [[nodiscard]] std::optional<NumberedSample> next();
    [[nodiscard]] bool damaged() const { return m_damaged; }

private:
    bool takeVarint(std::uint64_t &value);
    bool takeValue(double &value);
    std::nullopt_t giveUp();

    std::string_view m_rest;
    std::int64_t m_previous = -1;
    std::optional<double> m_uptimeSeconds;
    bool m_slow = false;
    bool m_damaged = false;
};

} // namespace piuptime::history
