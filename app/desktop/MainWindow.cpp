// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/MainWindow.h"

#include <QStackedWidget>

namespace piuptime::desktop {

MainWindow::MainWindow(fleet::Engine &engine, Theme &theme, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_pages(new QStackedWidget(this))
{
    setCentralWidget(m_pages);
    resize(1280, 720);
}

} // namespace piuptime::desktop
