// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/collect/Counter.h"
#include "core/model/Device.h"
#include "core/model/Reading.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::collect {

/// The probe is one POSIX shell script that stays at the other end of one channel.
///
/// Wire format. The console runs `kProbeCommand`, writes `probeScript(nonce)` and waits for the greeting, a record like
/// any other that carries that nonce: shells read their script in blocks, so what is sent before the greeting may be
/// swallowed with it. Then it writes a line `ask NONCE GROUP…` (groups: `fast`, `slow`, and
/// `ups:KIND:…` for each UPS the user picked) and reads one record:
///
///     PIU1 NONCE LENGTH\n
///     LENGTH bytes: sections, each  NAME LENGTH\n bytes \n
///
/// The nonce is fresh for every ask, so nothing that a command prints can pass for a record, and everything inside is
/// framed by length, so nothing inside can end its section early. Bytes before the header (a login banner, a chatty
/// shell profile) are skipped.

/// What runs on the Pi. The locale is set before the shell starts, because the probe counts bytes, not characters.
inline constexpr std::string_view kProbeCommand = "exec env LC_ALL=C sh";
inline constexpr std::size_t kNonceDigits = 32;
/// Largest body that is accepted; a longer one ends the channel with Corrupt.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{1024} * 1024;
/// Bytes in front of a header that are skipped before giving up.
inline constexpr std::size_t kMaxPreambleBytes = std::size_t{256} * 1024;

/// The whole script, ready to be written to the shell's standard input; greets with `nonce`, which `freshNonce` made.
[[nodiscard]] std::string probeScript(std::string_view nonce);

struct Ask {
    bool fast = true;
    bool slow = false;
    std::vector<UpsSource> ups;
};

/// The word that asks for one UPS and names its section, such as `ups:ina219:1:0x42:2:100000` (bus, address, cells,
/// shunt in microohm). Empty for what cannot be asked safely: a NUT name with other characters than `A-Za-z0-9_.@:-`
/// or a leading dash, a bus or an address that cannot be.
[[nodiscard]] std::string upsWord(const UpsSource &ups);

/// The line that asks for one record, with its `\n`; a UPS that cannot be asked safely is left out.
[[nodiscard]] std::string askLine(std::string_view nonce, const Ask &ask);

/// 32 hexadecimal digits from the operating system's random source.
[[nodiscard]] std::string freshNonce();

/// A named part of a record; views into the decoder's buffer.
struct Section {
    std::string_view name;
    std::string_view bytes;
};

/// Takes the bytes of the channel as they come and gives the record that carries the awaited nonce.
class RecordDecoder
{
public:
    /// Starts waiting for the record of `nonce`; forgets what was buffered.
    void expect(std::string_view nonce);
    /// What follows a whole record is ignored until the next `expect`.
    /// \return whether the record is whole   \retval Corrupt a bound was passed or a frame is malformed
    [[nodiscard]] Result<bool> feed(std::string_view bytes);
    /// The sections of the whole record, valid until the next `expect` or `feed`.
    [[nodiscard]] const std::vector<Section> &sections() const { return m_sections; }

private:
    enum class State { Preamble, Length, Body, Whole, Broken };

    [[nodiscard]] Result<bool> advance();
    [[nodiscard]] Result<bool> skipPreamble();
    [[nodiscard]] Result<bool> readLength();
    [[nodiscard]] Result<bool> readSections();

    State m_state = State::Broken; ///< nothing is expected yet
    std::string m_header;          ///< `PIU1 NONCE `
    std::string m_buffer;          ///< never longer than the header and body, plus one feed
    std::size_t m_skipped = 0;
    std::size_t m_bodyStart = 0;
    std::size_t m_bodyLength = 0;
    std::vector<Section> m_sections;
};

class Draft;

/// Turns the records of one Pi into readings. Keeps the previous counters to make rates, so one is needed per device.
/// Pure: no I/O, no clock of its own. Rubbish in a section costs that section only.
class ReadingBuilder
{
public:
    /// \param receivedAt, receivedMono  when the record was whole
    [[nodiscard]] Reading build(const std::vector<Section> &sections, UtcTime receivedAt, MonoTime receivedMono);

private:
    void makeRates(Draft &draft);

    std::vector<Counter> m_previous;
    std::string m_previousBootId;
    std::optional<double> m_previousUptime;
};

} // namespace piuptime::collect
