// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/Formatting.h"

#include "core/base/Text.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <cmath>

namespace piuptime::presentation {
namespace {

const QString kNothing = QStringLiteral("–");

/// A number and its unit never break apart.
QString joined(const QString &number, const QString &unit)
{
    return number + QChar(QChar::Nbsp) + unit;
}

/// Three significant digits with the multiple that suits: 940 kB, 3.1 GB, 12.4 GB.
QString scaled(double value, const QString &unit)
{
    static constexpr std::array<const char *, 6> kPrefixes{"", "k", "M", "G", "T", "P"};
    if (!std::isfinite(value))
        return kNothing;
    std::size_t step = 0;
    // 999.5 and more would round to four digits, so it moves to the next multiple.
    while (std::abs(value) >= 999.5 && step + 1 < kPrefixes.size()) {
        value /= 1000;
        ++step;
    }
    const int decimals = step == 0 || std::abs(value) >= 99.95 ? 0 : 1;
    return joined(Formatting::number(value, decimals), QLatin1String(kPrefixes[step]) + unit);
}

QDateTime toLocal(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMsUtc(time));
}

} // namespace

QString Formatting::value(Unit unit, double value)
{
    switch (unit) {
    case Unit::None:
        return number(value, std::abs(value - std::round(value)) < 1e-9 ? 0 : 2);
    case Unit::Percent:
        return percent(value);
    case Unit::Celsius:
        return celsius(value);
    case Unit::Hertz:
        return hertz(value);
    case Unit::Volt:
        return joined(number(value, 2), unitSymbol(unit));
    case Unit::Ampere:
    case Unit::Watt:
        return joined(number(value, 2), unitSymbol(unit));
    case Unit::Bytes:
        return bytes(value);
    case Unit::BytesPerSecond:
        return bytesPerSecond(value);
    case Unit::PerSecond:
        return joined(number(value, value > 0 && value < 10 ? 1 : 0), unitSymbol(unit));
    case Unit::Second:
        return duration(value);
    case Unit::Rpm:
    case Unit::DecibelMilliwatt:
    case Unit::Hectopascal:
        return joined(number(value, 0), unitSymbol(unit));
    case Unit::BitsPerSecond:
        return bitsPerSecond(value);
    case Unit::Flag:
        return value != 0 ? tr("yes") : tr("no");
    case Unit::Bits:
        return std::isfinite(value) && value >= 0 ? QStringLiteral("0x%1").arg(static_cast<quint64>(value), 0, 16)
                                                  : kNothing;
    }
    return kNothing;
}

QString Formatting::unitSymbol(Unit unit)
{
    switch (unit) {
    case Unit::Percent:
        return QStringLiteral("%");
    case Unit::Celsius:
        return QStringLiteral("°C");
    case Unit::Hertz:
        return QStringLiteral("Hz");
    case Unit::Volt:
        return QStringLiteral("V");
    case Unit::Ampere:
        return QStringLiteral("A");
    case Unit::Watt:
        return QStringLiteral("W");
    case Unit::Bytes:
        return QStringLiteral("B");
    case Unit::BytesPerSecond:
        return QStringLiteral("B/s");
    case Unit::PerSecond:
        return QStringLiteral("/s");
    case Unit::Second:
        return QStringLiteral("s");
    case Unit::Rpm:
        return tr("rpm", "revolutions per minute");
    case Unit::DecibelMilliwatt:
        return QStringLiteral("dBm");
    case Unit::BitsPerSecond:
        return QStringLiteral("bit/s");
    case Unit::Hectopascal:
        return QStringLiteral("hPa");
    case Unit::None:
    case Unit::Flag:
    case Unit::Bits:
        break;
    }
    return {};
}

QString Formatting::number(double value, int decimals)
{
    if (!std::isfinite(value))
        return kNothing;
    const double step = std::pow(10.0, decimals);
    if (std::round(value * step) == 0)
        value = 0; // no "-0"
    return QLocale().toString(value, 'f', decimals);
}

QString Formatting::celsius(double celsius)
{
    return std::isfinite(celsius) ? joined(number(celsius, 1), QStringLiteral("°C")) : kNothing;
}

QString Formatting::percent(double percent, int decimals)
{
    return std::isfinite(percent) ? joined(number(percent, decimals), QStringLiteral("%")) : kNothing;
}

QString Formatting::bytes(double bytes)
{
    return scaled(bytes, QStringLiteral("B"));
}

QString Formatting::bytesPerSecond(double bytesPerSecond)
{
    return scaled(bytesPerSecond, QStringLiteral("B/s"));
}

QString Formatting::bitsPerSecond(double bitsPerSecond)
{
    return scaled(bitsPerSecond, QStringLiteral("bit/s"));
}

QString Formatting::hertz(double hertz)
{
    return scaled(hertz, QStringLiteral("Hz"));
}

QString Formatting::duration(double seconds)
{
    if (!std::isfinite(seconds))
        return kNothing;
    const double size = std::abs(seconds);
    if (size > 0 && size < 1)
        return joined(number(seconds * 1000, 0), QStringLiteral("ms"));
    if (size < 10 && size != std::floor(size))
        return joined(number(seconds, 1), QStringLiteral("s"));
    const auto whole = static_cast<qint64>(std::round(size));
    const QLocale locale;
    const auto part = [&](qint64 count, const QString &unit) { return joined(locale.toString(count), unit); };
    QString text;
    if (whole < 60)
        text = part(whole, tr("s", "seconds"));
    else if (whole < 3600)
        text = part(whole / 60, tr("min", "minutes"));
    else if (whole < 86400)
        text = part(whole / 3600, tr("h", "hours")) + u' ' + part(whole % 3600 / 60, tr("min", "minutes"));
    else
        text = part(whole / 86400, tr("d", "days")) + u' ' + part(whole % 86400 / 3600, tr("h", "hours"));
    return seconds < 0 ? locale.negativeSign() + text : text;
}

QString Formatting::shortAge(Seconds age)
{
    const qint64 seconds = std::max<qint64>(age.count(), 0);
    const QLocale locale;
    if (seconds < 60)
        return joined(locale.toString(seconds), tr("s", "seconds"));
    if (seconds < 3600)
        return joined(locale.toString(seconds / 60), tr("min", "minutes"));
    if (seconds < 2 * 86400)
        return joined(locale.toString(seconds / 3600), tr("h", "hours"));
    return joined(locale.toString(seconds / 86400), tr("d", "days"));
}

QString Formatting::age(Seconds age)
{
    if (age.count() < 2)
        return tr("just now");
    return tr("%1 ago", "an age such as 12 s").arg(shortAge(age));
}

QString Formatting::localTime(UtcTime time, UtcTime now)
{
    const QDateTime local = toLocal(time);
    if (local.date() == toLocal(now).date())
        return QLocale().toString(local.time(), QStringLiteral("HH:mm:ss"));
    return localDateTime(time);
}

QString Formatting::localDateTime(UtcTime time)
{
    const QDateTime local = toLocal(time);
    return QLocale().toString(local.date(), QLocale::ShortFormat) + u' '
           + QLocale().toString(local.time(), QStringLiteral("HH:mm:ss"));
}

QString shown(std::string_view text, std::size_t maxBytes)
{
    const std::string clean = printable(text, maxBytes);
    return QString::fromUtf8(clean.data(), static_cast<qsizetype>(clean.size()));
}

std::string typed(const QString &text)
{
    return text.toUtf8().toStdString();
}

} // namespace piuptime::presentation
