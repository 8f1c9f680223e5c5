// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fleet/FleetCellPainter.h"

#include <QListView>

namespace piuptime::desktop {

/// The fleet as cards, for a look from further away. Headings of groups take a line of their own.
class FleetTiles final : public QListView
{
    Q_OBJECT
public:
    FleetTiles(presentation::FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    /// Follows the model only while it is looked at: laying out tiles that nobody sees costs as much as those one sees.
    void follow(bool on);

signals:
    void selectedChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void toggleGroup(int row);

    presentation::FleetModel &m_model;
    FleetCellPainter m_painter;
};

} // namespace piuptime::desktop
