// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/device/DevicePage.h"

#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/device/DeviceHeader.h"
#include "app/desktop/device/EventTable.h"
#include "app/desktop/device/FactsPanel.h"
#include "app/desktop/device/SurroundingsPanel.h"
#include "app/desktop/device/TabStrip.h"
#include "app/desktop/device/VerdictPanel.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/device/Surroundings.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace piuptime::desktop {
namespace {

constexpr int kSideWidth = 352;
constexpr std::chrono::milliseconds kTick{1000};

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

} // namespace

DevicePage::DevicePage(fleet::Engine &engine, const Theme &theme, QWidget *parent)
    : DevicePage(engine, theme, systemClock(), parent)
{
}

DevicePage::DevicePage(fleet::Engine &engine, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_clock(clock)
    , m_history(engine, clock)
    , m_events(engine, clock)
{
    build();
    connect(&m_engine, &fleet::Engine::changed, this, &DevicePage::onChanged);
    connect(&m_events, &presentation::EventListModel::loaded, this, &DevicePage::refresh);
    connect(&m_tick, &QTimer::timeout, this, &DevicePage::tick);
    m_tick.setInterval(kTick);
    setDevice({});
}

void DevicePage::build()
{
    m_header = new DeviceHeader(m_theme, this);
    connectHeader();
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(space::kL, 0, space::kL, space::kL);
    columns->setSpacing(space::kL);
    columns->addWidget(makeSide());
    columns->addWidget(makeMain(), 1);

    auto *page = new QWidget(this);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    pageLayout->setSpacing(0);
    pageLayout->addWidget(m_header);
    pageLayout->addLayout(columns, 1);
    auto *gone = new PlainLabel(m_theme, TextStyle::Body, &Colours::textSecondary, this);
    gone->setText(tr("This Pi is no longer in the fleet."));
    gone->setAlignment(Qt::AlignCenter);

    m_whole = new QStackedWidget(this);
    m_whole->addWidget(gone);
    m_whole->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_whole);
    auto *back = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(back, &QShortcut::activated, this, &DevicePage::backRequested);
}

QWidget *DevicePage::makeSide()
{
    m_side = new QScrollArea(this);
    m_side->setFrameShape(QFrame::NoFrame);
    m_side->setWidgetResizable(true);
    m_side->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_side->setFixedWidth(kSideWidth);
    m_side->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(m_side);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, space::kS, 0);
    layout->setSpacing(space::kM);
    m_verdict = new VerdictPanel(m_theme, content);
    m_surroundings = new SurroundingsPanel(m_theme, content);
    m_facts = new FactsPanel(m_theme, content);
    layout->addWidget(m_verdict);
    layout->addWidget(m_surroundings);
    layout->addWidget(m_facts);
    layout->addStretch();
    m_side->setWidget(content);
    connect(m_verdict, &VerdictPanel::keyReviewRequested, this, [this] { emit keyReviewRequested(m_id); });
    connect(m_surroundings, &SurroundingsPanel::sensorOpened, this, &DevicePage::sensorOpened);
    connect(m_surroundings, &SurroundingsPanel::attachRequested, this, &DevicePage::attachRequested);
    connect(m_surroundings, &SurroundingsPanel::detachRequested, this, &DevicePage::detachRequested);
    connect(m_facts, &FactsPanel::restartRequested, this,
            [this](const std::string &unit) { request(Action::Kind::RestartUnit, unit); });
    return m_side;
}

QWidget *DevicePage::makeMain()
{
    auto *card = new Card(m_theme, this);
    m_charts = new ChartStack(m_history, m_chartOptions, m_theme, card);
    m_charts->offerComparison();
    connect(m_charts, &ChartStack::compareWanted, this, &DevicePage::compareRequested);
    connect(m_charts, &ChartStack::noticed, this, &DevicePage::noticed);
    auto *events = new EventTable(m_events, std::nullopt, tr("Nothing has happened to this Pi yet."), m_theme, card);
    auto *audit = new EventTable(m_events, EventKind::Action, tr("Nobody has done anything to this Pi from here."),
                                 m_theme, card);
    auto *tabs = new TabStrip(m_theme, card);
    tabs->setAccessibleName(tr("Views of this Pi"));
    auto *pages = new QStackedWidget(card);
    for (const auto &[widget, name] : std::initializer_list<std::pair<QWidget *, QString>>{
             {m_charts, tr("Graphs")}, {events, tr("Events")}, {audit, tr("Actions")}}) {
        widget->setAccessibleName(name);
        tabs->addTab(name);
        pages->addWidget(widget);
    }
    connect(tabs, &TabStrip::currentChanged, pages, &QStackedWidget::setCurrentIndex);
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(tabs);
    layout->addWidget(pages, 1);
    return card;
}

void DevicePage::connectHeader()
{
    using Kind = Action::Kind;
    connect(m_header, &DeviceHeader::backRequested, this, &DevicePage::backRequested);
    connect(m_header, &DeviceHeader::tryNowRequested, this, [this] { m_engine.reconnect(m_id); });
    connect(m_header, &DeviceHeader::terminalRequested, this, [this] { emit terminalRequested(m_id); });
    connect(m_header, &DeviceHeader::editRequested, this, [this] { emit editRequested(m_id); });
    connect(m_header, &DeviceHeader::restartServiceRequested, this, [this] { request(Kind::RestartUnit); });
    connect(m_header, &DeviceHeader::rebootRequested, this, [this] { request(Kind::Reboot); });
    connect(m_header, &DeviceHeader::cadenceRequested, this, [this] { request(Kind::SetCadence); });
    connect(m_header, &DeviceHeader::shutDownRequested, this, [this] { request(Kind::ShutDown); });
}

void DevicePage::setDevice(const DeviceId &id)
{
    m_id = id;
    m_state.reset();
    for (const DeviceStatePtr &state : m_engine.states()) {
        if (!id.empty() && state->config.id == id)
            m_state = state;
    }
    m_events.setDevice(id);
    m_history.setDevice(id);
    refresh();
    if (isVisible())
        watch();
}

void DevicePage::onChanged(const fleet::FleetChange &change)
{
    bool isConcerned = false;
    for (const DeviceStatePtr &state : change.updated) {
        if (state->config.id == m_id)
            m_state = state;
        isConcerned = isConcerned || state->config.id == m_id || state->config.kind == DeviceConfig::Kind::Sensor;
    }
    if (isConcerned && m_state)
        refresh();
    if (m_state && std::ranges::find(change.removed, m_id) != change.removed.end()) {
        m_state.reset();
        refresh();
    }
}

void DevicePage::refresh()
{
    m_whole->setCurrentIndex(m_state ? 1 : 0);
    if (!m_state)
        return;
    const UtcTime now = m_clock.utcNow();
    m_charts->setTitle(presentation::shown(m_state->config.name));
    m_header->show(*m_state, now);
    refreshSurroundings(now);
    m_facts->show(presentation::describeFacts(*m_state));
}

void DevicePage::refreshSurroundings(UtcTime now)
{
    const std::vector<DeviceStatePtr> fleet = m_engine.states();
    const auto ambient = presentation::ambientCelsius(*m_state, presentation::sensorsAt(m_state->config, fleet));
    m_surroundings->show(*m_state, fleet, now);
    m_verdict->show(*m_state, m_events.inTimeOrder(), now, ambient);
}

void DevicePage::tick()
{
    if (!m_state)
        return;
    const UtcTime now = m_clock.utcNow();
    m_header->tick(*m_state, now);
    m_verdict->tick(*m_state, now);
    m_surroundings->show(*m_state, m_engine.states(), now);
}

void DevicePage::watch()
{
    m_engine.watch(m_id.empty() ? std::vector<DeviceId>{} : std::vector<DeviceId>{m_id});
}

void DevicePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    watch();
    m_history.setFollowing(true);
    m_tick.start();
    refresh();
}

void DevicePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_engine.watch({});
    m_history.setFollowing(false);
    m_tick.stop();
}

void DevicePage::request(Action::Kind kind, std::string unit)
{
    emit actionRequested(m_id, {kind, std::move(unit)});
}

} // namespace piuptime::desktop
