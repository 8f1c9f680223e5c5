// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"

#include <QTabBar>

namespace piuptime::desktop {

/// Tabs as words in a row, the current one underlined.
class TabStrip final : public QTabBar
{
    Q_OBJECT
public:
    explicit TabStrip(const Theme &theme, QWidget *parent = nullptr);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace piuptime::desktop
