// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/fleet/Engine.h"

namespace piuptime::desktop {

/// Offers to run a broker on this computer, and has the engine set it up.
class LocalBrokerDialog final : public Sheet
{
    Q_OBJECT
public:
    LocalBrokerDialog(fleet::Engine &engine, const Theme &theme, QWidget *parent = nullptr);

signals:
    void setUp(const std::string &name);
};

/// With what agents and other programs sign in to it.
class AccountsDialog final : public Sheet
{
    Q_OBJECT
public:
    AccountsDialog(fleet::Engine &engine, const Theme &theme, const BrokerConfig &broker, QWidget *parent = nullptr);

private:
    void list(const std::vector<BrokerAccount> &accounts);

    QVBoxLayout *m_accounts = nullptr;
};

} // namespace piuptime::desktop
