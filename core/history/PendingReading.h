// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace piuptime::history {

/// Counts appends, so that a flush knows what it waits for.
using AppendOrder = std::uint64_t;

/// What the readings of one boot of a device have in common as long as they measure the same: kept once for all of
/// them, so that a reading is little more than its numbers, and that its series are known by one comparison of
/// pointers.
struct ReadingShape {
    DeviceId device;
    std::string bootId;
    std::vector<SeriesKey> series; ///< as in the readings

    /// Whether a reading of `device` has this shape.
    [[nodiscard]] bool fits(const DeviceId &device, const Reading &reading) const;
};

/// A reading that waits to be written. Copies share what it tells.
struct PendingReading {
    AppendOrder order = 0;
    std::size_t bytes = 0; ///< of memory
    std::shared_ptr<const ReadingShape> shape;

    /// \param shape that `reading` fits
    PendingReading(std::shared_ptr<const ReadingShape> shape, Reading reading);

    [[nodiscard]] const DeviceId &device() const { return shape->device; }
    /// One for each series of the shape.
    [[nodiscard]] std::span<const double> values() const { return m_told->values; }
    /// All that the reading tells beside its boot and samples.
    [[nodiscard]] const Reading &rest() const { return m_told->rest; }
    [[nodiscard]] std::optional<double> value(const SeriesKey &series) const;
    /// The reading as it was appended.
    [[nodiscard]] Reading whole() const;

private:
    struct Told {
        std::vector<double> values;
        Reading rest;
    };
    std::shared_ptr<const Told> m_told;
};

/// When a waiting reading was measured, in ms since 1970.
[[nodiscard]] inline std::int64_t timeOf(const PendingReading &pending)
{
    return toMsUtc(pending.rest().receivedAt);
}

/// An event that waits to be written.
struct PendingEvent {
    AppendOrder order = 0;
    std::size_t bytes = 0; ///< of memory
    Event event;

    explicit PendingEvent(Event event);

    [[nodiscard]] const DeviceId &device() const { return event.device; }
};

/// The memory that a shape takes.
[[nodiscard]] std::size_t bytesOf(const ReadingShape &shape);

} // namespace piuptime::history
