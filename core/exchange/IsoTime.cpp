// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/IsoTime.h"

#include <array>
#include <cstdio>

namespace piuptime::exchange {
namespace {

using namespace std::chrono;

constexpr int kLastYear = 9999;

/// Takes figures and separators off the front of a text; one that is missing makes everything after it fail, too.
class Scanner
{
public:
    explicit Scanner(std::string_view text)
        : m_rest(text)
    {
    }

    int figures(std::size_t count)
    {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char c = m_rest.empty() ? '\0' : m_rest.front();
            if (c < '0' || c > '9') {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (c - '0');
            m_rest.remove_prefix(1);
        }
        return value;
    }
    bool takes(std::string_view oneOf)
    {
        const bool found = !m_rest.empty() && oneOf.find(m_rest.front()) != std::string_view::npos;
        if (found)
            m_rest.remove_prefix(1);
        return found;
    }
    void expect(std::string_view oneOf) { m_failed = !takes(oneOf) || m_failed; }
    [[nodiscard]] bool isAtFigure() const { return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; }
    [[nodiscard]] bool isDone() const { return !m_failed && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

milliseconds takeFraction(Scanner &scanner)
{
    int value = 0;
    int digits = 0;
    for (; scanner.isAtFigure(); ++digits) {
        const int figure = scanner.figures(1);
        value = digits < 3 ? value * 10 + figure : value;
    }
    for (; digits < 3; ++digits)
        value *= 10;
    return milliseconds(value);
}

minutes takeOffset(Scanner &scanner)
{
    if (scanner.takes("Zz"))
        return minutes(0);
    const bool isWest = scanner.takes("-");
    if (!isWest)
        scanner.expect("+");
    const int wholeHours = scanner.figures(2);
    scanner.takes(":");
    const minutes offset = hours(wholeHours) + minutes(scanner.figures(2));
    return isWest ? -offset : offset;
}

} // namespace

std::string isoTime(UtcTime time)
{
    // Beyond these the calendar below would overflow.
    constexpr UtcTime kFirst = sys_days(year(0) / January / 1);
    constexpr UtcTime kEnd = sys_days(year(kLastYear + 1) / January / 1);
    if (time < kFirst || time >= kEnd)
        return {};
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 40> text{};
    const int length =
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                      unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                      int(clock.minutes().count()), int(clock.seconds().count()), int(clock.subseconds().count()));
    return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<UtcTime> parseIsoTime(std::string_view text)
{
    Scanner scanner(text);
    const year y(scanner.figures(4));
    scanner.expect("-");
    const month m(static_cast<unsigned>(scanner.figures(2)));
    scanner.expect("-");
    const day d(static_cast<unsigned>(scanner.figures(2)));
    scanner.expect("T ");
    const hours h(scanner.figures(2));
    scanner.expect(":");
    const minutes min(scanner.figures(2));
    scanner.expect(":");
    const seconds s(scanner.figures(2));
    const milliseconds fraction = scanner.takes(".,") ? takeFraction(scanner) : milliseconds(0);
    const minutes offset = takeOffset(scanner);
    const year_month_day date(y, m, d);
    if (!scanner.isDone() || !date.ok() || h >= hours(24) || min >= minutes(60) || s > seconds(60))
        return std::nullopt;
    return UtcTime(sys_days(date)) + h + min + s + fraction - offset;
}

} // namespace piuptime::exchange
