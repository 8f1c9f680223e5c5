// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/FleetModel.h"

namespace piuptime::presentation {

QString FleetModel::columnTitle(FleetColumn column)
{
    switch (column) {
    case FleetColumn::State:
        return tr("State");
    case FleetColumn::Name:
        return tr("Name");
    case FleetColumn::Site:
        return tr("Site");
    case FleetColumn::Model:
        return tr("Model");
    case FleetColumn::Temperature:
        return tr("Temperature");
    case FleetColumn::Power:
        return tr("Power");
    case FleetColumn::Cpu:
        return tr("CPU");
    case FleetColumn::Memory:
        return tr("Memory");
    case FleetColumn::Disk:
        return tr("Disk");
    case FleetColumn::Ups:
        return tr("UPS");
    case FleetColumn::Uptime:
        return tr("Uptime");
    case FleetColumn::LastSeen:
        return tr("Last seen");
    case FleetColumn::Address:
        return tr("Address");
    case FleetColumn::Tags:
        return tr("Tags");
    case FleetColumn::Count:
        break;
    }
    return {};
}

Qt::SortOrder FleetModel::naturalOrder(FleetColumn column)
{
    switch (column) {
    case FleetColumn::Temperature: // the worst on top
    case FleetColumn::Power:
    case FleetColumn::Cpu:
    case FleetColumn::Memory:
    case FleetColumn::Disk:
        return Qt::DescendingOrder;
    default:
        return Qt::AscendingOrder;
    }
}

} // namespace piuptime::presentation
