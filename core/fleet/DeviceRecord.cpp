// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/DeviceRecord.h"

#include "core/base/Text.h"
#include "core/fleet/Changes.h"
#include "core/fleet/LatestValues.h"

#include <limits>

namespace piuptime::fleet {
namespace {

constexpr int kMissedReadingsUntilStale = 3;
constexpr Seconds kBoundValueLasts{3600};

} // namespace

DeviceRecord::DeviceRecord(DeviceConfig config, Services services, std::optional<Reading> remembered, Seconds interval)
    : m_services(std::move(services))
    , m_staleAlarm([this] { markStale(); })
    , m_trend(kMissedReadingsUntilStale * interval)
    , m_usual(interval)
{
    m_state.config = std::move(config);
    m_state.pollInterval = interval;
    m_state.connection = m_state.config.enabled ? ConnectionState::Connecting : ConnectionState::Disabled;
    if (remembered) {
        m_state.latest = std::move(*remembered);
        m_state.everRead = true;
    }
    m_boardTicket = m_services.board->enroll(m_state.config.id);
    judgeAgain();
    publish();
}

void DeviceRecord::accept(Reading reading)
{
    show({&reading, 1});
    if (m_services.history != nullptr)
        m_services.history->append(id(), std::move(reading));
}

void DeviceRecord::show(std::span<const Reading> readings)
{
    if (readings.empty())
        return;
    for (const Reading &reading : readings) {
        for (Event &happening : eventsBetween(id(), m_state.everRead ? &m_state.latest : nullptr, reading))
            happened(std::move(happening));
        const double celsius = reading.value(Metric::SocTemperature).value_or(std::numeric_limits<double>::quiet_NaN());
        m_trend.add({reading.receivedMono, static_cast<float>(celsius)});
        overlay(m_state.latest, reading);
        m_state.everRead = true;
    }
    layBound();
    m_trend.writeTo(m_state);
    m_state.stale = false;
    judgeAgain();
    m_staleAlarm.set(Deadline::in(kMissedReadingsUntilStale * m_usual));
    publish();
}

void DeviceRecord::showBound(std::span<const Reading> readings)
{
    if (readings.empty())
        return;
    for (const Reading &reading : readings) {
        mergeSamples(m_bound, reading.samples);
        for (const Sample &sample : reading.samples)
            m_state.boundAt[sample.series] = reading.receivedAt;
    }
    layBound();
    judgeAgain();
    publish();
}

/// A reading may have replaced everything. What was bound and is old goes, but for a state, which lasts until the next.
void DeviceRecord::layBound()
{
    const UtcTime now = m_services.clock->utcNow();
    std::erase_if(m_bound, [&](const Sample &sample) {
        const bool isOld =
            info(sample.series.metric).unit != Unit::Flag && now - m_state.boundAt.at(sample.series) > kBoundValueLasts;
        if (isOld)
            m_state.boundAt.erase(sample.series);
        return isOld;
    });
    mergeSamples(m_state.latest.samples, m_bound);
}

void DeviceRecord::setInterval(Seconds interval)
{
    m_state.pollInterval = interval;
}

void DeviceRecord::relabel(const DeviceConfig &config)
{
    m_state.config = config;
    publish();
}

void DeviceRecord::recallTemperatures(const std::vector<history::Point> &past)
{
    const UtcTime utc = m_services.clock->utcNow();
    const MonoTime mono = m_services.clock->monotonicNow();
    std::vector<TemperatureTrend::Point> points;
    points.reserve(past.size());
    for (const history::Point &point : past)
        points.push_back({mono - (utc - point.at), static_cast<float>(point.value)});
    m_trend.recall(std::move(points));
    m_trend.writeTo(m_state);
    publish();
}

void DeviceRecord::setConnection(ConnectionState state)
{
    m_state.connection = state;
    publish();
}

void DeviceRecord::setError(std::optional<Error> error)
{
    m_state.error = std::move(error);
}

void DeviceRecord::markStale()
{
    m_state.stale = true;
    judgeAgain();
    publish();
}

void DeviceRecord::judgeAgain()
{
    std::optional<Seconds> staleFor;
    if (m_state.stale)
        staleFor = std::chrono::floor<Seconds>(m_services.clock->utcNow() - m_state.latest.receivedAt);
    const HealthLevel before = m_state.health.level;
    m_state.health = judge(m_state.everRead ? &m_state.latest : nullptr, staleFor, m_services.thresholds);
    const HealthLevel after = m_state.health.level;
    if (before == after || m_state.revision == 0)
        return;
    const Severity severity = after == HealthLevel::Critical ? Severity::Critical
                              : after == HealthLevel::Ok     ? Severity::Info
                                                             : Severity::Warning;
    happened(EventKind::HealthChanged, severity, toString(HealthChange{before, after}));
}

void DeviceRecord::publish()
{
    ++m_state.revision;
    m_services.board->publish(m_boardTicket, std::make_shared<const DeviceState>(m_state));
}

void DeviceRecord::happened(EventKind kind, Severity severity, const std::string &detail)
{
    happened(Event{id(), m_services.clock->utcNow(), kind, severity, printable(detail)});
}

void DeviceRecord::happened(Event event)
{
    if (m_services.history != nullptr)
        m_services.history->append(event);
    m_services.board->happened(std::move(event));
}

} // namespace piuptime::fleet
