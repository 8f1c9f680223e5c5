// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/gateway/GatewayWatch.h"

#include <QWidget>

class QPushButton;

namespace piuptime::desktop {

class PlainLabel;
class RowsView;
class Theme;

/// Who answers behind a gateway and how they fare; takes the chosen one out, or back in.
class UpstreamsView final : public QWidget
{
    Q_OBJECT
public:
    UpstreamsView(presentation::gateway::GatewayWatch &watch, const Theme &theme, QWidget *parent = nullptr);

    void refresh();

private:
    QWidget *makeFoot();
    void refreshChosen();
    void toggle();
    [[nodiscard]] const presentation::gateway::GatewayEndpoint *chosen() const;

    presentation::gateway::GatewayWatch &m_watch;
    const Theme &m_theme;
    RowsView *m_rows = nullptr;
    PlainLabel *m_hint = nullptr;
    QPushButton *m_toggle = nullptr;
};

} // namespace piuptime::desktop
