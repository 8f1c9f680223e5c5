// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/LineListModel.h"

namespace piuptime::presentation {

int LineListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant LineListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case LabelRole:
        return line.label;
    case TextRole:
        return line.text;
    case LevelRole:
        return line.level;
    case UnitRole:
        return line.unit;
    case StaleRole:
        return line.isStale;
    default:
        return {};
    }
}

QHash<int, QByteArray> LineListModel::roleNames() const
{
    return {{LabelRole, "label"}, {TextRole, "text"}, {LevelRole, "level"}, {UnitRole, "unit"}, {StaleRole, "isStale"}};
}

} // namespace piuptime::presentation
