// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fleet/FleetCellPainter.h"

#include <QSettings>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <array>

namespace piuptime::desktop {

/// The fleet as a table: one line a Pi, headings where the model groups, columns that people arrange as they like.
class FleetTable final : public QTreeView
{
    Q_OBJECT
public:
    FleetTable(presentation::FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void saveColumns(QSettings &settings) const;
    void loadColumns(const QSettings &settings);
    void resetColumns();
    [[nodiscard]] bool isColumnShown(presentation::FleetColumn column) const;
    void setColumnShown(presentation::FleetColumn column, bool shown);

signals:
    void columnsDialogWanted();

protected:
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void sortBy(int column);
    void showSortArrow();
    void showHeaderMenu(const QPoint &position);
    void fitColumns();
    void toggleGroup(int row);
    [[nodiscard]] QRect widestGap(const QRect &row, const presentation::FleetRow &device) const;

    presentation::FleetModel &m_model;
    const Theme &m_theme;
    FleetCellPainter m_painter;
    std::array<int, presentation::kFleetColumns> m_widths{}; ///< as the person left them, before spare room is shared
    bool m_fitting = false;
};

} // namespace piuptime::desktop
