// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/theme/Theme.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QPointer>

#include <map>

class QDialog;

namespace piuptime::desktop {

class Sheet;

/// What a person can do to brokers: each request explains itself, asks first where it matters, hands the work to the
/// engine and tells the result. Nothing here waits.
class BrokerActions final : public QObject
{
    Q_OBJECT
public:
    BrokerActions(fleet::Engine &engine, const Theme &theme, QWidget *window);

    void add();
    void edit(const std::string &name);
    void remove(const std::string &name);
    /// Offers to run one on this computer.
    void runHere();
    /// With what clients sign in to the one that is run here.
    void showAccounts(const std::string &name);
    /// Shows the public key with which this console signs commands.
    void showCommandKey();

signals:
    void noticed(piuptime::HealthLevel tone, const QString &title, const QString &detail);
    void added(const std::string &name);

private:
    void open(QDialog *dialog);
    /// \param replaced the broker whose place it takes; empty: none
    void put(const BrokerConfig &broker, const std::string &replaced, const std::optional<Secret> &password,
             Sheet *sheet);

    fleet::Engine &m_engine;
    const Theme &m_theme;
    QPointer<QWidget> m_window;
};

} // namespace piuptime::desktop
