// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/gateway/RowsModel.h"

#include <QWidget>

class QStackedWidget;
class QTableView;

namespace piuptime::desktop {

class EmptyState;

/// A table of what a gateway tells, or a sentence where there is nothing.
class RowsView final : public QWidget
{
    Q_OBJECT
public:
    /// The width of the column that takes what is left, and has at least this; without one it is the last.
    [[nodiscard]] static constexpr int rest(int least) { return -least; }

    /// \param widths  of the columns, in pixels
    RowsView(const Theme &theme, const QString &name, QList<presentation::gateway::RowsModel::Column> columns,
             const QList<int> &widths, EmptyState *empty, QWidget *parent = nullptr);

    /// Rows become as high as their texts need, which else are cut.
    void setWrapping();
    void show(const QList<presentation::gateway::RowsModel::Row> &rows);
    /// The key of the chosen row; empty when none is.
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] QTableView *table() const { return m_table; }

signals:
    void chosenChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void stretch();

    presentation::gateway::RowsModel m_model;
    QStackedWidget *m_content;
    QTableView *m_table;
    EmptyState *m_empty;
    int m_growing = -1; ///< the column that takes what is left; -1: it is the last
    int m_least = 0;    ///< its width, in pixels
};

} // namespace piuptime::desktop
