// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/RequestFilter.h"

namespace piuptime::gateway {

bool RequestFilter::accepts(const RequestRecord &record) const
{
    const auto holds = [this](std::string_view part) { return part.find(text) != std::string_view::npos; };
    return record.id > sinceId && (beforeId == 0 || record.id < beforeId)
           && (route.empty() || record.route.view() == route)
           && (consumer.empty() || record.consumer.view() == consumer)
           && (statusClass == 0 || record.status / 100 == statusClass) && (!cause || record.cause == *cause)
           && record.total >= atLeast
           && (text.empty() || holds(record.path.view()) || holds(record.host.view()) || holds(record.query.view()));
}

std::vector<RequestRecord> newest(std::vector<RequestRecord> records, std::size_t most)
{
    std::ranges::sort(records, std::ranges::greater{}, &RequestRecord::id);
    const auto same = [](const RequestRecord &a, const RequestRecord &b) { return a.id == b.id; };
    records.erase(std::unique(records.begin(), records.end(), same), records.end());
    if (records.size() > most)
        records.erase(records.begin() + static_cast<std::ptrdiff_t>(most), records.end());
    return records;
}

} // namespace piuptime::gateway
