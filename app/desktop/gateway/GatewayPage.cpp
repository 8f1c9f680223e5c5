// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/gateway/GatewayPage.h"

#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/device/TabStrip.h"
#include "app/desktop/gateway/AccessView.h"
#include "app/desktop/gateway/ConfigView.h"
#include "app/desktop/gateway/ConsumersView.h"
#include "app/desktop/gateway/GatewayTrafficView.h"
#include "app/desktop/gateway/RequestsView.h"
#include "app/desktop/gateway/RowsView.h"
#include "app/desktop/gateway/UpstreamsView.h"
#include "app/desktop/widgets/Notice.h"
#include "app/desktop/widgets/PageHead.h"
#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/gateway/GatewayTexts.h"

#include <QComboBox>
#include <QStackedWidget>

#include <algorithm>

namespace piuptime::desktop {

using namespace Qt::StringLiterals;
using namespace presentation;
using namespace presentation::gateway;

GatewayPage::GatewayPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_clock(clock)
    , m_watch(engine, clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(makeHead());
    m_config = new ConfigView(m_watch, theme, clock);
    m_content = new QStackedWidget(this);
    m_gateway = makeGateway();
    m_loading = new EmptyState(theme, Icon::Wait, tr("Looking for a gateway"), {});
    m_none = makeNone();
    m_failed = new EmptyState(theme, Icon::Attention, tr("The gateway cannot be asked"), {});
    connect(m_failed->addButton(tr("Try again")), &QPushButton::clicked, &m_watch, &GatewayWatch::refresh);
    for (QWidget *page : std::initializer_list<QWidget *>{m_gateway, m_loading, m_none, m_failed})
        m_content->addWidget(page);
    column->addWidget(m_content, 1);
    connect(&m_watch, &GatewayWatch::refreshed, this, &GatewayPage::refresh);
    connect(&engine, &fleet::Engine::changed, this, [this](const fleet::FleetChange &) {
        if (isVisible())
            refreshDevices();
    });
    m_watch.setDevice({});
    refreshDevices();
}

QWidget *GatewayPage::makeHead()
{
    auto *head = new PageHead(m_theme, tr("Gateway"), this);
    connect(head, &PageHead::backRequested, this, &GatewayPage::backRequested);
    m_devices = new QComboBox(head);
    m_devices->setAccessibleName(tr("Which gateway"));
    m_devices->setMinimumWidth(200);
    m_devices->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_devices, &QComboBox::activated, this,
            [this] { m_watch.setDevice(m_devices->currentData().toString().toStdString()); });
    head->add(m_devices);
    return head;
}

EmptyState *GatewayPage::makeNone()
{
    return new EmptyState(
        m_theme, Icon::Network, tr("No gateway runs there"),
        tr("It runs inside piuptimed and inside the wall, for the account that this console signs in with: one guarded "
           "door to the services on the Pis. Start piuptimed there, and it appears."));
}

QWidget *GatewayPage::makeGateway()
{
    auto *card = new Card(m_theme, this);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    column->setSpacing(space::kS);
    column->addWidget(makeSummary(card));
    m_trouble = new PlainLabel(m_theme, TextStyle::Body, &Colours::attention, card);
    m_trouble->setWrapping();
    m_trouble->setCopyable();
    column->addWidget(m_trouble);
    column->addWidget(makeTabs(card), 1);
    return card;
}

QWidget *GatewayPage::makeSummary(QWidget *parent)
{
    auto *summary = new QWidget(parent);
    m_icon = new IconLabel(m_theme, 20, summary);
    m_title = new PlainLabel(m_theme, TextStyle::Title, &Colours::text, summary);
    m_title->setObjectName(u"gatewayTitle"_s);
    m_title->setEliding();
    m_figures = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, summary);
    m_figures->setEliding();
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_title);
    texts->addWidget(m_figures);
    auto *row = new QHBoxLayout(summary);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kS);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    return summary;
}

QWidget *GatewayPage::makeTabs(QWidget *parent)
{
    auto *part = new QWidget(parent);
    m_tabs = new TabStrip(m_theme, part);
    m_tabs->setAccessibleName(tr("What is shown of the gateway"));
    auto *pages = new QStackedWidget(part);
    const auto add = [&](const QString &title, QWidget *page) {
        m_tabs->addTab(title);
        pages->addWidget(page);
    };
    m_upstreams = new UpstreamsView(m_watch, m_theme, part);
    m_routes = new RowsView(m_theme, tr("Routes"), {{tr("Route")}, {tr("Takes")}, {tr("Goes to")}}, {180, 360},
                            new EmptyState(m_theme, Icon::Network, tr("No route is configured"),
                                           tr("Say which requests go where, under [[route]] in the configuration.")),
                            part);
    m_traffic = new GatewayTrafficView(m_watch, m_theme, part);
    m_requests = new RequestsView(m_watch, m_theme, part);
    add(tr("Traffic"), m_traffic);
    add(tr("Requests"), m_requests);
    add(tr("Upstreams"), m_upstreams);
    add(tr("Routes"), m_routes);
    m_consumers = new ConsumersView(m_watch, m_theme, part);
    add(tr("Consumers"), m_consumers);
    m_accessTab = m_tabs->count();
    add(tr("Access"), new AccessView(m_watch, m_theme, m_clock, part));
    add(tr("Configuration"), m_config);
    connect(m_tabs, &TabStrip::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    column->addWidget(m_tabs);
    column->addWidget(pages, 1);
    return part;
}

void GatewayPage::showGatewayOf(const DeviceId &id)
{
    m_watch.setDevice(id);
    refreshDevices();
}

/// This machine, and the Pis that can be signed in to, by their names.
void GatewayPage::refreshDevices()
{
    std::vector<std::pair<QString, QString>> entries;
    for (const DeviceStatePtr &state : m_engine.states()) {
        if (state->config.source == DeviceConfig::Source::Ssh)
            entries.emplace_back(shown(state->config.name, 256), QString::fromStdString(state->config.id));
    }
    std::ranges::sort(entries);
    entries.insert(entries.begin(), {tr("This computer"), QString()});
    const bool isSame =
        m_devices->count() == static_cast<int>(entries.size())
        && std::ranges::all_of(entries, [this, i = 0](const auto &entry) mutable {
               return m_devices->itemText(i) == entry.first && m_devices->itemData(i++).toString() == entry.second;
           });
    if (!isSame) {
        m_devices->clear();
        for (const auto &[name, id] : entries)
            m_devices->addItem(name, id);
    }
    m_devices->setCurrentIndex(m_devices->findData(QString::fromStdString(m_watch.device())));
}

QWidget *GatewayPage::content() const
{
    switch (m_watch.stage()) {
    case GatewayWatch::Stage::Loading:
        return m_loading;
    case GatewayWatch::Stage::None:
        return m_none;
    case GatewayWatch::Stage::Failed:
        return m_failed;
    case GatewayWatch::Stage::Ready:
    case GatewayWatch::Stage::Stale:
        break;
    }
    return m_gateway;
}

void GatewayPage::refresh()
{
    if (m_watch.error())
        m_failed->setText(Texts::error(*m_watch.error()));
    m_content->setCurrentWidget(content());
    m_config->refresh();
    m_consumers->refresh();
    if (content() != m_gateway)
        return;
    refreshSummary();
    refreshRoutes();
    m_upstreams->refresh();
    const int asking = m_watch.overview().status.askingForAccess;
    m_tabs->setTabText(m_accessTab, asking == 0 ? tr("Access") : tr("Access (%1)").arg(locale().toString(asking)));
}

void GatewayPage::refreshSummary()
{
    const GatewayStatus &status = m_watch.overview().status;
    const bool isStale = m_watch.stage() == GatewayWatch::Stage::Stale;
    QStringList trouble;
    if (isStale)
        trouble.append(
            tr("What is shown was told %1: %2").arg(Formatting::age(m_watch.age()), Texts::error(*m_watch.error())));
    if (status.isRunning && !status.fileError.isEmpty())
        trouble.append(tr("Its file is not what is in use: %1").arg(status.fileError));
    if (status.isRunning && !status.isRedisUp && !status.redis.isEmpty())
        trouble.append(GatewayTexts::share(status));
    const HealthLevel level = isStale             ? HealthLevel::Unknown
                              : !status.isRunning ? HealthLevel::Attention
                              : trouble.isEmpty() ? HealthLevel::Ok
                                                  : HealthLevel::Attention;
    m_icon->setLevel(level);
    m_title->setText(GatewayTexts::summary(status));
    const Seconds running = std::chrono::floor<Seconds>(m_clock.utcNow() - status.startedAt);
    m_figures->setText(QStringList{tr("started %1").arg(Formatting::age(running)),
                                   tr("%Ln request(s)", nullptr, int(status.requests)),
                                   tr("%Ln tried again", nullptr, int(status.retries))}
                           .join(u"  ·  "_s));
    m_figures->setVisible(status.isRunning);
    m_trouble->setText(trouble.join(u'\n'));
    m_trouble->setVisible(!trouble.isEmpty());
}

void GatewayPage::refreshRoutes()
{
    QList<RowsModel::Row> rows;
    for (const GatewayRoute &route : m_watch.overview().routes)
        rows.append({route.name, {route.name, GatewayTexts::match(route), route.targets.join(u", "_s)}});
    m_routes->show(rows);
}

void GatewayPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshDevices();
    m_watch.setActive(true);
}

void GatewayPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_watch.setActive(false);
}

} // namespace piuptime::desktop
