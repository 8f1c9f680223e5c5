// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/HistoryStore.h"

#include <algorithm>
#include <map>

namespace piuptime::testsupport {

/// A history made of memory that keeps readings and events as they came, for code that streams through a store. It
/// answers nothing else: no queries, no rankings, no backups.
class MemoryHistoryStore final : public history::HistoryStore
{
public:
    using Readings = std::map<UtcTime, Reading>;
    std::map<DeviceId, Readings> readings;
    std::vector<Event> storedEvents;
    std::size_t flushes = 0;
    std::size_t waiting = 0;     ///< readings appended since the last flush
    std::size_t mostWaiting = 0; ///< the highest that ever was

    void append(const DeviceId &device, Reading reading) override
    {
        mostWaiting = std::max(mostWaiting, ++waiting);
        readings[device].try_emplace(reading.receivedAt, std::move(reading));
    }
    void append(Event event) override { storedEvents.push_back(std::move(event)); }
    Result<void> flush(Milliseconds) override
    {
        ++flushes;
        waiting = 0;
        return {};
    }
    Result<void> scan(const DeviceId &device, history::TimeRange range,
                      const std::function<bool(const Reading &)> &visit) const override
    {
        const auto found = readings.find(device);
        if (found == readings.end())
            return {};
        for (auto at = found->second.lower_bound(range.from); at != found->second.end() && at->first < range.to; ++at) {
            if (!visit(at->second))
                break;
        }
        return {};
    }
    Result<std::vector<Event>> events(const DeviceId &device, history::TimeRange range,
                                      std::size_t limit) const override
    {
        std::vector<Event> found;
        std::ranges::copy_if(storedEvents, std::back_inserter(found), [&](const Event &event) {
            return event.device == device && event.at >= range.from && event.at < range.to;
        });
        std::ranges::stable_sort(found, {}, &Event::at);
        if (found.size() > limit)
            found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
        return found;
    }

    Result<std::vector<history::Point>> query(const history::SeriesQuery &) const override { return unanswered(); }
    Result<std::vector<std::vector<history::Point>>> query(const DeviceId &, const std::vector<SeriesKey> &,
                                                           history::TimeRange, std::size_t) const override
    {
        return unanswered();
    }
    Result<std::vector<history::Aggregate>> aggregate(const DeviceId &, const std::vector<SeriesKey> &,
                                                      history::TimeRange) const override
    {
        return unanswered();
    }
    Result<std::vector<history::Ranked>> top(Metric, history::TimeRange, history::RankBy, std::size_t) const override
    {
        return unanswered();
    }
    Result<std::vector<SeriesKey>> series(const DeviceId &) const override { return unanswered(); }
    Result<std::vector<DeviceId>> devices() const override { return unanswered(); }
    Result<std::optional<history::TimeRange>> extent(const DeviceId &) const override { return unanswered(); }
    Result<std::vector<std::pair<DeviceId, Reading>>> newest() const override { return unanswered(); }
    Result<void> backup(const std::string &, const std::function<bool(double)> &) const override
    {
        return unanswered();
    }
    history::StoreState state() const override { return {}; }
    void onStateChanged(std::function<void(history::StoreState)>) override {}
    void onStored(std::function<void(const std::vector<history::StoredReadings> &)>) override {}

private:
    static tl::unexpected<Error> unanswered() { return fail(ErrorKind::Internal, "this store does not answer that"); }
};

} // namespace piuptime::testsupport
