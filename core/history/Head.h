// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/history/codec/Columns.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::history {

/// Which hour of which device. Devices are named by their rows.
struct OpenHour {
    std::int64_t device = 0;
    std::int64_t startMs = 0;

    friend auto operator<=>(const OpenHour &, const OpenHour &) = default;
};

/// What is committed and not sealed in a chunk yet: encoded readings, an hour of a device at a time. Filled by the
/// writer; thread-safe for those who read.
class Head
{
public:
    using Bytes = std::shared_ptr<const std::string>;
    struct Contents {
        std::vector<Bytes> segments; ///< plain chunks, in the order in which they came
        std::size_t rows = 0;
        std::int64_t firstJournal = 0; ///< commits that hold these rows
        std::int64_t lastJournal = 0;
        MonoTime touched{};
    };

    /// \param chunk plain, with `rows` rows of that hour
    void add(OpenHour hour, std::string chunk, std::size_t rows, std::int64_t journal, MonoTime now);
    void remove(OpenHour hour);
    /// The start of the first hour of `device` at or after `fromMs`.
    [[nodiscard]] std::optional<std::int64_t> nextHour(std::int64_t device, std::int64_t fromMs) const;
    /// Takes over what `other` holds in place of what is here; readers see the one or the other.
    void replaceBy(Head &&other);

    /// Chunks of the hours of `device` that touch [fromMs, toMs).
    [[nodiscard]] std::vector<Bytes> segments(std::int64_t device, std::int64_t fromMs, std::int64_t toMs) const;
    [[nodiscard]] std::map<OpenHour, Contents> contents() const;
    /// Hours for which `isWanted`, which must not call the head.
    [[nodiscard]] std::vector<OpenHour>
    hoursWhere(const std::function<bool(OpenHour, const Contents &)> &isWanted) const;
    /// The rows of `hour`, settled.
    [[nodiscard]] Columns rows(OpenHour hour) const;
    [[nodiscard]] std::size_t bytes() const;
    /// What is in it now, to be read while the original changes. The segments themselves are shared.
    [[nodiscard]] std::unique_ptr<Head> clone() const;
    /// Grows whenever hours leave. Who reads the file first and the head after it looks whether it has grown meanwhile:
    /// then something may have moved from the one to the other unseen.
    [[nodiscard]] std::uint64_t removals() const { return m_removals.load(); }

private:
    void merge(Contents &contents);

    mutable std::mutex m_mutex;
    std::map<OpenHour, Contents> m_hours;
    std::size_t m_bytes = 0;
    std::atomic<std::uint64_t> m_removals = 0;
};

} // namespace piuptime::history
