// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DevicePanel.h"

#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/DeviceFigures.h"
#include "app/presentation/FleetCellText.h"
#include "app/presentation/FleetModel.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <algorithm>
#include <array>

namespace piuptime::presentation {
namespace {

constexpr std::array kFigures{FleetColumn::Temperature, FleetColumn::Power, FleetColumn::Cpu,   FleetColumn::Memory,
                              FleetColumn::Disk,        FleetColumn::Ups,   FleetColumn::Uptime};

/// The worst level of a reason that is about this figure.
HealthLevel levelOf(FleetColumn column, const Health &health)
{
    const auto isAbout = [column](ReasonCode code) {
        switch (code) {
        case ReasonCode::Hot:
            return column == FleetColumn::Temperature;
        case ReasonCode::UnderVoltageNow:
        case ReasonCode::ThrottledNow:
        case ReasonCode::FrequencyCappedNow:
        case ReasonCode::SoftTemperatureLimitNow:
        case ReasonCode::InputVoltageLow:
            return column == FleetColumn::Power;
        case ReasonCode::MemoryLow:
            return column == FleetColumn::Memory;
        case ReasonCode::FilesystemFilling:
        case ReasonCode::FilesystemReadOnly:
            return column == FleetColumn::Disk;
        case ReasonCode::UpsOnBattery:
        case ReasonCode::UpsBatteryLow:
            return column == FleetColumn::Ups;
        default:
            return false;
        }
    };
    // Reasons come worst first.
    const auto reason = std::ranges::find_if(health.reasons, [&](const Reason &each) { return isAbout(each.code); });
    return reason == health.reasons.end() ? HealthLevel::Ok : reason->level;
}

} // namespace

DevicePanel::DevicePanel(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
    , m_history(engine, clock)
    , m_graphs(m_history)
{
    m_history.setFollowing(false);
    connect(&engine, &fleet::Engine::changed, this, &DevicePanel::onFleetChanged);
    connect(&m_history, &Timeline::chartsChanged, this, [this] {
        if (!m_isTurning)
            m_graphs.update();
    });
}

void DevicePanel::setDeviceId(const QString &id)
{
    DeviceId wanted = id.toStdString();
    if (wanted == m_id)
        return;
    m_id = std::move(wanted);
    const auto states = m_engine.states();
    const auto found = std::ranges::find_if(states, [&](const auto &state) { return state->config.id == m_id; });
    m_state = found == states.end() ? nullptr : *found;
    m_isTurning = true;
    m_history.setDevice(m_id);
    m_isTurning = false;
    m_graphs.update();
    emit deviceChanged();
    tell();
}

void DevicePanel::setFollowing(bool following)
{
    m_history.setFollowing(following);
}

void DevicePanel::describe(Description description)
{
    m_description = std::move(description);
    tell();
}

void DevicePanel::refreshAges()
{
    if (m_state != nullptr)
        tell();
}

void DevicePanel::onFleetChanged(const fleet::FleetChange &change)
{
    const auto isOurs = [this](const auto &state) { return state->config.id == m_id; };
    if (const auto ours = std::ranges::find_if(change.updated, isOurs); ours != change.updated.end())
        m_state = *ours;
    else if (std::ranges::find(change.removed, m_id) != change.removed.end())
        m_state = nullptr;
    else
        return;
    tell();
}

void DevicePanel::tell()
{
    std::vector<Line> reasons = reasonLines();
    std::vector<Line> failed = reasons;
    std::erase_if(failed, [](const Line &line) { return line.unit.isEmpty(); });
    m_failedUnits.setLines(std::move(failed));
    m_reasons.setLines(std::move(reasons));
    m_figures.setLines(figureLines());
    if (m_description)
        m_sections.setGroups(m_state ? m_description(*m_state) : std::vector<FactGroup>{}, isStale());
    emit changed();
}

QString DevicePanel::name() const
{
    return m_state ? shown(m_state->config.name) : QString();
}

QString DevicePanel::place() const
{
    if (!m_state)
        return {};
    QStringList parts;
    if (const std::string *model = m_state->latest.fact(FactKey::Model))
        parts.append(shortModel(shown(*model)));
    if (!m_state->config.site.empty())
        parts.append(shown(m_state->config.site));
    return parts.join(QStringLiteral(" · "));
}

int DevicePanel::level() const
{
    return static_cast<int>(m_state ? m_state->health.level : HealthLevel::Unknown);
}

QString DevicePanel::levelText() const
{
    return Texts::health(m_state ? m_state->health.level : HealthLevel::Unknown);
}

QString DevicePanel::verdict() const
{
    return m_state ? Texts::verdict(m_state->health) : tr("This Pi is no longer in the fleet.");
}

QString DevicePanel::age() const
{
    if (!m_state)
        return {};
    const UtcTime seenAt = figuresOf(*m_state).seenAt;
    return seenAt == UtcTime{} ? tr("never read") : Formatting::age(ageAt(m_clock.utcNow(), seenAt));
}

QString DevicePanel::connection() const
{
    return m_state ? connectionLine(*m_state, m_clock.utcNow()) : QString();
}

std::vector<Line> DevicePanel::reasonLines() const
{
    std::vector<Line> lines;
    if (!m_state)
        return lines;
    for (const Reason &reason : m_state->health.reasons) {
        const QString unit = reason.code == ReasonCode::UnitFailed ? QString::fromStdString(reason.subject) : QString();
        lines.push_back({{}, Texts::reason(reason), static_cast<int>(reason.level), unit, m_state->stale});
    }
    return lines;
}

std::vector<Line> DevicePanel::figureLines() const
{
    std::vector<Line> lines;
    if (!m_state)
        return lines;
    const FleetRow row(m_state, QCollator());
    for (const FleetColumn column : kFigures) {
        if (const QString text = cellText(row, column, m_clock.utcNow()); !text.isEmpty()) {
            lines.push_back({FleetModel::columnTitle(column),
                             text,
                             static_cast<int>(levelOf(column, m_state->health)),
                             {},
                             m_state->stale});
        }
    }
    return lines;
}

bool DevicePanel::takesActions() const
{
    return m_state && presentation::takesActions(m_state->config);
}

} // namespace piuptime::presentation
