// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/HostReport.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/brokers/BrokerTexts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace piuptime::kiosk {
namespace {

using presentation::BrokerTexts;
using presentation::FactGroup;
using presentation::Formatting;
using presentation::Texts;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(piuptime::kiosk::HostReport)
};

constexpr double kSecondsPerDay = 86'400;
constexpr double kDaysPerYear = 365.25;
/// From so long after the boot on, what was written since says what is written on a day like any other.
constexpr double kLongEnoughSeconds = 6 * 3600;
// How many times its size may be written to a card. Makers seldom tell; between these lie what is reported of cheap
// cards that are written in small pieces, and of cards made for it.
constexpr double kFewRewrites = 100;
constexpr double kManyRewrites = 1000;
constexpr double kMostYears = 100; ///< beyond, something else breaks first

FactGroup services(const HostReport &report)
{
    FactGroup group{Tr::tr("Services"), {}};
    std::size_t failed = 0;
    for (const Fact &fact : report.pi.latest.facts) {
        if (fact.key != FactKey::FailedUnit)
            continue;
        ++failed;
        group.rows.push_back({presentation::shown(fact.instance, 200), Tr::tr("failed", "a service"),
                              HealthLevel::Attention, fact.instance});
    }
    if (failed == 0 && report.pi.latest.value(Metric::UnitsFailed))
        group.rows.push_back({Tr::tr("Units of systemd"), Tr::tr("none has failed"), HealthLevel::Ok, {}});
    const bool isDurable = report.history.mode == history::StoreState::Mode::Durable;
    group.rows.push_back({Tr::tr("History"),
                          isDurable ? Tr::tr("is being kept") : Tr::tr("is waiting for the disk"),
                          isDurable ? HealthLevel::Ok : HealthLevel::Attention,
                          {}});
    for (const BrokerConfig &broker : report.brokers) {
        const BrokerState *state = presentation::findState(report.brokerStates, broker.name);
        group.rows.push_back({Tr::tr("Broker %1").arg(presentation::shown(broker.name, 60)),
                              BrokerTexts::state(state, report.now),
                              BrokerTexts::level(state),
                              {}});
    }
    return group;
}

FactGroup heat(const Reading &reading)
{
    FactGroup group{Tr::tr("Heat"), {}};
    for (const Sample &sample : reading.samples) {
        switch (sample.series.metric) {
        case Metric::SocTemperature:
        case Metric::PmicTemperature:
        case Metric::ZoneTemperature:
        case Metric::DiskTemperature:
        case Metric::FanSpeed:
            group.rows.push_back(
                {Texts::series(sample.series), Texts::value(sample.series.metric, sample.value), HealthLevel::Ok, {}});
            break;
        default:
            break;
        }
    }
    return group;
}

QString years(double count)
{
    if (count > kMostYears)
        return Tr::tr("more than %n year(s)", nullptr, static_cast<int>(kMostYears));
    if (count < 1)
        return Tr::tr("%n month(s)", nullptr, std::max(1, static_cast<int>(count * 12)));
    return Tr::tr("%n year(s)", nullptr, static_cast<int>(count));
}

QString perDay(double bytes)
{
    return Tr::tr("%1 a day").arg(Formatting::bytes(bytes));
}

/// The disk on which the root file system lies, by what kind it is; null: it is not known.
const Fact *rootDisk(const Reading &reading)
{
    const std::string *root = reading.fact(FactKey::RootDevice);
    const auto disk = std::ranges::find_if(reading.facts, [root](const Fact &fact) {
        return root != nullptr && fact.key == FactKey::DiskKind && root->starts_with(fact.instance);
    });
    return disk == reading.facts.end() ? nullptr : &*disk;
}

FactGroup writing(const HostReport &report)
{
    FactGroup group{Tr::tr("What it writes"), {}};
    const Reading &reading = report.pi.latest;
    double daily = static_cast<double>(report.history.bytesWrittenPerDay);
    if (daily > 0)
        group.rows.push_back({Tr::tr("This history"), perDay(daily), HealthLevel::Ok, {}});
    const Fact *disk = rootDisk(reading);
    const auto written = disk ? reading.value(Metric::DiskWritten, disk->instance) : std::nullopt;
    const double up = reading.uptimeSeconds.value_or(0);
    if (written && up >= kLongEnoughSeconds) {
        daily = std::max(daily, *written / up * kSecondsPerDay);
        group.rows.push_back({Tr::tr("Everything here"), perDay(*written / up * kSecondsPerDay), HealthLevel::Ok, {}});
    }
    const auto size = reading.value(Metric::FilesystemSize, "/");
    if (daily <= 0 || !size || disk == nullptr || (disk->text != "SD" && disk->text != "eMMC"))
        return group;
    const double fullYears = *size / daily / kDaysPerYear;
    const double least = kFewRewrites * fullYears;
    group.rows.push_back({Tr::tr("Card of %1, at this rate").arg(Formatting::bytes(*size)),
                          least > kMostYears
                              ? Tr::tr("lasts %1").arg(years(least))
                              : Tr::tr("%1 if it bears %2 times its size, %3 if %4; few makers say")
                                    .arg(years(least), QLocale().toString(kFewRewrites),
                                         years(kManyRewrites * fullYears), QLocale().toString(kManyRewrites)),
                          least < 1 ? HealthLevel::Attention : HealthLevel::Ok,
                          {}});
    return group;
}

} // namespace

std::vector<FactGroup> HostReport::sections() const
{
    std::vector<FactGroup> groups{services(*this), heat(pi.latest), writing(*this)};
    for (FactGroup &group : presentation::describeFacts(pi)) {
        const bool isToldAbove = std::ranges::any_of(group.rows, [](const auto &row) { return !row.unit.empty(); });
        if (!isToldAbove)
            groups.push_back(std::move(group));
    }
    std::erase_if(groups, [](const FactGroup &group) { return group.rows.empty(); });
    return groups;
}

} // namespace piuptime::kiosk
