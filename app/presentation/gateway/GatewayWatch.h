// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/gateway/GatewayTold.h"
#include "core/fleet/Engine.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

namespace piuptime::presentation::gateway {

/// The gateway on one device, looked at every second while somebody does. Thread: the front end's.
class GatewayWatch final : public QObject
{
    Q_OBJECT
public:
    enum class Stage {
        Loading, ///< nothing is known yet
        Ready,
        Stale, ///< what is known is old: the last question failed
        None,  ///< no gateway of this account runs there
        Failed,
    };

    /// \param engine, clock  outlive it
    GatewayWatch(fleet::Engine &engine, const Clock &clock, QObject *parent = nullptr);

    /// \param id empty: the machine that collects
    void setDevice(const DeviceId &id);
    [[nodiscard]] const DeviceId &device() const { return m_device; }
    void setActive(bool active);

    [[nodiscard]] Stage stage() const { return m_stage; }
    /// Valid when Ready or Stale.
    [[nodiscard]] const GatewayOverview &overview() const { return m_overview; }
    /// The Pi on which an endpoint runs, by name; empty: none of this fleet.
    [[nodiscard]] QString deviceOf(const GatewayEndpoint &endpoint) const;
    /// Of the last question, when it failed.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Since the last answer.
    [[nodiscard]] Seconds age() const;

    using Then = std::function<void(const Result<GatewayAnswer> &)>;
    /// Asks something else of it. \param then called unless another device is watched by then, or `context` is gone
    void ask(GatewayRequest request, QObject *context, Then then);
    /// Looks at once.
    void refresh();

signals:
    /// Something of the above is another.
    void refreshed();

private:
    void take(const Result<GatewayOverview> &overview);

    fleet::Engine &m_engine;
    const Clock &m_clock;
    QTimer m_timer{this};
    DeviceId m_device;
    int m_turn = 0; ///< counts the devices that were watched
    bool m_isAsking = false;
    Stage m_stage = Stage::Loading;
    GatewayOverview m_overview;
    std::optional<Error> m_error;
    MonoTime m_answeredAt{};
};

} // namespace piuptime::presentation::gateway
