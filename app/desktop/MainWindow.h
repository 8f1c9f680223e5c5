// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "core/fleet/Engine.h"

#include <QMainWindow>

class QStackedWidget;

namespace piuptime::desktop {

/// The console's window: the fleet, and the page of one Pi in front of it.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(fleet::Engine &engine, Theme &theme, QWidget *parent = nullptr);

private:
    fleet::Engine &m_engine;
    Theme &m_theme;
    QStackedWidget *m_pages = nullptr;
};

} // namespace piuptime::desktop
