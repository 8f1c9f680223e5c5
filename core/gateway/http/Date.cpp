// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/Date.h"

#include "core/gateway/http/Characters.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace piuptime::gateway::http {

namespace {

constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

} // namespace

std::string httpDate(UtcTime time)
{
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
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

std::optional<UtcTime> parseHttpDate(std::string_view text)
{
    constexpr std::string_view kForm = "ddd, 00 mmm 0000 00:00:00 GMT";
    if (text.size() != kForm.size())
        return std::nullopt;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const bool isLetter = kForm[i] == 'd' || kForm[i] == 'm';
        if (kForm[i] == '0' ? !is(text[i], Digit) : !isLetter && text[i] != kForm[i])
            return std::nullopt;
    }
    const auto number = [text](std::size_t at, std::size_t digits) {
        unsigned value = 0;
        for (const char digit : text.substr(at, digits))
            value = value * 10 + static_cast<unsigned>(digit - '0');
        return value;
    };
    const auto *const month =
        std::ranges::find(kMonths, text.substr(8, 3), [](const char *name) { return std::string_view(name); });
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(12, 4))),
                                           std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                           std::chrono::day(number(5, 2))};
    if (!date.ok() || number(17, 2) > 23 || number(20, 2) > 59 || number(23, 2) > 60)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(number(17, 2)) + std::chrono::minutes(number(20, 2))
           + Seconds(number(23, 2));
}

} // namespace piuptime::gateway::http
