// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/MainWindow.h"

#include "app/desktop/ConnectionNotice.h"
#include "app/desktop/QuestionCentre.h"
#include "app/desktop/QuickOpen.h"
#include "app/desktop/brokers/BindingActions.h"
#include "app/desktop/brokers/BrokerActions.h"
#include "app/desktop/brokers/BrokerNotice.h"
#include "app/desktop/brokers/BrokersPage.h"
#include "app/desktop/charts/ChartStack.h"
#include "app/desktop/compare/ComparePage.h"
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/fleet/FleetPage.h"
#include "app/desktop/gateway/GatewayPage.h"
#include "app/desktop/ranking/RankingPage.h"
#include "app/desktop/widgets/Notice.h"
#include "app/presentation/DeviceAbilities.h"
#include "app/presentation/Formatting.h"

#include <QCloseEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace piuptime::desktop {

using namespace presentation;

namespace {

constexpr int kMaxNotices = 4;

const QString kGeometryKey = QStringLiteral("window/geometry");
const QString kAppearanceKey = QStringLiteral("window/appearance");
const QString kChartsKey = QStringLiteral("charts/options");

} // namespace

MainWindow::MainWindow(fleet::Engine &engine, Theme &theme, QSettings &settings, const Clock &clock, QWidget *parent)
    : QMainWindow(parent)
    , m_engine(engine)
    , m_theme(theme)
    , m_settings(settings)
    , m_clock(clock)
    , m_model(clock)
    , m_deviceActions(new DeviceActions(engine, m_model, theme, this))
    , m_brokerActions(new BrokerActions(engine, theme, this))
    , m_questions(new QuestionCentre(engine, theme, this))
{
    setWindowTitle(tr("Pi Uptime"));
    setMinimumSize(960, 540);
    resize(1280, 720);
    m_model.reset(engine.states());
    buildPages();
    buildBrokers();
    buildMenus();
    connectEngine();
    refreshQuestionNotice();
    refreshHistoryNotice(engine.historyState());
    refreshAbsenceNotice();
    load();
    refreshActions();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages()
{
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_notices = new QVBoxLayout;
    m_notices->setContentsMargins(space::kL, 0, space::kL, 0);
    m_notices->setSpacing(space::kS);
    column->addLayout(m_notices);

    m_pages = new QStackedWidget;
    m_fleetPage = new FleetPage(m_model, m_theme, m_clock);
    m_pages->addWidget(m_fleetPage);
    m_deviceContainer = new QWidget;
    auto *deviceColumn = new QVBoxLayout(m_deviceContainer);
    deviceColumn->setContentsMargins(0, 0, 0, 0);
    deviceColumn->setSpacing(0);
    m_connectionNotice = new ConnectionNotice(m_model, m_theme);
    m_devicePage = new DevicePage(m_engine, m_theme, m_clock);
    deviceColumn->addWidget(m_connectionNotice);
    deviceColumn->addWidget(m_devicePage, 1);
    m_pages->addWidget(m_deviceContainer);
    m_comparePage = new ComparePage(m_engine, m_devicePage->chartOptions(), m_theme, m_clock);
    m_pages->addWidget(m_comparePage);
    m_rankingPage = new RankingPage(m_engine, m_theme, m_clock);
    m_pages->addWidget(m_rankingPage);
    m_gatewayPage = new GatewayPage(m_engine, m_theme, m_clock);
    m_pages->addWidget(m_gatewayPage);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);

    connect(m_fleetPage, &FleetPage::deviceOpened, this, &MainWindow::openDevice);
    connect(m_fleetPage, &FleetPage::addWanted, m_deviceActions, &DeviceActions::add);
    connect(m_fleetPage, &FleetPage::importWanted, m_deviceActions, [this] { m_deviceActions->importSshConfig(); });
    connect(m_fleetPage, &FleetPage::contextMenuWanted, this, &MainWindow::showContextMenu);
    connect(m_fleetPage, &FleetPage::selectionChanged, this, &MainWindow::refreshActions);
    connect(m_devicePage, &DevicePage::backRequested, this, &MainWindow::showFleet);
    connect(m_devicePage, &DevicePage::actionRequested, m_deviceActions, &DeviceActions::perform);
    connect(m_devicePage, &DevicePage::terminalRequested, m_deviceActions, &DeviceActions::openTerminal);
    connect(m_devicePage, &DevicePage::editRequested, m_deviceActions, &DeviceActions::edit);
    connect(m_devicePage, &DevicePage::sensorOpened, this, &MainWindow::openDevice);
    connect(m_devicePage, &DevicePage::attachRequested, m_deviceActions, &DeviceActions::attach);
    connect(m_devicePage, &DevicePage::detachRequested, m_deviceActions, &DeviceActions::detach);
    connect(m_devicePage, &DevicePage::keyReviewRequested, m_deviceActions, &DeviceActions::replaceHostKey);
    connect(m_devicePage, &DevicePage::noticed, this, &MainWindow::addNotice);
    connect(m_devicePage, &DevicePage::compareRequested, this, [this] { compare({m_devicePage->device()}); });
    connect(m_comparePage, &ComparePage::backRequested, this, &MainWindow::showFleet);
    connect(m_comparePage, &ComparePage::noticed, this, &MainWindow::addNotice);
    connect(m_rankingPage, &RankingPage::backRequested, this, &MainWindow::showFleet);
    connect(m_rankingPage, &RankingPage::deviceOpened, this, &MainWindow::openDevice);
    connect(m_rankingPage, &RankingPage::contextMenuWanted, this, &MainWindow::showContextMenu);
    connect(m_rankingPage, &RankingPage::selectionChanged, this, &MainWindow::refreshActions);
    connect(m_rankingPage, &RankingPage::compareRequested, this,
            [this](const std::vector<DeviceId> &ids, const SeriesKey &series) {
                m_comparePage->compare(ids, series);
                showPage(m_comparePage, tr("Compare – Pi Uptime"));
            });
    connect(m_gatewayPage, &GatewayPage::backRequested, this, &MainWindow::showFleet);
    connect(m_connectionNotice, &ConnectionNotice::answerWanted, m_questions, &QuestionCentre::open);
}

void MainWindow::buildBrokers()
{
    m_brokersPage = new BrokersPage(m_engine, m_theme, m_clock);
    m_pages->addWidget(m_brokersPage);
    connect(m_brokersPage, &BrokersPage::backRequested, this, &MainWindow::showFleet);
    connect(m_brokersPage, &BrokersPage::addRequested, m_brokerActions, &BrokerActions::add);
    connect(m_brokersPage, &BrokersPage::editRequested, m_brokerActions, &BrokerActions::edit);
    connect(m_brokersPage, &BrokersPage::runHereRequested, m_brokerActions, &BrokerActions::runHere);
    connect(m_brokersPage, &BrokersPage::accountsRequested, m_brokerActions, &BrokerActions::showAccounts);
    connect(m_brokersPage, &BrokersPage::removeRequested, m_brokerActions, &BrokerActions::remove);
    connect(m_brokersPage, &BrokersPage::keyRequested, m_brokerActions, &BrokerActions::showCommandKey);
    connect(m_brokerActions, &BrokerActions::added, m_brokersPage, &BrokersPage::choose);
    connect(m_brokerActions, &BrokerActions::noticed, this, &MainWindow::addNotice);
    auto *bindings = new BindingActions(m_engine, m_theme, m_clock, this);
    connect(m_brokersPage, &BrokersPage::bindRequested, bindings, &BindingActions::bind);
    connect(m_brokersPage, &BrokersPage::editBindingRequested, bindings, &BindingActions::edit);
    connect(m_brokersPage, &BrokersPage::removeBindingRequested, bindings, &BindingActions::remove);
    connect(bindings, &BindingActions::noticed, this, &MainWindow::addNotice);
    m_brokerNotice = new BrokerNotice(m_engine, m_theme, m_notices, this);
    connect(m_brokerNotice, &BrokerNotice::detailsWanted, this, &MainWindow::showBrokers);
    connect(m_pages, &QStackedWidget::currentChanged, this,
            [this] { m_brokerNotice->setSuppressed(m_pages->currentWidget() == m_brokersPage); });
}

void MainWindow::connectEngine()
{
    connect(&m_engine, &fleet::Engine::changed, this, [this](const fleet::FleetChange &change) {
        m_model.apply(change);
        m_fleetPage->noteUpdate();
        m_connectionNotice->refresh();
        refreshActions();
        if (!m_devicePage->device().empty() && !m_model.find(m_devicePage->device()))
            showFleet(); // it was removed
    });
    connect(&m_engine, &fleet::Engine::historyStateChanged, this, &MainWindow::refreshHistoryNotice);
    connect(&m_engine, &fleet::Engine::absenceChanged, this, &MainWindow::refreshAbsenceNotice);
    // The history grows without saying so; its size is looked up now and then.
    auto *growth = new QTimer(this);
    connect(growth, &QTimer::timeout, this, [this] { m_fleetPage->setHistoryState(m_engine.historyState()); });
    growth->start(std::chrono::seconds(5));
    connect(m_questions, &QuestionCentre::changed, this, &MainWindow::refreshQuestionNotice);
    connect(m_deviceActions, &DeviceActions::noticed, this, &MainWindow::addNotice);
    connect(m_deviceActions, &DeviceActions::connectionWanted, m_questions, &QuestionCentre::expect);
    connect(m_deviceActions, &DeviceActions::added, m_fleetPage, &FleetPage::selectDevice);
}

void MainWindow::openDevice(const DeviceId &id)
{
    const FleetRow *row = m_model.find(id);
    if (!row)
        return;
    m_devicePage->setDevice(id);
    m_connectionNotice->setDevice(id);
    m_pages->setCurrentWidget(m_deviceContainer);
    setWindowTitle(tr("%1 – Pi Uptime").arg(row->name));
    m_devicePage->setFocus();
    refreshActions();
}

void MainWindow::showFleet()
{
    const DeviceId left = m_devicePage->device();
    m_pages->setCurrentWidget(m_fleetPage);
    m_devicePage->setDevice({});
    m_connectionNotice->setDevice({});
    setWindowTitle(tr("Pi Uptime"));
    m_fleetPage->selectDevice(left);
    m_fleetPage->focusView();
    refreshActions();
}

void MainWindow::compare(const std::vector<DeviceId> &ids)
{
    const auto series = m_devicePage->charts()->currentSeries();
    if (m_pages->currentWidget() == m_deviceContainer && series)
        m_comparePage->compare(ids, series->key);
    else
        m_comparePage->compare(ids);
    showPage(m_comparePage, tr("Compare – Pi Uptime"));
}

void MainWindow::showRanking()
{
    showPage(m_rankingPage, tr("Ranking – Pi Uptime"));
}

void MainWindow::showBrokers(const std::string &broker)
{
    if (!broker.empty())
        m_brokersPage->choose(broker);
    showPage(m_brokersPage, tr("Brokers – Pi Uptime"));
}

void MainWindow::showGateway(const DeviceId &id)
{
    if (!id.empty())
        m_gatewayPage->showGatewayOf(id);
    showPage(m_gatewayPage, tr("Gateway – Pi Uptime"));
}

void MainWindow::showPage(QWidget *page, const QString &title)
{
    m_pages->setCurrentWidget(page);
    setWindowTitle(title);
    page->setFocus();
    refreshActions();
}

void MainWindow::compareTargets()
{
    if (m_pages->currentWidget() == m_rankingPage)
        m_rankingPage->compareShown();
    else
        compare(targets());
}

std::vector<DeviceId> MainWindow::targets() const
{
    if (m_pages->currentWidget() == m_deviceContainer)
        return {m_devicePage->device()};
    if (m_pages->currentWidget() == m_comparePage || m_pages->currentWidget() == m_brokersPage)
        return {};
    if (m_pages->currentWidget() == m_rankingPage)
        return m_rankingPage->selection();
    return m_fleetPage->selection();
}

void MainWindow::refreshActions()
{
    const std::vector<DeviceId> ids = targets();
    const FleetRow *only = ids.size() == 1 ? m_model.find(ids.front()) : nullptr;
    for (QAction *action : m_oneDevice)
        action->setEnabled(only != nullptr);
    for (QAction *action : m_someDevices)
        action->setEnabled(!ids.empty());
    m_reconnect->setEnabled(std::ranges::any_of(ids, [this](const DeviceId &id) {
        const FleetRow *row = m_model.find(id);
        return row && takesSignIn(row->state->config);
    }));
    m_terminal->setEnabled(only && takesSignIn(only->state->config));
    for (QAction *action : m_commands)
        action->setEnabled(only && takesActions(only->state->config));
    const bool isSensor = only && only->state->config.kind == DeviceConfig::Kind::Sensor;
    m_attach->setText(isSensor ? tr("Attac&h…") : tr("Attac&h a sensor…"));
    m_attach->setVisible(isSensor || (only && m_model.hasSensors()));
    m_detach->setVisible(isSensor && isAttached(only->state->config));
    m_cadence->setVisible(only && hasAgent(only->state->config));
    m_installAgent->setEnabled(only && takesSignIn(only->state->config));
    m_installAgent->setText(only && hasAgent(only->state->config) ? tr("Install the a&gent anew…")
                                                                  : tr("Install the a&gent…"));
    m_removeAgent->setVisible(only && takesSignIn(only->state->config) && hasAgent(only->state->config));
    m_gateway->setEnabled(only && only->state->config.source == DeviceConfig::Source::Ssh);
    m_sshOnly->setEnabled(only && only->state->config.source == DeviceConfig::Source::Ssh);
    m_replaceKey->setVisible(only && only->state->hasChangedHostKey());
    m_answer->setEnabled(m_questions->count() > 0);
    m_back->setEnabled(m_pages->currentWidget() != m_fleetPage);
    m_table->setChecked(m_fleetPage->view() == FleetPage::View::Table);
    m_tiles->setChecked(m_fleetPage->view() == FleetPage::View::Tiles);
}

void MainWindow::refreshQuestionNotice()
{
    if (m_questions->count() == 0) {
        delete m_questionNotice;
    } else if (m_questionNotice) {
        m_questionNotice->setTexts(m_questions->title(), m_questions->detail());
    } else {
        m_questionNotice =
            new Notice(m_theme, HealthLevel::Attention, Icon::Key, m_questions->title(), m_questions->detail(), this);
        connect(m_questionNotice->addButton(tr("Answer…")), &QPushButton::clicked, this,
                [this] { m_questions->open(); });
        m_notices->insertWidget(0, m_questionNotice);
    }
    refreshActions();
}

void MainWindow::refreshAbsenceNotice()
{
    delete m_absenceNotice;
    const std::optional<Error> absence = m_engine.absence();
    m_fleetPage->setFleetKnown(!absence);
    if (!absence)
        return;
    m_absenceNotice = new Notice(
        m_theme, HealthLevel::Critical, Icon::Offline, tr("Nothing is collected: piuptimed does not answer"),
        tr("What is shown grows old. It is looked for again and again: %1").arg(shown(absence->detail, 600)), this);
    m_notices->insertWidget(0, m_absenceNotice);
}

void MainWindow::refreshHistoryNotice(const history::StoreState &state)
{
    m_fleetPage->setHistoryState(state);
    QString detail = shown(state.problem, 600);
    if (state.readingsDropped > 0)
        detail += u' ' + tr("%n reading(s) could not be kept.", nullptr, static_cast<int>(state.readingsDropped));
    if (!state.salvagedFrom.empty() && detail.isEmpty())
        detail = tr("The damaged history was put aside: %1").arg(shown(state.salvagedFrom, 600));
    delete m_historyNotice;
    if (detail.isEmpty())
        return;
    const bool waiting = state.mode == history::StoreState::Mode::Buffering;
    m_historyNotice = new Notice(m_theme, HealthLevel::Attention, Icon::Disk,
                                 waiting ? tr("History cannot be written; readings wait in memory")
                                         : tr("History needs your attention"),
                                 detail, this);
    m_historyNotice->makeClosable();
    m_notices->addWidget(m_historyNotice);
}

void MainWindow::tellMistakes(const std::vector<std::string> &mistakes)
{
    tellLines(tr("The configuration has mistakes: what they are about is left out, and nothing is saved until they are "
                 "mended"),
              mistakes);
}

void MainWindow::tellFailures(const std::vector<std::string> &failures)
{
    tellLines(tr("Not everything runs"), failures);
}

void MainWindow::tellLines(const QString &title, const std::vector<std::string> &all)
{
    if (all.empty())
        return;
    constexpr std::size_t kShown = 5;
    QStringList lines;
    for (const std::string &line : all)
        lines.append(presentation::shown(line));
    const auto more = static_cast<int>(lines.size()) - static_cast<int>(kShown);
    if (more > 0)
        lines = lines.mid(0, kShown) << tr("and %n more", nullptr, more);
    addNotice(HealthLevel::Attention, title, lines.join(QLatin1Char('\n')));
}

void MainWindow::addNotice(HealthLevel tone, const QString &title, const QString &detail)
{
    auto *notice = new Notice(m_theme, tone, Theme::icon(tone), title, detail, this);
    notice->makeClosable();
    m_notices->addWidget(notice);
    // The oldest result gives way; questions, history and brokers stay.
    for (int i = 0; m_notices->count() > kMaxNotices && i < m_notices->count(); ++i) {
        QWidget *oldest = m_notices->itemAt(i)->widget();
        if (oldest != m_questionNotice && oldest != m_historyNotice && oldest != m_brokerNotice->notice()) {
            delete oldest;
            break;
        }
    }
}

void MainWindow::showContextMenu(const QPoint &globalPosition)
{
    m_deviceMenu->popup(globalPosition);
}

void MainWindow::quickOpen()
{
    auto *dialog = new QuickOpen(m_model, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QuickOpen::chosen, this, &MainWindow::openDevice);
    dialog->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    save();
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_back->isEnabled())
        return showFleet();
    if (event->key() == Qt::Key_Slash && !m_back->isEnabled())
        return m_fleetPage->focusSearch();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::save()
{
    m_settings.setValue(kGeometryKey, saveGeometry());
    m_settings.setValue(kAppearanceKey, static_cast<int>(m_theme.mode()));
    m_settings.setValue(kChartsKey, m_devicePage->chartOptions().toText());
    m_fleetPage->save(m_settings);
    m_rankingPage->save(m_settings);
    m_settings.sync();
}

void MainWindow::load()
{
    restoreGeometry(m_settings.value(kGeometryKey).toByteArray());
    m_devicePage->chartOptions().fromText(m_settings.value(kChartsKey).toString());
    m_fleetPage->load(m_settings);
    m_rankingPage->load(m_settings);
}

} // namespace piuptime::desktop
