// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::history {

/// One point of a series; `minimum` and `maximum` differ from `value` where points were merged. Words of flags
/// (`Unit::Bits`) merge bit by bit instead: `value` is the newest word, `minimum` has the bits that were set all the
/// time (AND), `maximum` those that were set at any time (OR), so that no moment of under-voltage is averaged away.
struct Point {
    UtcTime at{};
    double value = 0; ///< the sample, or the mean of the merged ones
    double minimum = 0;
    double maximum = 0;
};

struct TimeRange {
    UtcTime from{}; ///< inclusive
    UtcTime to{};   ///< exclusive
};

/// How more samples than wanted points become points.
enum class Reduction {
    Slots,   ///< equal time slots, each with mean, minimum and maximum of its samples: for envelopes
    Samples, ///< stored samples that keep the shape and every extreme (MinMaxLTTB): for lines and for export
};

struct SeriesQuery {
    DeviceId device;
    SeriesKey series;
    TimeRange range;
    std::size_t maxPoints = 0; ///< 0: every stored sample; else reduced to at most this many
    Reduction reduction = Reduction::Slots;
};

/// What the samples of one series come to over a range. NaN counts as no sample.
struct Aggregate {
    std::uint64_t count = 0; ///< 0: nothing was measured, and the other fields say nothing
    double minimum = 0;
    double maximum = 0;
    double mean = 0;
    double first = 0; ///< oldest in the range
    double last = 0;  ///< newest in the range

    friend bool operator==(const Aggregate &, const Aggregate &) = default;
};

/// One place of a ranking.
struct Ranked {
    DeviceId device;
    std::string instance;
    Aggregate aggregate;
};
enum class RankBy { Maximum, Minimum, Mean, Last }; ///< Minimum ranks from the smallest up, the others from the largest

/// How well history is being kept right now.
struct StoreState {
    enum class Mode {
        Durable,  ///< commits reach the disk
        Buffering ///< the disk refuses (full, read-only, failing): readings wait in a bounded memory ring
    };
    Mode mode = Mode::Durable;
    std::string problem;      ///< empty when all is well; English, with the remedy
    std::string salvagedFrom; ///< where a damaged file was put aside at start-up; empty if none was
    std::uint64_t readingsWaiting = 0;
    std::uint64_t readingsDropped = 0; ///< fell out of the ring since start
    std::uint64_t bytesOnDisk = 0;
    std::uint64_t bytesWrittenPerDay = 0; ///< what this history writes to its disk, from the last day or since start
    Milliseconds commitInterval{0};       ///< readings of this long are committed together
};

/// Readings of one boot of a device that number themselves, without a gap.
struct StoredReadings {
    DeviceId device;
    std::string bootId;
    std::uint64_t first = 0; ///< number of a reading
    std::uint64_t last = 0;  ///< inclusive

    friend bool operator==(const StoredReadings &, const StoredReadings &) = default;
};

/// What the fleet measured and what happened to it, over time, in one crash-safe place.
///
/// All calls are thread-safe. `append*` never block: they queue for the one writer, which commits in groups; the
/// queue is bounded and drops the oldest readings first, counted in `StoreState`. Queries run in the caller's thread
/// on their own read-only connection and may take milliseconds: do not call them from a thread that paints.
class HistoryStore
{
public:
    virtual ~HistoryStore() = default;

    /// A reading that is stored already changes nothing, in whatever order they come.
    virtual void append(const DeviceId &device, Reading reading) = 0;
    virtual void append(Event event) = 0;

    /// Waits until everything appended before the call is committed (or has been given up on by the ring).
    /// \retval Timeout not within `time`   \retval Internal the disk refuses
    [[nodiscard]] virtual Result<void> flush(Milliseconds time) = 0;

    /// Samples of one series in time order. A gap is a stretch without points.
    [[nodiscard]] virtual Result<std::vector<Point>> query(const SeriesQuery &query) const = 0;
    /// Several series of one device over one range, in the order asked; cheaper than one by one.
    [[nodiscard]] virtual Result<std::vector<std::vector<Point>>> query(const DeviceId &device,
                                                                        const std::vector<SeriesKey> &series,
                                                                        TimeRange range,
                                                                        std::size_t maxPoints) const = 0;
    /// Minimum, maximum, mean, first and last of several series over one range, in the order asked.
    [[nodiscard]] virtual Result<std::vector<Aggregate>>
    aggregate(const DeviceId &device, const std::vector<SeriesKey> &series, TimeRange range) const = 0;
    /// The `count` series of `metric`, over all devices, that come first when ordered by `by`.
    [[nodiscard]] virtual Result<std::vector<Ranked>> top(Metric metric, TimeRange range, RankBy by,
                                                          std::size_t count) const = 0;
    /// Calls `visit` with every reading of `device` in the range, in time order, in bounded memory; ends early when it
    /// returns false. Facts are told in the reading in which they changed.
    [[nodiscard]] virtual Result<void> scan(const DeviceId &device, TimeRange range,
                                            const std::function<bool(const Reading &)> &visit) const = 0;
    /// The series a device has samples of, sorted.
    [[nodiscard]] virtual Result<std::vector<SeriesKey>> series(const DeviceId &device) const = 0;
    /// Devices with any history.
    [[nodiscard]] virtual Result<std::vector<DeviceId>> devices() const = 0;
    /// First and last time at which `device` has samples; empty when it has none.
    [[nodiscard]] virtual Result<std::optional<TimeRange>> extent(const DeviceId &device) const = 0;
    /// Events in time order, newest `limit` of them; `device` empty: of all.
    [[nodiscard]] virtual Result<std::vector<Event>> events(const DeviceId &device, TimeRange range,
                                                            std::size_t limit) const = 0;
    /// The newest value of every series and fact of each device as last stored, to show before the first poll.
    [[nodiscard]] virtual Result<std::vector<std::pair<DeviceId, Reading>>> newest() const = 0;

    /// Writes a verified copy of everything that is committed to `path`, while the store goes on working. The copy
    /// appears under its name only when it is whole; an existing file is replaced.
    /// \param progress called with 0 to 1; ends the backup early by returning false
    /// \retval Cancelled `progress` said so   \retval Internal the disk refuses   \retval Corrupt the copy is damaged
    [[nodiscard]] virtual Result<void> backup(const std::string &path,
                                              const std::function<bool(double)> &progress) const = 0;

    [[nodiscard]] virtual StoreState state() const = 0;
    /// Called from the writer's thread whenever `state()` changed in mode or problem.
    virtual void onStateChanged(std::function<void(StoreState)> callback) = 0;
    /// Called from the writer's thread after each commit with the numbered readings that are durable now, also those
    /// that were stored already. Not called any more once it was replaced.
    virtual void onStored(std::function<void(const std::vector<StoredReadings> &)> callback) = 0;
};

} // namespace piuptime::history
