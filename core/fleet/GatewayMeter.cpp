// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/GatewayMeter.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace piuptime::fleet {
namespace {

using namespace Qt::StringLiterals;

constexpr Milliseconds kPatience{3'000}; ///< a reading waits no longer for it

QJsonObject objectOf(const std::string &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

} // namespace

QCoro::Task<std::vector<Sample>> GatewayMeter::read(std::shared_ptr<Link> link, bool mayLook)
{
    if (!link || (!m_isThere && !mayLook))
        co_return std::vector<Sample>();
    const auto self = shared_from_this();
    auto samples = co_await readOnce(self, link);
    co_return samples;
}

QCoro::Task<std::vector<Sample>> GatewayMeter::readOnce(std::shared_ptr<GatewayMeter> self, std::shared_ptr<Link> link)
{
    const GatewayRequest request{"GET", "/v1/figures?since=" + std::to_string(self->m_sinceMsUtc)};
    const auto answer = co_await self->m_line->ask(link, request, Deadline::in(kPatience));
    self->m_isThere = answer && answer->status == 200;
    if (!self->m_isThere) {
        self->m_sinceMsUtc = 0;
        co_return std::vector<Sample>();
    }
    const bool isFirst = self->m_sinceMsUtc == 0;
    self->m_sinceMsUtc = objectOf(answer->body)["at_ms_utc"_L1].toInteger();
    co_return isFirst ? std::vector<Sample>() : gatewaySamples(answer->body);
}

std::vector<Sample> gatewaySamples(const std::string &json)
{
    const QJsonObject told = objectOf(json);
    const double seconds = told["seconds"_L1].toDouble();
    std::vector<Sample> samples;
    if (!(seconds > 0))
        return samples;
    const auto add = [&samples](Metric metric, double value) {
        if (std::isfinite(value) && value >= 0)
            samples.push_back({{metric, {}}, inResolution(metric, value)});
    };
    const double requests = told["requests"_L1].toDouble();
    add(Metric::GatewayRequestRate, requests / seconds);
    add(Metric::GatewayFailureRate, told["failed"_L1].toDouble() / seconds);
    if (requests > 0) { // where nobody asked, nobody waited
        constexpr double kMilli = 1e-3;
        add(Metric::GatewayLatencyMedian, told["p50_ms"_L1].toDouble() * kMilli);
        add(Metric::GatewayLatencyTail, told["p99_ms"_L1].toDouble() * kMilli);
    }
    add(Metric::GatewayTraffic, told["bytes"_L1].toDouble() / seconds);
    return samples;
}

} // namespace piuptime::fleet
