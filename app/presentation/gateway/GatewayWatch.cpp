// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/gateway/GatewayWatch.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/WhenDone.h"
#include "core/model/ServerDevice.h"

namespace piuptime::presentation::gateway {
namespace {

constexpr std::chrono::seconds kTick{1};

} // namespace

GatewayWatch::GatewayWatch(fleet::Engine &engine, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    m_timer.setInterval(kTick);
    connect(&m_timer, &QTimer::timeout, this, &GatewayWatch::refresh);
}

void GatewayWatch::setDevice(const DeviceId &id)
{
    if (id == m_device && m_turn > 0)
        return;
    m_device = id;
    ++m_turn;
    m_isAsking = false;
    m_stage = Stage::Loading;
    m_overview = {};
    m_error.reset();
    if (m_timer.isActive())
        refresh();
    emit refreshed();
}

void GatewayWatch::setActive(bool active)
{
    if (!active)
        return m_timer.stop();
    m_timer.start();
    refresh();
}

void GatewayWatch::refresh()
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    ask({"GET", "/v1/overview"}, this, [this](const Result<GatewayAnswer> &answer) {
        m_isAsking = false;
        take(answer ? readOverview(*answer) : Result<GatewayOverview>(tl::unexpected(answer.error())));
    });
}

void GatewayWatch::ask(GatewayRequest request, QObject *context, Then then)
{
    whenDone(m_engine.askGateway(m_device, std::move(request)), context,
             [watch = QPointer<GatewayWatch>(this), turn = m_turn,
              then = std::move(then)](const Result<GatewayAnswer> &answer) {
                 if (watch && watch->m_turn == turn)
                     then(answer);
             });
}

void GatewayWatch::take(const Result<GatewayOverview> &overview)
{
    const bool wasKnown = m_stage == Stage::Ready || m_stage == Stage::Stale;
    if (overview) {
        m_overview = *overview;
        m_answeredAt = m_clock.monotonicNow();
        m_stage = Stage::Ready;
        m_error.reset();
    } else {
        m_error = overview.error();
        const bool isNone = m_error->kind == ErrorKind::NotFound;
        m_stage = wasKnown ? Stage::Stale : isNone ? Stage::None : Stage::Failed;
    }
    emit refreshed();
}

QString GatewayWatch::deviceOf(const GatewayEndpoint &endpoint) const
{
    const DeviceStatePtr device = piuptime::deviceOf(
        {endpoint.address.toStdString(), endpoint.device.toStdString(), m_device}, m_engine.states());
    return device ? shown(device->config.name) : QString();
}

Seconds GatewayWatch::age() const
{
    return std::chrono::floor<Seconds>(m_clock.monotonicNow() - m_answeredAt);
}

} // namespace piuptime::presentation::gateway
