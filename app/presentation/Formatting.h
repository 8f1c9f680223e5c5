// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Metric.h"

#include <QCoreApplication>
#include <QString>

#include <string>
#include <string_view>

namespace piuptime::presentation {

/// Numbers as people read them: always with a unit, in the language and number format of `QLocale()`.
/// A value that is not finite becomes an en dash. Thread-safe after start-up.
class Formatting
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::Formatting)
public:
    /// Any metric by its unit: `48.3 °C`, `12 %`, `1.5 GHz`, `5.12 V`, `3.1 GB`, `940 kB/s`, `2 d 3 h` …
    [[nodiscard]] static QString value(Unit unit, double value);
    /// The bare unit for an axis: `°C`, `%`, `MB/s` …; empty where numbers stand alone.
    [[nodiscard]] static QString unitSymbol(Unit unit);

    [[nodiscard]] static QString number(double value, int decimals);
    [[nodiscard]] static QString celsius(double celsius);
    [[nodiscard]] static QString percent(double percent, int decimals = 0);
    /// Decimal multiples: 1 GB is 10^9 bytes.
    [[nodiscard]] static QString bytes(double bytes);
    [[nodiscard]] static QString bytesPerSecond(double bytesPerSecond);
    [[nodiscard]] static QString bitsPerSecond(double bitsPerSecond);
    [[nodiscard]] static QString hertz(double hertz);

    /// Two largest units: `3 d 4 h`, `12 min`, `5.2 s`, `34 ms`.
    [[nodiscard]] static QString duration(double seconds);
    /// `just now`, `12 s ago`, `3 min ago`, `2 d ago`.
    [[nodiscard]] static QString age(Seconds age);
    /// Without "ago", for tight places: `12 s`, `3 min`.
    [[nodiscard]] static QString shortAge(Seconds age);

    /// The console's own time zone: time alone on the day of `now`, else with the date.
    [[nodiscard]] static QString localTime(UtcTime time, UtcTime now);
    [[nodiscard]] static QString localDateTime(UtcTime time);
};

/// Foreign text for a view: valid UTF-8, printable, at most `maxBytes` long. Show it as plain text only.
[[nodiscard]] QString shown(std::string_view text, std::size_t maxBytes = 1024);

/// What a person typed, for the core.
[[nodiscard]] std::string typed(const QString &text);

} // namespace piuptime::presentation
