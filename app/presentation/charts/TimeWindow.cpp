// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/charts/TimeWindow.h"

#include <algorithm>
#include <cmath>

namespace piuptime::presentation {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Milliseconds kShortest{30'000};
constexpr Milliseconds kLongest = hours{24 * 366 * 50};
constexpr Milliseconds kLeastForAll = minutes{15};

Milliseconds lengthOf(RangeChoice choice)
{
    switch (choice) {
    case RangeChoice::Minutes15:
        return minutes{15};
    case RangeChoice::Hours6:
        return hours{6};
    case RangeChoice::Hours24:
        return hours{24};
    case RangeChoice::Days7:
        return hours{24 * 7};
    case RangeChoice::Days30:
        return hours{24 * 30};
    case RangeChoice::Hour1:
    case RangeChoice::All:
    case RangeChoice::Custom:
        break;
    }
    return hours{1};
}

} // namespace

void TimeWindow::choose(RangeChoice choice, UtcTime now, UtcTime oldest)
{
    m_choice = choice;
    const UtcTime from = choice == RangeChoice::All ? std::min(oldest, now - kLeastForAll) : now - lengthOf(choice);
    m_range = {from, now};
}

void TimeWindow::show(history::TimeRange range, UtcTime now)
{
    const Milliseconds length = std::clamp(range.to - range.from, kShortest, kLongest);
    const UtcTime to = std::min(range.from + length, now);
    m_range = {to - length, to};
    m_choice = RangeChoice::Custom;
}

void TimeWindow::zoom(double factor, UtcTime around, UtcTime now)
{
    const auto wanted = static_cast<double>(length().count()) * factor;
    const Milliseconds grown{std::llround(std::min(wanted, static_cast<double>(kLongest.count())))};
    const double place = static_cast<double>((around - m_range.from).count()) / static_cast<double>(length().count());
    const UtcTime from = around - Milliseconds{std::llround(place * static_cast<double>(grown.count()))};
    show({from, from + grown}, now);
}

void TimeWindow::pan(double part, UtcTime now)
{
    const Milliseconds by{std::llround(part * static_cast<double>(length().count()))};
    show({m_range.from + by, m_range.to + by}, now);
}

void TimeWindow::advance(UtcTime now)
{
    if (!follows())
        return;
    const bool growing = m_choice == RangeChoice::All;
    const Milliseconds kept = length();
    m_range.to = now;
    if (!growing)
        m_range.from = now - kept;
}

} // namespace piuptime::presentation
