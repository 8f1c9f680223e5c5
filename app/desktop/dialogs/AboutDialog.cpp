// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/AboutDialog.h"

#include <QApplication>
#include <QGridLayout>

namespace piuptime::desktop {

AboutDialog::AboutDialog(const Theme &theme, QWidget *parent)
    : Sheet(theme, tr("Pi Uptime"), parent)
{
    auto *mark = new QLabel(this);
    mark->setPixmap(QApplication::windowIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    body()->addWidget(mark);
    addText(tr("Keeps fleets of Raspberry Pis up, and says why when one goes down."));
    addText(tr("Version %1. Free software under the GNU General Public License, version 3 or later.")
                .arg(QApplication::applicationVersion()));
    addCancel(tr("Close"))->setDefault(true);
}

ShortcutsDialog::ShortcutsDialog(const Theme &theme, const QList<std::pair<QString, QString>> &keys, QWidget *parent)
    : Sheet(theme, tr("Keyboard shortcuts"), parent)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::kXl);
    grid->setVerticalSpacing(space::kXs);
    const auto half = static_cast<int>((keys.size() + 1) / 2);
    for (int i = 0; i < static_cast<int>(keys.size()); ++i) {
        const int column = i < half ? 0 : 2;
        grid->addWidget(new Label(theme, TextStyle::Body, &Colours::textSecondary, keys[i].first), i % half, column);
        grid->addWidget(new Label(theme, TextStyle::Strong, &Colours::text, keys[i].second), i % half, column + 1);
    }
    body()->addLayout(grid);
    addCancel(tr("Close"))->setDefault(true);
}

} // namespace piuptime::desktop
