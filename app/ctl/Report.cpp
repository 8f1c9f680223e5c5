// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Report.h"

#include "app/ctl/Table.h"
#include "app/ctl/Tr.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

namespace piuptime::ctl {
namespace {

using presentation::Formatting;
using presentation::shown;
using presentation::Texts;

QString throttleText(std::uint64_t word)
{
    if (word == 0)
        return Tr::tr("none");
    QStringList set;
    for (int bit = 0; bit < 4; ++bit) {
        const QString name = Texts::throttleBit(static_cast<ThrottleBit>(bit));
        if ((word >> bit) & 1U)
            set.append(Tr::tr("%1 now").arg(name));
        else if ((word >> (bit + kThrottleSinceBootShift)) & 1U)
            set.append(Tr::tr("%1 since boot").arg(name));
    }
    return set.join(QStringLiteral(", "));
}

QString valueText(const Sample &sample)
{
    if (sample.series.metric == Metric::ThrottleWord)
        return throttleText(static_cast<std::uint64_t>(sample.value));
    return Formatting::value(info(sample.series.metric).unit, sample.value);
}

} // namespace

QString describe(const DeviceConfig &device, const Reading &reading, const Health &health, UtcTime now)
{
    const Seconds age = std::chrono::floor<Seconds>(now - reading.receivedAt);
    QString text =
        Tr::tr("%1 (%2): %3, read %4\n")
            .arg(shown(device.name), Texts::address(device), Texts::health(health.level), Formatting::age(age));
    for (const Reason &reason : health.reasons)
        text += QStringLiteral("  - ") + Texts::reason(reason) + QLatin1Char('\n');

    Table facts({{Tr::tr("Fact")}, {Tr::tr("Value")}});
    for (const Fact &fact : reading.facts) {
        const QString instance = fact.instance.empty() ? QString() : QStringLiteral(", ") + shown(fact.instance);
        facts.add({Texts::fact(fact.key) + instance, shown(fact.text)});
    }
    Table values({{Tr::tr("Metric")}, {Tr::tr("Value"), Table::Align::Right}, {Tr::tr("Name")}});
    for (const Sample &sample : reading.samples) {
        const std::string_view name = info(sample.series.metric).name;
        values.add({Texts::series(sample.series), valueText(sample), shown(name)});
    }
    return text + QLatin1Char('\n') + facts.text() + QLatin1Char('\n') + values.text();
}

} // namespace piuptime::ctl
