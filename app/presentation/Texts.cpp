// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/Texts.h"

#include "app/presentation/Formatting.h"
#include "core/model/Address.h"

#include <array>

namespace piuptime::presentation {
namespace {

constexpr auto kContext = "piuptime::presentation::Texts";

constexpr std::array<const char *, static_cast<std::size_t>(EventKind::Count)> kEvents{
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Connected"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Connection lost"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Rebooted"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Clock jumped"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Health changed"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Under-voltage"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Throttled"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "On battery"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "On mains power"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Host key accepted"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Host key changed"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Action"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "History has a gap"),
};
static_assert(kEvents.back() != nullptr, "every EventKind has a text");

constexpr std::array<const char *, static_cast<std::size_t>(FactKey::Count)> kFacts{
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Model"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Revision"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Serial number"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Host name"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Operating system"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Kernel"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Architecture"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "CPU cores"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Boot ID"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Root device"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Boots from"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Bootloader"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Bootloader update"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "CPU governor"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Supply current, mA"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "USB power delivery"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "USB full current"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "USB over-current at boot"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Reset reason"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Time synchronised"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "MAC address"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "IP addresses"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Wi-Fi network"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk kind"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk health"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Disk end of life"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Read-only"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Failed service"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS status"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "UPS model"),
    QT_TRANSLATE_NOOP("piuptime::presentation::Texts", "Source problem"),
};
static_assert(kFacts.back() != nullptr, "every FactKey has a text");

} // namespace

QString Texts::health(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return tr("OK");
    case HealthLevel::Attention:
        return tr("Attention");
    case HealthLevel::Critical:
        return tr("Critical");
    case HealthLevel::Unknown:
        break;
    }
    return tr("Unknown");
}

QString Texts::reason(const Reason &reason)
{
    const QString subject = shown(reason.subject, 200);
    const auto percent = [&] { return Formatting::percent(reason.value); };
    switch (reason.code) {
    case ReasonCode::NeverRead:
        return tr("Not read yet.");
    case ReasonCode::Stale:
        return tr("No news for %1; the last values are shown.").arg(Formatting::duration(reason.value));
    case ReasonCode::UnderVoltageNow:
        return tr("The supply voltage is too low right now.");
    case ReasonCode::UnderVoltageRecent:
        return tr("The supply voltage dipped in the last two seconds.");
    case ReasonCode::UnderVoltageSinceBoot:
        return tr("The supply voltage was too low at some time since boot.");
    case ReasonCode::ThrottledNow:
        return tr("Throttled right now.");
    case ReasonCode::ThrottledSinceBoot:
        return tr("Was throttled at some time since boot.");
    case ReasonCode::FrequencyCappedNow:
        return tr("The CPU clock is capped right now.");
    case ReasonCode::FrequencyCappedSinceBoot:
        return tr("The CPU clock was capped at some time since boot.");
    case ReasonCode::SoftTemperatureLimitNow:
        return tr("At the soft temperature limit right now.");
    case ReasonCode::SoftTemperatureLimitSinceBoot:
        return tr("Reached the soft temperature limit at some time since boot.");
    case ReasonCode::Hot:
        return tr("The SoC is hot: %1.").arg(Formatting::celsius(reason.value));
    case ReasonCode::InputVoltageLow:
        return tr("The 5 V input is low: %1.").arg(Formatting::value(Unit::Volt, reason.value));
    case ReasonCode::FilesystemFilling:
        return tr("%1 is %2 full.").arg(subject, percent());
    case ReasonCode::FilesystemReadOnly:
        return tr("%1 is mounted read-only.").arg(subject);
    case ReasonCode::DiskWorn:
        return tr("%1 has used %2 of its rated life.").arg(subject, percent());
    case ReasonCode::DiskFailing:
        return tr("%1 reports that it is failing.").arg(subject);
    case ReasonCode::MemoryLow:
        return tr("Memory is short: %1 used.").arg(percent());
    case ReasonCode::UpsOnBattery:
        return reason.value < 0 ? tr("UPS %1 runs on battery.").arg(subject)
                                : tr("UPS %1 runs on battery, %2 left.").arg(subject, percent());
    case ReasonCode::UpsBatteryLow:
        return reason.value < 0 ? tr("The battery of UPS %1 is low.").arg(subject)
                                : tr("The battery of UPS %1 is low: %2.").arg(subject, percent());
    case ReasonCode::UnitFailed:
        return tr("Service %1 failed.").arg(subject);
    case ReasonCode::UnitsFailed:
        return tr("%n service(s) failed.", nullptr, static_cast<int>(reason.value));
    case ReasonCode::ClockUnsynchronised:
        return tr("The clock is not synchronised; it is off by %1.").arg(Formatting::duration(reason.value));
    case ReasonCode::FanStopped:
        return subject.isEmpty() ? tr("The fan stands still.") : tr("Fan %1 stands still.").arg(subject);
    case ReasonCode::SourceProblem:
        return tr("%1 could not be read: %2").arg(subject, shown(reason.text, 400));
    }
    return {};
}

QString Texts::verdict(const Health &health)
{
    if (!health.reasons.empty())
        return reason(health.reasons.front());
    return health.level == HealthLevel::Ok ? tr("Everything measured is in order.") : Texts::health(health.level);
}

QString Texts::connection(ConnectionState state)
{
    switch (state) {
    case ConnectionState::Disabled:
        return tr("Switched off");
    case ConnectionState::Connecting:
        return tr("Connecting");
    case ConnectionState::WaitingForAnswer:
        return tr("Needs your answer");
    case ConnectionState::Connected:
        return tr("Connected");
    case ConnectionState::Waiting:
        return tr("Unreachable, will try again");
    case ConnectionState::Blocked:
        return tr("Blocked until you act");
    }
    return {};
}

QString Texts::connection(const DeviceState &state)
{
    if (state.config.source != DeviceConfig::Source::Mqtt)
        return connection(state.connection);
    switch (state.connection) {
    case ConnectionState::Connecting:
        return tr("Waits for its first message");
    case ConnectionState::Connected:
        return tr("Reporting");
    case ConnectionState::Waiting:
        return tr("Silent");
    default:
        return connection(state.connection);
    }
}

QString Texts::errorKind(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
        return tr("No answer in time");
    case ErrorKind::Unreachable:
        return tr("Cannot be reached");
    case ErrorKind::Unauthorized:
        return tr("Sign-in refused");
    case ErrorKind::NotFound:
        return tr("Not found");
    case ErrorKind::InvalidInput:
        return tr("Not valid");
    case ErrorKind::Conflict:
        return tr("Conflicts with something that exists");
    case ErrorKind::Overloaded:
        return tr("Too much at once");
    case ErrorKind::Corrupt:
        return tr("The answer made no sense");
    case ErrorKind::Cancelled:
        return tr("Cancelled");
    case ErrorKind::Internal:
        break;
    }
    return tr("Something failed on this computer");
}

QString Texts::error(const Error &error)
{
    const QString detail = shown(error.describe(), 800);
    return detail.isEmpty() ? errorKind(error.kind) + u'.' : tr("%1: %2").arg(errorKind(error.kind), detail);
}

QString Texts::remedy(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Timeout:
        return tr("Check that the Pi has power and that the network between is not overloaded.");
    case ErrorKind::Unreachable:
        return tr("Check power, cable or Wi-Fi, the address, and that SSH is enabled on the Pi.");
    case ErrorKind::Unauthorized:
        return tr("Check the user name, and the key or password. Then try again.");
    case ErrorKind::NotFound:
        return tr("Check the name or address for a typing mistake.");
    case ErrorKind::InvalidInput:
        return tr("Correct the entry and try again.");
    case ErrorKind::Conflict:
        return tr("Look at the existing entry, then decide which one to keep.");
    case ErrorKind::Overloaded:
        return tr("Wait a moment and try again.");
    case ErrorKind::Corrupt:
        return tr("Check that the address belongs to a Pi and that its shell starts without printing anything.");
    case ErrorKind::Cancelled:
        return tr("Start it again if it is still wanted.");
    case ErrorKind::Internal:
        break;
    }
    return tr("Look at the log of this program for details.");
}

QString Texts::remedy(const DeviceState &state)
{
    return state.config.source == DeviceConfig::Source::Mqtt
               ? tr("Check that the Pi has power, that what reports on it is running, and that it reaches its broker.")
               : remedy(state.error->kind);
}

QString Texts::event(EventKind kind)
{
    return QCoreApplication::translate(kContext, kEvents[static_cast<std::size_t>(kind)]);
}

QString Texts::eventDetail(const Event &event)
{
    if (event.kind != EventKind::HealthChanged)
        return shown(event.detail);
    const auto change = findHealthChange(event.detail);
    return change ? tr("%1 → %2", "from one state to another").arg(health(change->before), health(change->after))
                  : shown(event.detail);
}

QString Texts::severity(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return tr("Info");
    case Severity::Warning:
        return tr("Warning");
    case Severity::Critical:
        break;
    }
    return tr("Critical");
}

QString Texts::series(const SeriesKey &series)
{
    const QString label = metric(series.metric);
    return series.instance.empty() ? label : tr("%1, %2").arg(label, shown(series.instance, 100));
}

QString Texts::fact(FactKey key)
{
    return QCoreApplication::translate(kContext, kFacts[static_cast<std::size_t>(key)]);
}

QString Texts::throttleBit(ThrottleBit bit)
{
    switch (bit) {
    case ThrottleBit::UnderVoltage:
        return tr("Under-voltage");
    case ThrottleBit::ArmFrequencyCapped:
        return tr("Clock capped");
    case ThrottleBit::Throttled:
        return tr("Throttled");
    case ThrottleBit::SoftTemperatureLimit:
        break;
    }
    return tr("Soft temperature limit");
}

QString Texts::upsKind(UpsSource::Kind kind)
{
    switch (kind) {
    case UpsSource::Kind::Nut:
        return tr("Network UPS Tools (upsc)");
    case UpsSource::Kind::Ina219:
        return tr("UPS HAT with INA219");
    case UpsSource::Kind::Max1704x:
        return tr("UPS HAT with MAX17040 or MAX17048");
    case UpsSource::Kind::PiSugar:
        break;
    }
    return tr("PiSugar");
}

QString Texts::endpoint(const SshEndpoint &endpoint)
{
    return shown(formatAddress(endpoint), 400);
}

QString Texts::address(const DeviceConfig &config)
{
    switch (config.source) {
    case DeviceConfig::Source::Local:
        return tr("this computer");
    case DeviceConfig::Source::Mqtt:
        return reporting(config);
    case DeviceConfig::Source::Ssh:
        break;
    }
    return endpoint(config.endpoint);
}

QString Texts::reporting(const DeviceConfig &config)
{
    return tr("reports over MQTT as %1").arg(shown(config.reporter, 200));
}

} // namespace piuptime::presentation
