// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/access/AccessGuard.h"
#include "core/fleet/Engine.h"

#include <QObject>

namespace piuptime::kiosk {

/// Does to a Pi what somebody at the screen asks for and may ask for, and tells how it went. One thing at a time.
class Operator final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed FINAL)
    /// What came of the last request, as a sentence; empty: nothing yet.
    Q_PROPERTY(QString told READ told NOTIFY changed FINAL)
    Q_PROPERTY(bool hasFailed READ hasFailed NOTIFY changed FINAL)

public:
    /// Both outlive it.
    Operator(fleet::Engine &engine, AccessGuard &access, QObject *parent = nullptr);

    // Each takes the level Operate, else it does nothing but say so.
    Q_INVOKABLE void restartUnit(const QString &deviceId, const QString &unit);
    Q_INVOKABLE void reboot(const QString &deviceId);
    Q_INVOKABLE void shutDown(const QString &deviceId);
    /// Another device is looked at: what was told is no longer of interest.
    void forget();

    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] const QString &told() const { return m_told; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

signals:
    void changed();

private:
    void act(const QString &deviceId, const Action &action, const QString &done);
    void tell(const QString &text, bool hasFailed);

    fleet::Engine &m_engine;
    AccessGuard &m_access;
    bool m_isBusy = false;
    bool m_hasFailed = false;
    QString m_told;
};

} // namespace piuptime::kiosk
