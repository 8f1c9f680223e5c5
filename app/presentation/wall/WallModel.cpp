// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/wall/WallModel.h"

#include "app/presentation/FleetCellText.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

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
    for (int row = 0; row < rows; ++row) {
        if (m_fleet.groupAt(row) != nullptr)
            sections.push_back({0, true});
        else if (!sections.empty())
            ++sections.back().devices;
    }
    if (sections.size() == 1)
        sections.front().hasHeading = false; // it would say what is so of all
    const WallPlan plan = planWall(sections, m_area, m_textHeight);
    m_kind = plan.kind;
    m_leftOut = plan.leftOut;
    m_places.assign(static_cast<std::size_t>(rows), {});
    m_numbers.assign(static_cast<std::size_t>(rows), 0);
    int section = -1;
    std::size_t tile = 0;
    int number = 0;
    for (std::size_t row = 0; row < m_places.size(); ++row) {
        if (m_fleet.groupAt(static_cast<int>(row)) != nullptr) {
            m_places[row] = plan.sections[static_cast<std::size_t>(++section)].heading;
            tile = 0;
        } else if (section >= 0) {
            const auto &tiles = plan.sections[static_cast<std::size_t>(section)].tiles;
            m_numbers[row] = ++number;
            if (tile < tiles.size())
                m_places[row] = tiles[tile++];
        }
    }
    if (rows > 0)
        emit dataChanged(index(0, 0), index(rows - 1, 0), {PlaceRole, NumberRole});
    emit planChanged();
}

void WallModel::refreshAges()
{
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {AgeRole, SpokenRole});
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
        return QString();
    default:
        return QString();
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
    case AgeRole:
        return device.state->stale ? Formatting::shortAge(ageAt(now, figures.seenAt)) : QString();
    case SpokenRole:
        return tr("%1: %2. %3").arg(device.name, Texts::health(device.level()), Texts::verdict(device.state->health));
    default:
        return m_fleet.data(m_fleet.index(m_fleet.rowOf(device.state->config.id), 0), role);
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
            {AgeRole, "age"},
            {NumberRole, "number"},
            {PlaceRole, "place"},
            {SpokenRole, "spoken"}};
}

} // namespace piuptime::presentation
