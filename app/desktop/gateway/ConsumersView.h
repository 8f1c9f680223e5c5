// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "app/presentation/gateway/GatewayWatch.h"

#include <QWidget>

class QPushButton;

namespace piuptime::desktop {

class PlainLabel;
class RowsView;

/// Who may ask a gateway, each key on a row; makes keys and takes them back.
class ConsumersView final : public QWidget
{
    Q_OBJECT
public:
    ConsumersView(presentation::gateway::GatewayWatch &watch, const Theme &theme, QWidget *parent = nullptr);

    /// Another configuration may be in use, or another gateway is watched.
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeFoot();
    void ask();
    void take(const Result<GatewayAnswer> &answer);
    void refreshButtons();
    void mint();
    void revoke();
    void say(const QString &text, QColor Colours::*colour);
    /// Of the chosen row; empty parts where there are none.
    [[nodiscard]] QString chosenConsumer() const;
    [[nodiscard]] QString chosenKey() const;

    presentation::gateway::GatewayWatch &m_watch;
    const Theme &m_theme;
    DeviceId m_device;
    qint64 m_version = -1; ///< of the configuration that is shown
    RowsView *m_rows = nullptr;
    PlainLabel *m_note = nullptr;
    QPushButton *m_mint = nullptr;
    QPushButton *m_revoke = nullptr;
};

} // namespace piuptime::desktop
