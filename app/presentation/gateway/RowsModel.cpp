// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/RowsModel.h"

#include <QSet>

#include <algorithm>

namespace piuptime::presentation::gateway {

RowsModel::RowsModel(QList<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{
}

/// Who is gone goes first; then each place is brought in step, by an insertion where somebody new comes and by a move
/// where somebody changed places.
void RowsModel::show(const QList<Row> &rows)
{
    QSet<QString> wanted;
    for (const Row &row : rows)
        wanted.insert(row.key);
    for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i) {
        if (wanted.contains(m_rows.at(i).key))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.removeAt(i);
        endRemoveRows();
    }
    QSet<QString> known;
    for (const Row &row : m_rows)
        known.insert(row.key);
    for (int i = 0; i < rows.size(); ++i) {
        const Row &row = rows.at(i);
        if (!known.contains(row.key)) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, row);
            endInsertRows();
        } else if (m_rows.at(i).key != row.key) {
            const auto from = std::ranges::find(m_rows, row.key, &Row::key) - m_rows.begin();
            beginMoveRows({}, static_cast<int>(from), static_cast<int>(from), {}, i);
            m_rows.move(from, i);
            endMoveRows();
        }
        if (m_rows.at(i) != row) {
            m_rows[i] = row;
            emit dataChanged(index(i, 0), index(i, columnCount() - 1));
        }
    }
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::DisplayRole)
        return row.cells.value(index.column());
    if (role == Qt::TextAlignmentRole)
        return headerData(index.column(), Qt::Horizontal, role);
    return {};
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const Column &column = m_columns.at(section);
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (column.isNumber ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace piuptime::presentation::gateway
