// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/Engine.h"
#include "core/gateway/control/Service.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace piuptime::composition {

/// Tells a gateway how the Pis fare on which its upstreams run, so that a Pi that is throttled, hot, on battery or low
/// on memory gets less to do. Thread: the engine's.
class GatewayAdvisor final : public QObject
{
    Q_OBJECT
public:
    /// \param engine, service  outlive it
    GatewayAdvisor(fleet::Engine &engine, gateway::control::Service &service, QObject *parent = nullptr);

    /// Looks at all of them; once a second by itself.
    void advise();

private:
    fleet::Engine &m_engine;
    gateway::control::Service &m_service;
    QTimer m_timer{this};
};

/// What of its weight an endpoint keeps on a Pi in this state, and why. Pure.
[[nodiscard]] gateway::Endpoint::Advice adviceFor(const Health &health, const gateway::HardwareRule &rule);

} // namespace piuptime::composition
