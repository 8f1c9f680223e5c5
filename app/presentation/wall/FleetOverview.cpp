// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/wall/FleetOverview.h"

namespace piuptime::presentation {

FleetOverview::FleetOverview(const fleet::Engine &engine, const FleetModel &fleet, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_fleet(fleet)
{
    connect(&engine, &fleet::Engine::absenceChanged, this, &FleetOverview::changed);
    connect(&fleet, &FleetModel::summaryChanged, this, &FleetOverview::changed);
}

int FleetOverview::worst() const
{
    if (m_engine.absence())
        return static_cast<int>(HealthLevel::Critical);
    for (const HealthLevel level : {HealthLevel::Critical, HealthLevel::Attention, HealthLevel::Unknown}) {
        if (count(level) > 0)
            return static_cast<int>(level);
    }
    return static_cast<int>(HealthLevel::Ok);
}

QString FleetOverview::headline() const
{
    if (m_engine.absence())
        return tr("Nothing is collected: piuptimed does not answer");
    if (total() == 0)
        return tr("No Pis yet");
    switch (static_cast<HealthLevel>(worst())) {
    case HealthLevel::Critical:
        return tr("%n Pi(s) need help now", nullptr, critical());
    case HealthLevel::Attention:
        return tr("%n Pi(s) need attention", nullptr, attention());
    case HealthLevel::Unknown:
        return tr("%n Pi(s) cannot be heard", nullptr, unknown());
    case HealthLevel::Ok:
        break;
    }
    return total() == 1 ? tr("The Pi is well") : tr("All %n Pi(s) are well", nullptr, total());
}

} // namespace piuptime::presentation
