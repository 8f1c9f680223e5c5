// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sharedhistory/Connection.h"
#include "core/sharedhistory/HistoryNames.h"
#include "core/sharedhistory/RollUp.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace piuptime::sharedhistory {

/// A stretch of time, in ms since 1970; the end does not belong to it.
struct Span {
    std::int64_t fromMs = 0;
    std::int64_t toMs = 0;
};

/// Goes through the samples of some series of one device, those that are stored and those that wait to be, in time
/// order. Long spans are read from roll-ups, their ends and whatever is not rolled up from the readings, so that what
/// they come to is exact. Throws ServerError.
class SeriesVisit
{
public:
    struct Subject {
        std::optional<std::int64_t> device;          ///< its row; empty: the tables do not know it
        std::map<std::uint32_t, std::size_t> places; ///< where a series is told to be, by its number
        std::map<SeriesKey, std::size_t> keys;       ///< the same by what it is
        std::vector<PendingReading> waiting;         ///< what is not stored, in time order
    };
    enum class WithoutReadings {
        LeaveOut,
        UseRollUps, ///< the finest stand for readings that were deleted
    };
    using Visit = std::function<void(std::size_t place, const Rolled &rolled)>;

    SeriesVisit(Connection &connection, Subject subject, WithoutReadings withoutReadings, Visit visit);

    /// Visits the samples of the span, merged in stretches of at most step `levels - 1`.
    void run(Span span, std::size_t levels);

private:
    void visitLevel(Span span, std::size_t levels);
    void visitFinest(Span span);
    void visitReadings(Span span);
    void visitWaiting(Span span);
    void visitRollUps(Span span, std::int64_t stepMs);
    void tell(std::uint32_t number, const Rolled &rolled);
    /// The parts of a span that readings must answer, in order, each as long as possible.
    [[nodiscard]] std::vector<Span> unsealed(Span span, std::int64_t stepMs);
    /// The parts of which only roll-ups are left.
    [[nodiscard]] std::vector<Span> withoutReadings(Span span);

    Connection &m_connection;
    const Subject m_subject;
    const WithoutReadings m_withoutReadings;
    const Visit m_visit;
};

} // namespace piuptime::sharedhistory
