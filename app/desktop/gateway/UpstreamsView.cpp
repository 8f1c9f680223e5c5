// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/UpstreamsView.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/dialogs/Sheet.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Texts.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <QTableView>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation::gateway;

namespace {

/// Endpoints may stand in several upstreams.
QString keyOf(const GatewayUpstream &upstream, const GatewayEndpoint &endpoint)
{
    return upstream.name + u'\n' + endpoint.address;
}

} // namespace

UpstreamsView::UpstreamsView(GatewayWatch &watch, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_watch(watch)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    auto *empty = new EmptyState(theme, Icon::Network, tr("No upstream is configured"),
                                 tr("Name the servers that answer, under [[upstream]] in the configuration."), this);
    m_rows = new RowsView(theme, tr("Upstreams"),
                          {{tr("Endpoint")},
                           {tr("Pi")},
                           {tr("Upstream")},
                           {tr("State")},
                           {tr("Under way"), true},
                           {tr("Latency"), true},
                           {tr("Weight"), true},
                           {tr("Breaker")},
                           {tr("Chosen by")}},
                          {200, 150, 120, RowsView::rest(176), 88, 88, 72, 88, 200}, empty, this);
    column->addWidget(m_rows, 1);
    column->addWidget(makeFoot());
    connect(m_rows, &RowsView::chosenChanged, this, &UpstreamsView::refreshChosen);
    refreshChosen();
}

QWidget *UpstreamsView::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::kS, 0, 0, 0);
    m_hint = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, foot);
    m_hint->setWrapping();
    m_toggle = makeButton({}, ButtonRole::Normal, foot);
    connect(m_toggle, &QPushButton::clicked, this, &UpstreamsView::toggle);
    row->addWidget(m_hint, 1);
    row->addWidget(m_toggle);
    return foot;
}

void UpstreamsView::refresh()
{
    QList<RowsModel::Row> rows;
    for (const GatewayUpstream &upstream : m_watch.overview().upstreams) {
        for (const GatewayEndpoint &endpoint : upstream.endpoints)
            rows.append({keyOf(upstream, endpoint),
                         {endpoint.address, m_watch.deviceOf(endpoint), upstream.name, GatewayTexts::state(endpoint),
                          locale().toString(endpoint.underWay), GatewayTexts::latency(endpoint.latencySeconds),
                          locale().toString(endpoint.weight), GatewayTexts::breaker(upstream.breaker),
                          GatewayTexts::balance(upstream.balance)},
                         GatewayTexts::level(upstream, endpoint)});
    }
    m_rows->show(rows);
    refreshChosen();
}

const GatewayEndpoint *UpstreamsView::chosen() const
{
    const QString key = m_rows->chosen();
    for (const GatewayUpstream &upstream : m_watch.overview().upstreams) {
        for (const GatewayEndpoint &endpoint : upstream.endpoints) {
            if (keyOf(upstream, endpoint) == key)
                return &endpoint;
        }
    }
    return nullptr;
}

void UpstreamsView::refreshChosen()
{
    const GatewayEndpoint *endpoint = chosen();
    const bool isOut = endpoint && endpoint->state == EndpointState::Draining;
    m_hint->setText(endpoint ? GatewayTexts::stateHint(endpoint->state) : tr("Choose an endpoint to take it out."));
    m_toggle->setText(isOut ? tr("Take it in again") : tr("Take it out…"));
    m_toggle->setEnabled(endpoint && m_watch.stage() == GatewayWatch::Stage::Ready);
}

/// Taking one out can leave nobody to answer, so it is asked for twice; taking it in again harms nobody.
void UpstreamsView::toggle()
{
    const GatewayEndpoint *endpoint = chosen();
    if (!endpoint)
        return;
    const bool isOut = endpoint->state == EndpointState::Draining;
    const std::string target =
        "/v1/endpoints/" + QUrl::toPercentEncoding(endpoint->address).toStdString() + (isOut ? "/restore" : "/drain");
    const auto send = [this, target] {
        m_watch.ask({"POST", target}, this, [this](const Result<GatewayAnswer> &answer) {
            const auto done = answer ? documentOf(*answer) : Result<QJsonDocument>(tl::unexpected(answer.error()));
            if (!done)
                m_hint->setText(presentation::Texts::error(done.error()));
            else
                m_watch.refresh();
        });
    };
    if (isOut)
        return send();
    auto *dialog = new ConfirmDialog(
        m_theme, tr("Take %1 out?").arg(endpoint->address),
        tr("Requests under way end as they do; new ones go to the others of its upstream, and are refused when there "
           "is no other. This lasts until somebody takes it in again, or the gateway is started anew."),
        tr("Take it out"), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, send);
    dialog->open();
}

} // namespace piuptime::desktop
