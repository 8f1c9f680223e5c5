// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/GatewayPanel.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <numeric>

namespace piuptime::presentation::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Requests whose answers did not come from an upstream.
qint64 failedIn(const GatewayStatus &status)
{
    return std::accumulate(status.causes.begin(), status.causes.end(), qint64{0},
                           [](qint64 sum, const CauseCount &cause) { return sum + cause.count; });
}

} // namespace

GatewayPanel::GatewayPanel(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_watch(engine, clock)
{
    connect(&m_watch, &GatewayWatch::refreshed, this, &GatewayPanel::refresh);
    m_watch.setDevice({});
}

bool GatewayPanel::isThere() const
{
    return m_watch.stage() == GatewayWatch::Stage::Ready || m_watch.stage() == GatewayWatch::Stage::Stale;
}

QString GatewayPanel::summary() const
{
    switch (m_watch.stage()) {
    case GatewayWatch::Stage::Loading:
        return tr("Looking for a gateway …");
    case GatewayWatch::Stage::None:
        return tr("No gateway runs here.");
    case GatewayWatch::Stage::Failed:
        return tr("The gateway cannot be asked.");
    case GatewayWatch::Stage::Ready:
    case GatewayWatch::Stage::Stale:
        break;
    }
    return GatewayTexts::summary(m_watch.overview().status);
}

QString GatewayPanel::trouble() const
{
    if (m_watch.stage() == GatewayWatch::Stage::Stale)
        return tr("What is shown was told %1: %2").arg(Formatting::age(m_watch.age()), Texts::error(*m_watch.error()));
    if (m_watch.stage() == GatewayWatch::Stage::Failed)
        return Texts::error(*m_watch.error());
    const GatewayStatus &status = m_watch.overview().status;
    if (status.isRunning && !status.fileError.isEmpty())
        return tr("Its file is not what is in use: %1").arg(status.fileError);
    return status.isRunning && !status.isRedisUp ? GatewayTexts::share(status) : QString();
}

void GatewayPanel::refresh()
{
    if (m_watch.stage() == GatewayWatch::Stage::Ready)
        countRates();
    refreshFigures();
    refreshUpstreams();
    emit changed();
}

void GatewayPanel::countRates()
{
    const GatewayStatus &status = m_watch.overview().status;
    const Mark now{status.startedAt, status.requests, failedIn(status), status.bytesIn + status.bytesOut,
                   m_clock.monotonicNow()};
    if (m_mark && m_mark->startedAt == now.startedAt && now.at > m_mark->at) {
        const double seconds = std::chrono::duration<double>(now.at - m_mark->at).count();
        m_rates = {double(now.requests - m_mark->requests) / seconds, double(now.failed - m_mark->failed) / seconds,
                   double(now.bytes - m_mark->bytes) / seconds};
    } else if (m_mark && m_mark->startedAt != now.startedAt) {
        m_rates.reset();
    }
    m_mark = now;
}

void GatewayPanel::refreshFigures()
{
    if (!isThere() || !m_watch.overview().status.isRunning)
        return m_figures.setLines({});
    const GatewayStatus &status = m_watch.overview().status;
    const bool isStale = m_watch.stage() == GatewayWatch::Stage::Stale;
    const auto line = [isStale](const QString &label, const QString &text, HealthLevel level = HealthLevel::Ok) {
        return Line{.label = label, .text = text, .level = static_cast<int>(level), .unit = {}, .isStale = isStale};
    };
    const auto rate = [](const std::optional<Rates> &rates, double Rates::*which) {
        return rates ? tr("%1 /s").arg(Formatting::number((*rates).*which, (*rates).*which < 10 ? 1 : 0)) : u"–"_s;
    };
    const bool fails = m_rates && m_rates->failed > 0;
    m_figures.setLines(
        {line(tr("Requests"), rate(m_rates, &Rates::requests)),
         line(tr("Failed"), rate(m_rates, &Rates::failed), fails ? HealthLevel::Attention : HealthLevel::Ok),
         line(tr("Traffic"), m_rates ? Formatting::bytesPerSecond(m_rates->bytes) : u"–"_s),
         line(tr("Requests in all"), Formatting::number(double(status.requests), 0))});
}

void GatewayPanel::refreshUpstreams()
{
    std::vector<Line> lines;
    if (isThere()) {
        for (const GatewayUpstream &upstream : m_watch.overview().upstreams) {
            for (const GatewayEndpoint &endpoint : upstream.endpoints) {
                const QString state = upstream.breaker == BreakerState::Closed
                                          ? GatewayTexts::state(endpoint)
                                          : tr("breaker %1").arg(GatewayTexts::breaker(upstream.breaker));
                const QString device = m_watch.deviceOf(endpoint);
                lines.push_back({.label = tr("%1: %2").arg(upstream.name, device.isEmpty() ? endpoint.address : device),
                                 .text = endpoint.latencySeconds > 0
                                             ? tr("%1, %2").arg(state, GatewayTexts::latency(endpoint.latencySeconds))
                                             : state,
                                 .level = static_cast<int>(GatewayTexts::level(upstream, endpoint)),
                                 .unit = {},
                                 .isStale = m_watch.stage() == GatewayWatch::Stage::Stale});
            }
        }
    }
    m_upstreams.setLines(std::move(lines));
}

} // namespace piuptime::presentation::gateway
