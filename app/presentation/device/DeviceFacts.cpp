// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceFacts.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "core/base/Text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <set>

namespace piuptime::presentation {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::DeviceFacts)
};

constexpr std::size_t kLongestText = 300;

/// The words the collector uses in facts, in the user's language; others pass as they are.
QString word(const std::string &text)
{
    struct Known {
        std::string_view word;
        const char *translated;
    };
    static constexpr std::array<Known, 14> kWords{{
        {"SD card", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "SD card")},
        {"network", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "network")},
        {"up to date", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "up to date")},
        {"update available", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "update available")},
        {"frozen", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "updates are frozen")},
        {"yes", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "yes")},
        {"no", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "no")},
        {"passed", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "self-check passed")},
        {"failing", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "failing")},
        {"standby", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "in standby")},
        {"normal", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "normal")},
        {"warning", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "reserve is running out")},
        {"urgent", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "reserve is used up")},
        {"none", QT_TRANSLATE_NOOP("piuptime::presentation::DeviceFacts", "none")},
    }};
    const auto known = std::ranges::find(kWords, text, &Known::word);
    return known == kWords.end()
               ? shown(text, kLongestText)
               : QCoreApplication::translate("piuptime::presentation::DeviceFacts", known->translated);
}

/// Builds the rows of one group; what is absent or `unknown` adds nothing.
class Group
{
public:
    Group(const QString &title, const Reading &reading)
        : m_reading(reading)
        , m_group{title, {}}
    {
    }

    void add(const QString &label, const QString &text, HealthLevel level = HealthLevel::Ok, std::string unit = {})
    {
        if (!text.isEmpty())
            m_group.rows.push_back({label, text, level, std::move(unit)});
    }
    void add(FactKey key) { add(Texts::fact(key), fact(key)); }
    void add(const QString &label, Metric metric) { add(label, value(metric)); }

    [[nodiscard]] QString fact(FactKey key, std::string_view instance = {}) const
    {
        const std::string *text = m_reading.fact(key, instance);
        return text == nullptr || *text == "unknown" ? QString() : word(*text);
    }
    [[nodiscard]] QString value(Metric metric, std::string_view instance = {}) const
    {
        const auto value = m_reading.value(metric, instance);
        return value ? Formatting::value(info(metric).unit, *value) : QString();
    }
    [[nodiscard]] bool is(FactKey key, std::string_view text, std::string_view instance = {}) const
    {
        const std::string *found = m_reading.fact(key, instance);
        return found != nullptr && *found == text;
    }
    [[nodiscard]] const Reading &reading() const { return m_reading; }
    [[nodiscard]] FactGroup done() { return std::move(m_group); }

private:
    const Reading &m_reading;
    FactGroup m_group;
};

/// The parts that are there, separated by a middle dot.
QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString sentence(const QString &pattern, const QString &value)
{
    return value.isEmpty() ? QString() : pattern.arg(value);
}

std::vector<std::string> instancesOf(const Reading &reading, std::initializer_list<FactKey> facts,
                                     std::initializer_list<Metric> metrics)
{
    std::set<std::string> found;
    for (const Fact &fact : reading.facts) {
        if (std::ranges::find(facts, fact.key) != facts.end())
            found.insert(fact.instance);
    }
    for (const Sample &sample : reading.samples) {
        if (std::ranges::find(metrics, sample.series.metric) != metrics.end())
            found.insert(sample.series.instance);
    }
    return {found.begin(), found.end()};
}

FactGroup failedUnits(const Reading &reading)
{
    Group group(Tr::tr("Failed services"), reading);
    for (const Fact &fact : reading.facts) {
        if (fact.key == FactKey::FailedUnit)
            group.add(shown(fact.instance, 200), fact.text.empty() ? Tr::tr("failed") : shown(fact.text, kLongestText),
                      HealthLevel::Attention, fact.instance);
    }
    return group.done();
}

FactGroup board(const Reading &reading)
{
    Group group(Tr::tr("Board"), reading);
    group.add(FactKey::Model);
    group.add(FactKey::Revision);
    group.add(Tr::tr("Memory"), Metric::MemoryTotal);
    group.add(Tr::tr("Processor"), joined({sentence(Tr::tr("%1 cores"), group.fact(FactKey::CoreCount)),
                                           group.fact(FactKey::Architecture), group.fact(FactKey::Governor)}));
    group.add(FactKey::Serial);
    return group.done();
}

FactGroup system(const Reading &reading)
{
    Group group(Tr::tr("System"), reading);
    group.add(FactKey::HostName);
    group.add(FactKey::OperatingSystem);
    group.add(FactKey::Kernel);
    if (reading.uptimeSeconds)
        group.add(Tr::tr("Up for"), Formatting::duration(*reading.uptimeSeconds));
    const auto updates = reading.value(Metric::PackagesUpgradable);
    if (updates)
        group.add(Tr::tr("Updates pending"), QLocale().toString(static_cast<qlonglong>(*updates)));
    group.add(FactKey::TimeSynchronised);
    const auto offset = reading.value(Metric::ClockOffset);
    if (offset && std::abs(*offset) >= 1)
        group.add(Tr::tr("Clock off by"), Formatting::duration(*offset));
    return group.done();
}

FactGroup boot(const Reading &reading)
{
    Group group(Tr::tr("Boot"), reading);
    group.add(Tr::tr("Boots from"), joined({group.fact(FactKey::BootMedium), group.fact(FactKey::RootDevice)}));
    const bool outdated = group.is(FactKey::BootloaderUpdate, "update available");
    group.add(Tr::tr("Bootloader"),
              joined({group.fact(FactKey::BootloaderDate), group.fact(FactKey::BootloaderUpdate)}),
              outdated ? HealthLevel::Attention : HealthLevel::Ok);
    group.add(Tr::tr("Last reset"), group.fact(FactKey::ResetReason));
    return group.done();
}

FactGroup power(const Reading &reading)
{
    Group group(Tr::tr("Power"), reading);
    const std::string *milliampere = reading.fact(FactKey::SupplyCurrentMilliampere);
    const auto supply = milliampere ? toNumber(*milliampere) : std::nullopt;
    const bool delivery = group.is(FactKey::UsbPowerDelivery, "yes");
    if (supply && *supply > 0)
        group.add(Tr::tr("Supply offers"), joined({Formatting::value(Unit::Ampere, *supply / 1000),
                                                   delivery ? Tr::tr("with USB power delivery") : QString()}));
    group.add(Tr::tr("5 V input"), Metric::ExternalVoltage);
    group.add(Tr::tr("Board draws"), Metric::BoardPower);
    group.add(Tr::tr("Core voltage"), Metric::CoreVoltage);
    group.add(FactKey::UsbMaxCurrentEnabled);
    if (group.is(FactKey::UsbOverCurrentAtBoot, "yes"))
        group.add(Texts::fact(FactKey::UsbOverCurrentAtBoot), Tr::tr("yes"), HealthLevel::Attention);
    group.add(Tr::tr("RTC battery"), Metric::RtcBatteryVoltage);
    return group.done();
}

FactGroup network(const Reading &reading)
{
    Group group(Tr::tr("Network"), reading);
    for (const std::string &name : instancesOf(
             reading, {FactKey::NetworkAddress, FactKey::NetworkMac, FactKey::WifiNetwork}, {Metric::WifiSignal})) {
        QString addresses = group.fact(FactKey::NetworkAddress, name);
        addresses.replace(u' ', u'\n');
        const QString about = joined({group.fact(FactKey::WifiNetwork, name), group.value(Metric::WifiSignal, name),
                                      group.value(Metric::LinkSpeed, name), group.fact(FactKey::NetworkMac, name)});
        QStringList lines{addresses, about};
        lines.removeAll(QString());
        group.add(shown(name, 60), lines.join(u'\n'));
    }
    return group.done();
}

FactGroup disks(const Reading &reading)
{
    Group group(Tr::tr("Disks"), reading);
    for (const std::string &name :
         instancesOf(reading, {FactKey::DiskKind, FactKey::DiskModel, FactKey::DiskHealth, FactKey::DiskPreEol},
                     {Metric::DiskWear, Metric::DiskLifetimeWritten})) {
        const bool fails =
            group.is(FactKey::DiskHealth, "failing", name) || group.is(FactKey::DiskPreEol, "urgent", name);
        const bool worn =
            reading.value(Metric::DiskWear, name).value_or(0) >= 80 || group.is(FactKey::DiskPreEol, "warning", name);
        const QString what = joined({group.fact(FactKey::DiskKind, name), group.fact(FactKey::DiskModel, name)});
        const QString state = joined(
            {sentence(Tr::tr("%1 worn"), group.value(Metric::DiskWear, name)), group.fact(FactKey::DiskHealth, name),
             group.is(FactKey::DiskPreEol, "normal", name) ? QString() : group.fact(FactKey::DiskPreEol, name),
             sentence(Tr::tr("%1 written"), group.value(Metric::DiskLifetimeWritten, name)),
             sentence(Tr::tr("on for %1"), group.value(Metric::DiskPowerOnTime, name))});
        QStringList lines{what, state};
        lines.removeAll(QString());
        group.add(shown(name, 60), lines.join(u'\n'),
                  fails  ? HealthLevel::Critical
                  : worn ? HealthLevel::Attention
                         : HealthLevel::Ok);
    }
    return group.done();
}

FactGroup fileSystems(const Reading &reading)
{
    Group group(Tr::tr("File systems"), reading);
    for (const std::string &mount : instancesOf(reading, {}, {Metric::FilesystemSize, Metric::FilesystemUsedPercent})) {
        const QString used = group.value(Metric::FilesystemUsed, mount);
        const QString size = group.value(Metric::FilesystemSize, mount);
        const bool readOnly = group.is(FactKey::FilesystemReadOnly, "yes", mount);
        group.add(
            shown(mount, 120),
            joined({used.isEmpty() || size.isEmpty() ? QString() : Tr::tr("%1 of %2").arg(used, size),
                    group.value(Metric::FilesystemUsedPercent, mount), readOnly ? Tr::tr("read-only") : QString()}));
    }
    return group.done();
}

FactGroup ups(const Reading &reading)
{
    Group group(Tr::tr("UPS"), reading);
    for (const std::string &name : instancesOf(reading, {FactKey::UpsStatus, FactKey::UpsModel}, {Metric::UpsCharge})) {
        const auto onBattery = reading.value(Metric::UpsOnBattery, name);
        const QString supply = !onBattery       ? QString()
                               : *onBattery > 0 ? Tr::tr("on battery")
                                                : Tr::tr("on mains power");
        const QString figures =
            joined({supply, group.value(Metric::UpsCharge, name), group.value(Metric::UpsVoltage, name),
                    sentence(Tr::tr("lasts %1"), group.value(Metric::UpsRuntime, name)),
                    sentence(Tr::tr("%1 load"), group.value(Metric::UpsLoad, name))});
        QStringList lines{group.fact(FactKey::UpsModel, name), figures,
                          sentence(Tr::tr("status %1"), group.fact(FactKey::UpsStatus, name))};
        lines.removeAll(QString());
        group.add(name.empty() ? Tr::tr("UPS") : shown(name, 60), lines.join(u'\n'),
                  onBattery.value_or(0) > 0 ? HealthLevel::Attention : HealthLevel::Ok);
    }
    return group.done();
}

FactGroup problems(const Reading &reading)
{
    Group group(Tr::tr("Could not be read"), reading);
    for (const Fact &fact : reading.facts) {
        if (fact.key == FactKey::Problem)
            group.add(shown(fact.instance, 60), shown(fact.text, kLongestText));
    }
    return group.done();
}

std::optional<UtcTime> newest(std::span<const Event> events, EventKind kind)
{
    const auto found = std::find_if(events.rbegin(), events.rend(), [&](const Event &e) { return e.kind == kind; });
    return found == events.rend() ? std::nullopt : std::optional(found->at);
}

} // namespace

std::vector<FactGroup> describeFacts(const DeviceState &state)
{
    if (!state.everRead)
        return {};
    const Reading &reading = state.latest;
    std::vector<FactGroup> groups{failedUnits(reading), board(reading),   system(reading), boot(reading),
                                  power(reading),       ups(reading),     disks(reading),  fileSystems(reading),
                                  network(reading),     problems(reading)};
    std::erase_if(groups, [](const FactGroup &group) { return group.rows.empty(); });
    return groups;
}

QString asPlainText(std::span<const FactGroup> groups)
{
    QString text;
    for (const FactGroup &group : groups) {
        text += group.title + u'\n';
        for (const FactRow &row : group.rows) {
            const QString value = QString(row.text).replace(u'\n', QStringLiteral("; "));
            text += QStringLiteral("  %1: %2\n").arg(row.label, value);
        }
    }
    return text;
}

std::optional<UtcTime> sinceWhen(const Reason &reason, const DeviceState &state, std::span<const Event> events)
{
    switch (reason.code) {
    case ReasonCode::Stale:
        return state.latest.receivedAt;
    case ReasonCode::UnderVoltageNow:
        return newest(events, EventKind::UnderVoltage);
    case ReasonCode::ThrottledNow:
        return newest(events, EventKind::Throttled);
    case ReasonCode::UpsOnBattery:
    case ReasonCode::UpsBatteryLow:
        return newest(events, EventKind::OnBattery);
    default:
        return std::nullopt;
    }
}

} // namespace piuptime::presentation
