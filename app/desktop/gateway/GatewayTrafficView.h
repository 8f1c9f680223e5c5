// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/gateway/LiveView.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/gateway/GatewayWatch.h"

#include <deque>

namespace piuptime::desktop {

class Label;
class PlainLabel;
class RowsView;
class TrafficChart;

/// What goes through a gateway: now, over the last ten minutes, by route, and what went wrong.
class GatewayTrafficView final : public LiveView
{
    Q_OBJECT
public:
    GatewayTrafficView(presentation::gateway::GatewayWatch &watch, const Theme &theme, QWidget *parent = nullptr);

protected:
    void turn() override;

private:
    QWidget *makeCharts();
    QWidget *makeLists();
    void take(const presentation::gateway::GatewayTraffic &traffic);
    void refreshCharts(UtcTime now);
    void refreshLists(const presentation::gateway::GatewayTraffic &traffic);

    presentation::gateway::GatewayWatch &m_watch;
    const Theme &m_theme;
    DeviceId m_device;
    bool m_isAsking = false;
    std::deque<presentation::gateway::TrafficPoint> m_points; ///< of the last ten minutes
    PlainLabel *m_now = nullptr;
    TrafficChart *m_requests = nullptr;
    TrafficChart *m_latency = nullptr;
    RowsView *m_routes = nullptr;
    RowsView *m_causes = nullptr;
};

} // namespace piuptime::desktop
