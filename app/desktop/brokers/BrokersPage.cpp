// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BrokersPage.h"

#include "app/desktop/brokers/BindingsView.h"
#include "app/desktop/brokers/BrokerList.h"
#include "app/desktop/brokers/TrafficView.h"
#include "app/desktop/device/PlainLabel.h"
#include "app/desktop/device/TabStrip.h"
#include "app/desktop/widgets/Notice.h"
#include "app/desktop/widgets/PageHead.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/brokers/BrokerDraft.h"
#include "app/presentation/brokers/BrokerTexts.h"

#include <QStackedWidget>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kSideWidth = 260;
constexpr std::chrono::seconds kTick{1};

} // namespace

BrokersPage::BrokersPage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_clock(clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kM, space::kL, space::kL);
    column->setSpacing(space::kM);
    column->addWidget(makeHead());
    m_content = new QStackedWidget(this);
    m_empty = makeEmpty();
    m_brokers = makeBrokers();
    m_content->addWidget(m_empty);
    m_content->addWidget(m_brokers);
    column->addWidget(m_content, 1);
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &BrokersPage::refresh);
    connect(&engine, &fleet::Engine::brokersChanged, this, &BrokersPage::refresh);
    refresh();
}

QWidget *BrokersPage::makeHead()
{
    auto *head = new PageHead(m_theme, tr("Brokers"), this);
    connect(head, &PageHead::backRequested, this, &BrokersPage::backRequested);
    QPushButton *key = makeButton(tr("Command key…"), ButtonRole::Quiet, head);
    key->setIcon(m_theme.icon(Icon::Key));
    key->setToolTip(tr("By which agents know the commands of this console"));
    connect(key, &QPushButton::clicked, this, &BrokersPage::keyRequested);
    m_add = makeButton(tr("Add a broker…"), ButtonRole::Normal, head);
    m_add->setIcon(m_theme.icon(Icon::Add));
    connect(m_add, &QPushButton::clicked, this, &BrokersPage::addRequested);
    m_runHere = makeButton(tr("Run one here…"), ButtonRole::Quiet, head);
    m_runHere->setToolTip(tr("A broker on this computer, run by this console"));
    connect(m_runHere, &QPushButton::clicked, this, &BrokersPage::runHereRequested);
    head->add(key);
    head->add(m_runHere);
    head->add(m_add);
    return head;
}

QWidget *BrokersPage::makeEmpty()
{
    auto *card = new Card(m_theme, this);
    auto *column = new QVBoxLayout(card);
    auto *empty = new EmptyState(
        m_theme, Icon::Network, tr("No broker yet"),
        tr("Pis that cannot be reached over SSH report by themselves over an MQTT broker, with piuptime-agent or with "
           "what they run already, such as Telegraf, Tasmota or Home Assistant. Name the broker, and they appear in "
           "the fleet."),
        card);
    m_addFirst = empty->addButton(tr("Add a broker…"), ButtonRole::Primary);
    connect(m_addFirst, &QPushButton::clicked, this, &BrokersPage::addRequested);
    QPushButton *runHere = empty->addButton(tr("Run one on this computer…"), ButtonRole::Normal);
    connect(runHere, &QPushButton::clicked, this, &BrokersPage::runHereRequested);
    column->addWidget(empty);
    return card;
}

QWidget *BrokersPage::makeBrokers()
{
    auto *page = new QWidget(this);
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kL);
    auto *side = new Card(m_theme, page);
    side->setFixedWidth(kSideWidth);
    auto *sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(space::kXs, space::kXs, space::kXs, space::kXs);
    m_list = new BrokerList(m_theme, side);
    sideColumn->addWidget(m_list);
    connect(m_list, &BrokerList::currentItemChanged, this, &BrokersPage::refreshBroker);
    connect(m_list, &BrokerList::editRequested, this, [this] { emit editRequested(m_list->current()); });
    connect(m_list, &BrokerList::removeRequested, this, [this] { emit removeRequested(m_list->current()); });
    row->addWidget(side);
    row->addWidget(makeBroker(), 1);
    return page;
}

QWidget *BrokersPage::makeBroker()
{
    auto *card = new Card(m_theme, this);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(space::kM, space::kM, space::kM, space::kM);
    column->setSpacing(space::kS);
    m_icon = new IconLabel(m_theme, 20, card);
    m_name = new PlainLabel(m_theme, TextStyle::Title, &Colours::text, card);
    m_name->setEliding();
    m_state = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, card);
    m_state->setObjectName(QStringLiteral("brokerState"));
    m_state->setEliding();
    m_detail = new PlainLabel(m_theme, TextStyle::Body, &Colours::attention, card);
    m_detail->setObjectName(QStringLiteral("brokerDetail"));
    m_detail->setWrapping();
    m_detail->setCopyable();
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_name);
    texts->addWidget(m_state);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::kS);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addLayout(texts, 1);
    const auto addButton = [&](const QString &text, Icon icon, auto requested) {
        QPushButton *button = makeButton(text, ButtonRole::Normal, card);
        button->setIcon(m_theme.icon(icon));
        connect(button, &QPushButton::clicked, this, [this, requested] { emit(this->*requested)(m_list->current()); });
        head->addWidget(button);
        return button;
    };
    m_accounts = addButton(tr("Accounts…"), Icon::Key, &BrokersPage::accountsRequested);
    m_edit = addButton(tr("Edit…"), Icon::Edit, &BrokersPage::editRequested);
    addButton(tr("Remove…"), Icon::Trash, &BrokersPage::removeRequested);
    column->addLayout(head);
    column->addWidget(m_detail);
    column->addWidget(makeTopics(card), 1);
    return card;
}

QWidget *BrokersPage::makeTopics(QWidget *parent)
{
    auto *topics = new QWidget(parent);
    m_tabs = new TabStrip(m_theme, topics);
    m_tabs->setAccessibleName(tr("Topics of this broker"));
    m_tabs->addTab(tr("Topics"));
    m_tabs->addTab(tr("Bound by hand"));
    m_traffic = new TrafficView(m_engine, m_theme, m_clock, topics);
    m_bindings = new BindingsView(m_engine, m_theme, m_clock, topics);
    auto *pages = new QStackedWidget(topics);
    pages->addWidget(m_traffic);
    pages->addWidget(m_bindings);
    connect(m_tabs, &TabStrip::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    connect(m_traffic, &TrafficView::useRequested, this,
            [this](const std::string &topic) { emit bindRequested(m_list->current(), topic); });
    connect(m_bindings, &BindingsView::countChanged, this, [this] {
        const int count = m_bindings->count();
        m_tabs->setTabText(1, count == 0 ? tr("Bound by hand") : tr("Bound by hand (%L1)").arg(count));
    });
    connect(m_bindings, &BindingsView::editRequested, this,
            [this](const Binding &binding) { emit editBindingRequested(m_list->current(), binding); });
    connect(m_bindings, &BindingsView::removeRequested, this, &BrokersPage::removeBindingRequested);
    auto *column = new QVBoxLayout(topics);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kS);
    column->addWidget(m_tabs);
    column->addWidget(pages, 1);
    return topics;
}

void BrokersPage::choose(const std::string &broker)
{
    m_list->choose(broker);
}

void BrokersPage::refresh()
{
    const std::vector<BrokerConfig> brokers = m_engine.brokers();
    m_list->show(brokers, m_engine.brokerStates(), m_clock.utcNow());
    m_content->setCurrentWidget(brokers.empty() ? m_empty : m_brokers);
    setFocusProxy(brokers.empty() ? static_cast<QWidget *>(m_addFirst) : m_list);
    m_add->setVisible(!brokers.empty()); // the empty page has one of its own
    m_runHere->setVisible(!brokers.empty() && std::ranges::none_of(brokers, &BrokerConfig::isOurs));
    refreshBroker();
}

void BrokersPage::refreshBroker()
{
    const std::vector<BrokerConfig> brokers = m_engine.brokers();
    const auto broker = std::ranges::find(brokers, m_list->current(), &BrokerConfig::name);
    m_bindings->setBroker(broker == brokers.end() ? std::string() : broker->name);
    if (broker == brokers.end())
        return m_traffic->setBroker({}, false);
    const std::vector<BrokerState> states = m_engine.brokerStates();
    const BrokerState *state = findState(states, broker->name);
    const QString detail = BrokerTexts::detail(*broker, state);
    m_icon->setIcon(iconOf(state), inkOf(BrokerTexts::level(state)));
    m_name->setText(shown(broker->name, 256));
    m_accounts->setVisible(broker->isOurs);
    m_edit->setVisible(!broker->isOurs);
    const QString where =
        broker->isOurs ? tr("run by this console at port %1").arg(broker->port) : brokerAddress(*broker);
    m_state->setText(where + QStringLiteral("  ·  ") + BrokerTexts::state(state, m_clock.utcNow()));
    m_detail->setText(detail);
    m_detail->setColour(state && state->error ? &Colours::attention : &Colours::textSecondary);
    m_detail->setVisible(!detail.isEmpty());
    m_traffic->setBroker(broker->name, state && state->connection == BrokerState::Connection::Connected);
}

void BrokersPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    refresh();
}

void BrokersPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

} // namespace piuptime::desktop
