// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/GatewayTrafficView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/gateway/TrafficChart.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <QHBoxLayout>

#include <algorithm>
#include <functional>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace presentation;
using namespace presentation::gateway;

namespace {

constexpr auto kPast = 10min;
constexpr int kCausesWidth = 340;

QString share(qint64 part, qint64 whole)
{
    return whole == 0 ? u"–"_s : Formatting::percent(100.0 * double(part) / double(whole), 1);
}

} // namespace

GatewayTrafficView::GatewayTrafficView(GatewayWatch &watch, const Theme &theme, QWidget *parent)
    : LiveView(parent)
    , m_watch(watch)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    m_now = new PlainLabel(theme, TextStyle::Body, &Colours::textSecondary, this);
    m_now->setEliding();
    column->addWidget(m_now);
    column->addWidget(makeCharts(), 3);
    column->addWidget(makeLists(), 2);
}

QWidget *GatewayTrafficView::makeCharts()
{
    auto *part = new QWidget(this);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kM);
    m_requests = new TrafficChart(m_theme, tr("Requests a second"), Unit::PerSecond, part);
    m_latency = new TrafficChart(m_theme, tr("Latency"), Unit::Second, part);
    column->addWidget(m_requests, 1);
    column->addWidget(m_latency, 1);
    return part;
}

QWidget *GatewayTrafficView::makeLists()
{
    auto *part = new QWidget(this);
    auto *row = new QHBoxLayout(part);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kL);
    m_routes = new RowsView(m_theme, tr("Traffic by route"),
                            {{tr("Route")},
                             {tr("Requests"), true},
                             {tr("Failed"), true},
                             {tr("Median"), true},
                             {tr("99 %"), true},
                             {tr("Sent"), true}},
                            {RowsView::rest(100), 96, 104, 96, 96, 96},
                            new EmptyState(m_theme, Icon::Network, tr("Nothing was asked for yet"), {}), part);
    m_causes = new RowsView(m_theme, tr("What went wrong"), {{tr("What went wrong")}, {tr("Times"), true}},
                            {RowsView::rest(200), 96},
                            new EmptyState(m_theme, Icon::Check, tr("Nothing went wrong"), {}), part);
    m_causes->setFixedWidth(kCausesWidth);
    row->addWidget(m_routes, 1);
    row->addWidget(m_causes);
    return part;
}

void GatewayTrafficView::turn()
{
    if (m_device != m_watch.device()) {
        m_device = m_watch.device();
        m_points.clear();
        m_isAsking = false;
    }
    if (m_isAsking || m_watch.stage() != GatewayWatch::Stage::Ready)
        return;
    m_isAsking = true;
    const std::int64_t since = m_points.empty() ? 0 : toMsUtc(m_points.back().at);
    m_watch.ask({"GET", "/v1/traffic?since=" + std::to_string(since)}, this,
                [this](const Result<GatewayAnswer> &answer) {
                    m_isAsking = false;
                    const auto traffic = answer ? readTraffic(*answer) : tl::unexpected(answer.error());
                    if (traffic) // what keeps it from being told is told above, of the gateway as a whole
                        take(*traffic);
                });
}

void GatewayTrafficView::take(const GatewayTraffic &traffic)
{
    for (const TrafficPoint &point : traffic.seconds)
        m_points.push_back(point);
    while (!m_points.empty() && m_points.front().at < traffic.at - kPast)
        m_points.pop_front();
    QStringList now{
        tr("%Ln request(s) under way", nullptr, int(traffic.underWay)),
        tr("%Ln client(s) connected", nullptr, int(traffic.connections)),
        tr("%1 of all requests failed").arg(share(traffic.total.failed, traffic.total.requests)),
        tr("received %1, sent %2")
            .arg(Formatting::bytes(double(traffic.total.bytesIn)), Formatting::bytes(double(traffic.total.bytesOut)))};
    if (const QString cache = GatewayTexts::cache(traffic.cache); !cache.isEmpty())
        now.append(cache);
    m_now->setText(now.join(u"  ·  "_s));
    refreshCharts(traffic.at);
    refreshLists(traffic);
}

void GatewayTrafficView::refreshCharts(UtcTime now)
{
    const auto line = [this](const QString &label, auto value, auto inWords) {
        TrafficChart::Line made{label, m_points.empty() ? u"–"_s : inWords(value(m_points.back())), {}};
        for (const TrafficPoint &point : m_points)
            made.points.emplace_back(point.at, value(point));
        return made;
    };
    const auto count = [](double number) { return Formatting::number(number, 0); };
    const auto time = [](double seconds) { return GatewayTexts::latency(seconds); };
    const history::TimeRange range{now - kPast, now};
    m_requests->show(range, {line(
                                 tr("all"), [](const TrafficPoint &point) { return double(point.requests); }, count),
                             line(
                                 tr("failed"), [](const TrafficPoint &point) { return double(point.failed); }, count)});
    m_latency->show(range, {line(
                                tr("median"), [](const TrafficPoint &point) { return point.medianSeconds; }, time),
                            line(
                                tr("99 %"), [](const TrafficPoint &point) { return point.tailSeconds; }, time)});
}

void GatewayTrafficView::refreshLists(const GatewayTraffic &traffic)
{
    QList<RowsModel::Row> routes;
    QList<GatewayTally> busiestFirst = traffic.routes;
    std::ranges::stable_sort(busiestFirst, std::greater(), &GatewayTally::requests);
    for (const GatewayTally &route : busiestFirst) {
        if (route.requests == 0 && route.name.isEmpty())
            continue;
        const auto time = [&route](double seconds) {
            return route.requests > 0 ? GatewayTexts::taken(seconds) : u"–"_s;
        };
        routes.append(
            {route.name,
             {GatewayTexts::route(route.name), locale().toString(route.requests), share(route.failed, route.requests),
              time(route.medianSeconds), time(route.tailSeconds), Formatting::bytes(double(route.bytesOut))}});
    }
    m_routes->show(routes);
    QList<RowsModel::Row> causes;
    for (const CauseCount &cause : traffic.total.causes)
        causes.append({cause.slug, {GatewayTexts::cause(cause.slug), locale().toString(cause.count)}});
    m_causes->show(causes);
}

} // namespace piuptime::desktop
