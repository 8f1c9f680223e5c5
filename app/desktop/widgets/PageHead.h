// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"

#include <QWidget>

namespace piuptime::desktop {

/// The top of a page that was opened from the fleet: the way back, the title, and room for more at the right.
class PageHead final : public QWidget
{
    Q_OBJECT
public:
    PageHead(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    void add(QWidget *part);

signals:
    void backRequested();
};

} // namespace piuptime::desktop
