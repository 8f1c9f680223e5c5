// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/GatewayAdvisor.h"

#include "core/model/ServerDevice.h"

#include <algorithm>

namespace piuptime::composition {
namespace {

using gateway::Endpoint;
using gateway::EndpointConfig;
using gateway::HardwareRule;

constexpr std::chrono::seconds kTick{1};

struct Ruled {
    unsigned percent = 100;
    const char *why = "";
};

Ruled ruledBy(ReasonCode code, const HardwareRule &rule)
{
    switch (code) {
    case ReasonCode::ThrottledNow:
    case ReasonCode::FrequencyCappedNow:
    case ReasonCode::UnderVoltageNow:
    case ReasonCode::InputVoltageLow:
        return {rule.throttled, "throttled"};
    case ReasonCode::Hot:
    case ReasonCode::SoftTemperatureLimitNow:
        return {rule.hot, "hot"};
    case ReasonCode::UpsOnBattery:
    case ReasonCode::UpsBatteryLow:
        return {rule.onBattery, "on-battery"};
    case ReasonCode::MemoryLow:
        return {rule.lowMemory, "low-memory"};
    default:
        return {};
    }
}

} // namespace

GatewayAdvisor::GatewayAdvisor(fleet::Engine &engine, gateway::control::Service &service, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_service(service)
{
    m_timer.setInterval(kTick);
    connect(&m_timer, &QTimer::timeout, this, &GatewayAdvisor::advise);
    m_timer.start();
}

/// An endpoint that stands in several upstreams goes by the strictest of their rules.
void GatewayAdvisor::advise()
{
    const auto view = m_service.view();
    std::map<std::string, Endpoint::Advice> advices;
    std::vector<DeviceStatePtr> fleet;
    for (const auto &group : view.groups) {
        const gateway::GroupConfig &config = group->config();
        if (config.hardware.isNeeded() && fleet.empty())
            fleet = m_engine.states();
        for (const EndpointConfig &endpoint : config.endpoints) {
            Endpoint::Advice &advice = advices[endpoint.address];
            const DeviceStatePtr device =
                config.hardware.isNeeded() ? deviceOf({endpoint.address, endpoint.device}, fleet) : nullptr;
            if (!device || device->stale)
                continue; // what nobody knows is no reason
            if (const Endpoint::Advice other = adviceFor(device->health, config.hardware); other.share < advice.share)
                advice = other;
        }
    }
    for (const auto &[endpoint, advice] : advices)
        m_service.advise(endpoint, advice.share, advice.why);
}

Endpoint::Advice adviceFor(const Health &health, const HardwareRule &rule)
{
    Ruled worst;
    for (const Reason &reason : health.reasons) {
        if (const Ruled ruled = ruledBy(reason.code, rule); ruled.percent < worst.percent)
            worst = ruled;
    }
    return {worst.percent / 100.0, worst.why};
}

} // namespace piuptime::composition
