// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/DeviceFigures.h"
#include "app/presentation/FleetFilter.h"

#include <QCollator>
#include <QString>
#include <QStringList>

namespace piuptime::presentation {

enum class FleetColumn : int {
    State,
    Name,
    Site,
    Model,
    Temperature,
    Power,
    Cpu,
    Memory,
    Disk,
    Ups,
    Uptime,
    LastSeen,
    Address,
    Tags,
    Count,
};
inline constexpr int kFleetColumns = static_cast<int>(FleetColumn::Count);

/// One device as the fleet page shows it, with everything that sorting and searching need worked out beforehand.
class FleetRow
{
public:
    FleetRow(DeviceStatePtr state, const QCollator &collator);

    /// Takes the newer state. \return whether names, model or anything else a person wrote changed
    bool update(DeviceStatePtr state, const QCollator &collator);

    DeviceStatePtr state;
    DeviceFigures figures;
    QString name;
    QString site;
    QString model; ///< short
    QString address;
    QStringList tags;

    [[nodiscard]] HealthLevel level() const { return state->health.level; }
    [[nodiscard]] bool matches(const FleetFilter &filter, const QStringList &words) const;
    /// Less than zero: this one first, when sorted upwards. Devices without the figure go last in either direction,
    /// which `missing` tells.
    [[nodiscard]] int compare(const FleetRow &other, FleetColumn column) const;
    [[nodiscard]] bool missing(FleetColumn column) const;
    /// The number behind a column of numbers; NaN for the others.
    [[nodiscard]] double figure(FleetColumn column) const;

    /// Case-folded words of a search text.
    [[nodiscard]] static QStringList searchWords(const QString &text);

private:
    void readWords(const QCollator &collator);

    QString m_fullModel;
    QString m_searchText;
    QCollatorSortKey m_nameKey;
    QCollatorSortKey m_siteKey;
    QCollatorSortKey m_modelKey;
};

} // namespace piuptime::presentation
