// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Health.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace piuptime::presentation::gateway {

/// A table of texts that is told anew again and again: rows that stay keep their selection, others come and go.
class RowsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column {
        QString title;
        bool isNumber = false; ///< to the right
    };
    struct Row {
        QString key; ///< what makes it the same row next time; no two have the same
        QStringList cells;
        std::optional<HealthLevel> level{}; ///< of the first cell: drawn with its sign

        friend bool operator==(const Row &, const Row &) = default;
    };

    explicit RowsModel(QList<Column> columns, QObject *parent = nullptr);

    /// Rows are these from now on, in this order.
    void show(const QList<Row> &rows);
    [[nodiscard]] const Row &row(int index) const { return m_rows.at(index); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const QList<Column> m_columns;
    QList<Row> m_rows;
};

} // namespace piuptime::presentation::gateway
