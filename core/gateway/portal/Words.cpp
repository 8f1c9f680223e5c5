// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/Words.h"

#include <array>

namespace piuptime::gateway::portal {

namespace {

std::string counted(std::uint64_t count, std::string_view one)
{
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

/// Such as `a minute`, or `in 5 minutes`.
std::string perText(Milliseconds per)
{
    struct Unit {
        Milliseconds length;
        std::string_view name;
        std::string_view single;
    };
    using namespace std::chrono_literals;
    constexpr std::array<Unit, 4> kUnits{{{Milliseconds(86'400'000), "day", "a day"},
                                          {1h, "hour", "an hour"},
                                          {1min, "minute", "a minute"},
                                          {1s, "second", "a second"}}};
    for (const Unit &unit : kUnits) {
        if (per == unit.length)
            return std::string(unit.single);
        if (per > unit.length && per % unit.length == Milliseconds::zero())
            return "in " + counted(static_cast<std::uint64_t>(per / unit.length), unit.name);
    }
    return "in " + counted(static_cast<std::uint64_t>(per.count()), "millisecond");
}

std::string bytesText(std::uint64_t bytes)
{
    constexpr std::uint64_t kStep = 1024;
    constexpr std::array<std::string_view, 4> kUnits{" bytes", " KiB", " MiB", " GiB"};
    std::size_t unit = 0;
    while (unit + 1 < kUnits.size() && bytes >= kStep && bytes % kStep == 0) {
        bytes /= kStep;
        ++unit;
    }
    return std::to_string(bytes) + std::string(kUnits[unit]);
}

std::string_view byText(guard::LimitBy by)
{
    constexpr std::array<std::string_view, 5> kTexts{", for each consumer", ", for each credential",
                                                     ", for each address", ", for all who use a route together",
                                                     ", for all together"};
    return kTexts.at(static_cast<std::size_t>(by));
}

} // namespace

const std::string &titleOf(const ApiConfig &api)
{
    return api.title.empty() ? api.name : api.title;
}

std::string_view wordOf(ApiState state)
{
    constexpr std::array<std::string_view, 4> kWords{"draft", "published", "deprecated", "retired"};
    return kWords.at(static_cast<std::size_t>(state));
}

std::string dayText(UtcTime time)
{
    constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
    return std::to_string(static_cast<unsigned>(day.day())) + " "
           + std::string(kMonths.at(static_cast<unsigned>(day.month()) - 1)) + " "
           + std::to_string(static_cast<int>(day.year()));
}

std::string limitText(const guard::LimitConfig &limit)
{
    const std::string by(byText(limit.by));
    switch (limit.kind) {
    case guard::LimitKind::Rate:
        return counted(limit.amount, "request") + " " + perText(limit.per) + ", up to " + std::to_string(limit.burst)
               + " at once" + by;
    case guard::LimitKind::Window:
        return counted(limit.amount, "request") + " " + perText(limit.per) + by;
    case guard::LimitKind::Bytes:
        return bytesText(limit.amount) + " " + perText(limit.per) + by;
    case guard::LimitKind::Concurrency:
        return counted(limit.amount, "request") + " under way at a time" + by;
    }
    return {};
}

std::string methodsText(const RouteConfig &route)
{
    std::string text;
    for (const std::string &method : route.methods)
        text.append(text.empty() ? "" : ", ").append(method);
    return text.empty() ? "any" : text;
}

} // namespace piuptime::gateway::portal
