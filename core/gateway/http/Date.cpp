// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Date.h"

#include <array>
#include <cstdio>

namespace piuptime::gateway::http {

std::string httpDate(UtcTime time)
{
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<Seconds>(time - day));
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                     kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                                     kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                     static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                                     static_cast<int>(clock.seconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace piuptime::gateway::http
