// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <algorithm>
#include <vector>

namespace piuptime::presentation {

/// A list for a page that stays: what is shown of one Pi is changed into what is shown of the next, row by row, so that
/// the items of the page are used again. Thread: the front end's.
///
/// Who derives from it names it in full: the registration of QML types takes the name of a base as it is written.
class StableListModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return rowCount({}); }

signals:
    void countChanged();

protected:
    /// Makes `rows`, which the derived model shows, those that are wanted, and tells of those that differ from the
    /// former at their place.
    template <class Row>
    void replace(std::vector<Row> &rows, std::vector<Row> wanted)
    {
        const int before = static_cast<int>(rows.size());
        const int after = static_cast<int>(wanted.size());
        for (int row = 0; row < std::min(before, after); ++row) {
            const auto at = static_cast<std::size_t>(row);
            if (rows[at] == wanted[at])
                continue;
            rows[at] = std::move(wanted[at]);
            emit dataChanged(index(row), index(row));
        }
        if (after > before) {
            beginInsertRows({}, before, after - 1);
            std::move(wanted.begin() + before, wanted.end(), std::back_inserter(rows));
            endInsertRows();
        } else if (after < before) {
            beginRemoveRows({}, after, before - 1);
            rows.erase(rows.begin() + after, rows.end());
            endRemoveRows();
        }
        if (before != after)
            emit countChanged();
    }
};

} // namespace piuptime::presentation
