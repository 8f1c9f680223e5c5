// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/charts/ChartOptions.h"
#include "app/presentation/charts/Timeline.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace piuptime::desktop {

class RangeButtons;

/// Over the charts: how long a time they show, which layers, in which time zone; and a line that says where the window
/// stands and what is under way.
class ChartToolbar final : public QWidget
{
    Q_OBJECT
public:
    /// \param pictureActions  what can be done with the picture, for its menu
    ChartToolbar(presentation::Timeline &timeline, presentation::ChartOptions &options,
                 const QList<QAction *> &pictureActions, const Theme &theme, QWidget *parent = nullptr);

signals:
    void zoomWanted(double factor);

private:
    QWidget *makeRow(const QList<QAction *> &pictureActions);
    void addMenu(QHBoxLayout *row, const QString &text, const QString &name, QMenu *menu);
    QMenu *makeLayerMenu();
    QMenu *makeZoneMenu();
    void chooseZone();
    void showWindow();
    void showState();

    presentation::Timeline &m_timeline;
    presentation::ChartOptions &m_options;
    const Theme &m_theme;
    RangeButtons *m_ranges = nullptr;
    QLabel *m_rangeText = nullptr;
    QLabel *m_state = nullptr;
};

} // namespace piuptime::desktop
