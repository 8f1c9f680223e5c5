// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TimeArgument.h"

#include "core/base/Text.h"

#include <QDateTime>

#include <optional>

namespace piuptime::ctl {
namespace {

std::optional<Seconds> secondsOf(char unit)
{
    switch (unit) {
    case 's':
        return Seconds{1};
    case 'm':
        return Seconds{60};
    case 'h':
        return Seconds{3600};
    case 'd':
        return Seconds{86'400};
    case 'w':
        return Seconds{604'800};
    default:
        return std::nullopt;
    }
}

std::optional<UtcTime> relative(std::string_view text, UtcTime now)
{
    constexpr std::uint64_t kMostUnits = 1'000'000;
    if (text.size() < 3 || text.front() != '-')
        return std::nullopt;
    const auto unit = secondsOf(text.back());
    const auto count = toUnsigned(text.substr(1, text.size() - 2));
    if (!unit || !count || *count > kMostUnits)
        return std::nullopt;
    return now - *unit * static_cast<std::int64_t>(*count);
}

} // namespace

Result<UtcTime> parseTime(std::string_view text, UtcTime now)
{
    if (text == "now")
        return now;
    if (const auto time = relative(text, now))
        return *time;
    const QString typed = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    const QDateTime time = QDateTime::fromString(typed, Qt::ISODate);
    if (!time.isValid())
        return fail(ErrorKind::InvalidInput, "not a time (now, -6h, -7d, 2026-11-23, 2026-11-23T14:00 or …Z)", text);
    return fromMsUtc(time.toMSecsSinceEpoch());
}

} // namespace piuptime::ctl
