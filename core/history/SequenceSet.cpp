// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/SequenceSet.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace piuptime::history {

bool SequenceSet::contains(std::int64_t number) const
{
    const auto after = m_runs.upper_bound(number);
    return after != m_runs.begin() && std::prev(after)->second >= number;
}

bool SequenceSet::insert(std::int64_t first, std::int64_t last)
{
    if (first < 0 || last < first)
        return false;
    // From the first run that touches the new one to the one behind the last that does.
    auto begin = m_runs.upper_bound(first);
    if (begin != m_runs.begin() && std::prev(begin)->second >= first - 1)
        --begin;
    if (begin != m_runs.end() && begin->first <= first && begin->second >= last)
        return false;
    std::int64_t newFirst = first;
    std::int64_t newLast = last;
    auto end = begin;
    for (; end != m_runs.end() && (last == std::numeric_limits<std::int64_t>::max() || end->first <= last + 1); ++end) {
        newFirst = std::min(newFirst, end->first);
        newLast = std::max(newLast, end->second);
    }
    m_runs.erase(begin, end);
    m_runs.emplace(newFirst, newLast);
    if (m_runs.size() > kMaxRuns)
        closeNarrowestGap();
    return true;
}

void SequenceSet::closeNarrowestGap()
{
    auto narrowest = m_runs.begin();
    std::int64_t width = std::numeric_limits<std::int64_t>::max();
    for (auto run = m_runs.begin(); std::next(run) != m_runs.end(); ++run) {
        const std::int64_t gap = std::next(run)->first - run->second;
        if (gap < width) {
            width = gap;
            narrowest = run;
        }
    }
    const auto next = std::next(narrowest);
    narrowest->second = next->second;
    m_runs.erase(next);
}

} // namespace piuptime::history
