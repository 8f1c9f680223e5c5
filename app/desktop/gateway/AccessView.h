// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/gateway/DecisionSheet.h"
#include "app/desktop/gateway/LiveView.h"

namespace piuptime::desktop {

class PlainLabel;
class RowsView;

/// Who has asked for access to an API of a gateway; gives it to the chosen one, or refuses it.
class AccessView final : public LiveView
{
    Q_OBJECT
public:
    AccessView(presentation::gateway::GatewayWatch &watch, const Theme &theme, const Clock &clock,
               QWidget *parent = nullptr);

protected:
    void turn() override;

private:
    QWidget *makeFoot();
    void take(const Result<GatewayAnswer> &answer);
    void refreshRows();
    void refreshChosen();
    void decide(DecisionSheet::Decision decision);
    void say(const QString &text, QColor Colours::*colour);
    [[nodiscard]] const presentation::gateway::GatewaySubscription *chosen() const;

    presentation::gateway::GatewayWatch &m_watch;
    const Theme &m_theme;
    const Clock &m_clock;
    DeviceId m_device;
    bool m_isAsking = false;
    QList<presentation::gateway::GatewaySubscription> m_all; ///< those that wait first, then the newest first
    RowsView *m_rows = nullptr;
    PlainLabel *m_note = nullptr;
    QPushButton *m_approve = nullptr;
    QPushButton *m_reject = nullptr;
};

} // namespace piuptime::desktop
