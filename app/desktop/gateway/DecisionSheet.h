// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "app/presentation/gateway/GatewayWatch.h"

class QLineEdit;

namespace piuptime::desktop {

/// Grants somebody access to an API, or refuses it and says why.
class DecisionSheet final : public Sheet
{
    Q_OBJECT
public:
    enum class Decision { Approve, Reject };

    DecisionSheet(presentation::gateway::GatewayWatch &watch, const Theme &theme,
                  presentation::gateway::GatewaySubscription subscription, Decision decision,
                  QWidget *parent = nullptr);

signals:
    /// It is decided. \param told what came of it, as a sentence
    void decided(const QString &told);

private:
    [[nodiscard]] std::string target() const;
    void decide();

    presentation::gateway::GatewayWatch &m_watch;
    const presentation::gateway::GatewaySubscription m_subscription;
    const Decision m_decision;
    QLineEdit *m_line; ///< the scopes, or the reason
    QPushButton *m_do = nullptr;
};

} // namespace piuptime::desktop
