// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/GraphListModel.h"

#include <algorithm>
#include <array>

namespace piuptime::presentation {
namespace {

constexpr std::array<QLatin1StringView, 8> kWanted{QLatin1StringView("temperature"),   QLatin1StringView("power"),
                                                   QLatin1StringView("ups-charge"),    QLatin1StringView("cpu"),
                                                   QLatin1StringView("input-voltage"), QLatin1StringView("memory"),
                                                   QLatin1StringView("disk-rates"),    QLatin1StringView("network")};

} // namespace

GraphListModel::GraphListModel(Timeline &timeline, QObject *parent)
    : StableListModel(parent)
    , m_timeline(timeline)
{
}

void GraphListModel::update()
{
    std::vector<QString> ids;
    for (const QLatin1StringView id : kWanted) {
        if (std::ranges::find(m_timeline.charts(), id, &ChartSpec::id) != m_timeline.charts().end())
            ids.push_back(id);
    }
    replace(m_ids, std::move(ids));
}

int GraphListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant GraphListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == ChartIdRole)
        return m_ids[static_cast<std::size_t>(index.row())];
    return role == TimelineRole ? QVariant::fromValue(&m_timeline) : QVariant();
}

QHash<int, QByteArray> GraphListModel::roleNames() const
{
    return {{ChartIdRole, "chartId"}, {TimelineRole, "timeline"}};
}

} // namespace piuptime::presentation
