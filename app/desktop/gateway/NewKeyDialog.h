// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/presentation/gateway/GatewayWatch.h"

class QLineEdit;

namespace piuptime::desktop {

/// Makes a key for a consumer and shows it this once.
class NewKeyDialog final : public Sheet
{
    Q_OBJECT
public:
    NewKeyDialog(presentation::gateway::GatewayWatch &watch, const Theme &theme, const QString &consumer,
                 QWidget *parent = nullptr);

private:
    void make();
    void take(const Result<GatewayAnswer> &answer);

    presentation::gateway::GatewayWatch &m_watch;
    QString m_consumer;
    QLineEdit *m_label;
    QLineEdit *m_key;
    Label *m_told;
    QPushButton *m_cancel;
    QPushButton *m_make;
};

} // namespace piuptime::desktop
