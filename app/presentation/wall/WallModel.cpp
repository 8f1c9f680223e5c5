// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/wall/WallModel.h"

#include "app/presentation/FleetCellText.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <algorithm>
#include <cmath>

namespace piuptime::presentation {

WallModel::WallModel(FleetModel &fleet, const Clock &clock, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_fleet(fleet)
    , m_clock(clock)
{
    fleet.setGrouping(Grouping::Site);
    fleet.setSorting(FleetColumn::State, FleetModel::naturalOrder(FleetColumn::State));
    setSourceModel(&fleet);
    m_headings.setFilterRole(HeadingRole);
    m_headings.setFilterFixedString(QStringLiteral("true"));
    m_headings.setSourceModel(this);
    connect(&fleet, &FleetModel::arranged, this, &WallModel::plan);
    plan();
}

void WallModel::setArea(QSizeF area)
{
    if (area == m_area)
        return;
    m_area = area;
    plan();
}

void WallModel::setTextHeight(double height)
{
    if (height == m_textHeight)
        return;
    m_textHeight = height;
    plan();
}

void WallModel::plan()
{
    const int rows = m_fleet.rowCount();
    std::vector<WallSection> sections;
    std::vector<int> devices; // by row, in the order in which they are placed
    for (int row = 0; row < rows; ++row) {
        if (m_fleet.groupAt(row) != nullptr) {
            sections.push_back({0, true});
        } else if (!sections.empty()) {
            ++sections.back().devices;
            devices.push_back(row);
        }
    }
    if (sections.size() == 1)
        sections.front().hasHeading = false; // it would say what is so of all
    const WallPlan plan = planWall(sections, m_area, m_textHeight);
    if (!plan.isGrouped) {
        std::ranges::stable_sort(devices, {}, [this](int row) { return urgency(m_fleet.deviceAt(row)->level()); });
    }
    m_kind = plan.kind;
    m_leftOut = static_cast<int>(devices.size() - plan.tiles.size());
    m_places.assign(static_cast<std::size_t>(rows), {});
    m_numbers.assign(static_cast<std::size_t>(rows), 0);
    for (std::size_t i = 0; i < devices.size(); ++i) {
        const auto row = static_cast<std::size_t>(devices[i]);
        m_numbers[row] = static_cast<int>(i) + 1;
        if (i < plan.tiles.size())
            m_places[row] = plan.tiles[i];
    }
    m_order = std::move(devices);
    auto heading = plan.headings.begin();
    for (int row = 0; row < rows; ++row) {
        if (m_fleet.groupAt(row) != nullptr)
            m_places[static_cast<std::size_t>(row)] = *heading++;
    }
    if (rows > 0)
        emit dataChanged(index(0, 0), index(rows - 1, 0), {PlaceRole, NumberRole});
    emit planChanged();
}

DeviceId WallModel::neighbourOf(const DeviceId &device, int step) const
{
    const auto place = std::ranges::find(m_order, m_fleet.rowOf(device));
    if (place == m_order.end() || m_order.size() < 2)
        return {};
    const auto count = static_cast<int>(m_order.size());
    const int at = (static_cast<int>(place - m_order.begin()) + step % count + count) % count;
    const FleetRow *neighbour = m_fleet.deviceAt(m_order[static_cast<std::size_t>(at)]);
    return neighbour != nullptr ? neighbour->state->config.id : DeviceId();
}

void WallModel::refreshAges()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {FiguresRole, AgeRole, SpokenRole});
}

QVariant WallModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (role == PlaceRole)
        return row < m_places.size() ? m_places[row] : QRectF();
    if (role == NumberRole)
        return row < m_numbers.size() ? m_numbers[row] : 0;
    if (const FleetGroup *group = m_fleet.groupAt(index.row()))
        return ofHeading(*group, role);
    const FleetRow *device = m_fleet.deviceAt(index.row());
    return device != nullptr ? ofDevice(*device, role) : QVariant();
}

QVariant WallModel::ofHeading(const FleetGroup &group, int role) const
{
    switch (role) {
    case HeadingRole:
        return true;
    case NameRole:
        return group.title;
    case VerdictRole: {
        QStringList parts;
        for (const HealthLevel level : {HealthLevel::Critical, HealthLevel::Attention, HealthLevel::Unknown}) {
            if (const std::size_t count = group.summary.count(level); count > 0)
                parts.append(tr("%1 %2").arg(count).arg(Texts::health(level)));
        }
        return parts.isEmpty() ? tr("%n OK", nullptr, static_cast<int>(group.summary.total()))
                               : parts.join(QStringLiteral(" · "));
    }
    case SpokenRole:
        return tr("%1, %n device(s)", nullptr, static_cast<int>(group.summary.total())).arg(group.title);
    case FleetModel::LevelRole:
        return static_cast<int>(HealthLevel::Ok);
    case FleetModel::StaleRole:
        return false;
    case FleetModel::DeviceIdRole:
    case LevelTextRole:
    case TemperatureRole:
    case LoadRole:
    case PowerRole:
    case FiguresRole:
    case AgeRole:
        return QString();
    default:
        return {};
    }
}

QVariant WallModel::ofDevice(const FleetRow &device, int role) const
{
    const DeviceFigures &figures = device.figures;
    const UtcTime now = m_clock.utcNow();
    switch (role) {
    case HeadingRole:
        return false;
    case NameRole:
        return device.name;
    case FleetModel::DeviceIdRole:
        return QString::fromStdString(device.state->config.id);
    case FleetModel::LevelRole:
        return static_cast<int>(device.level());
    case FleetModel::StaleRole:
        return device.state->stale;
    case LevelTextRole:
        return Texts::health(device.level());
    case VerdictRole:
        return Texts::verdict(device.state->health);
    case TemperatureRole:
        return std::isnan(figures.celsius) ? QString() : Formatting::celsius(figures.celsius);
    case LoadRole:
        return std::isnan(figures.cpuPercent) ? QString() : Formatting::percent(figures.cpuPercent);
    case PowerRole:
        return cellText(device, FleetColumn::Ups, now);
    case FiguresRole: {
        QStringList parts{ofDevice(device, TemperatureRole).toString(), ofDevice(device, LoadRole).toString(),
                          ofDevice(device, PowerRole).toString()};
        parts.removeAll(QString());
        return parts.join(QStringLiteral("  ·  "));
    }
    case AgeRole:
        if (!device.state->stale)
            return QString();
        return figures.seenAt == UtcTime{} ? tr("never heard")
                                           : tr("silent for %1").arg(Formatting::shortAge(ageAt(now, figures.seenAt)));
    case SpokenRole:
        return tr("%1: %2. %3").arg(device.name, Texts::health(device.level()), Texts::verdict(device.state->health));
    default:
        return {};
    }
}

QHash<int, QByteArray> WallModel::roleNames() const
{
    return {{FleetModel::DeviceIdRole, "deviceId"},
            {FleetModel::LevelRole, "level"},
            {FleetModel::StaleRole, "stale"},
            {HeadingRole, "isHeading"},
            {NameRole, "name"},
            {LevelTextRole, "levelText"},
            {VerdictRole, "verdict"},
            {TemperatureRole, "temperature"},
            {LoadRole, "load"},
            {PowerRole, "power"},
            {FiguresRole, "figures"},
            {AgeRole, "age"},
            {NumberRole, "number"},
            {PlaceRole, "place"},
            {SpokenRole, "spoken"}};
}

} // namespace piuptime::presentation
