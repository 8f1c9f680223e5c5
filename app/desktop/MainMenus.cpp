// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of MainWindow: every action there is, with its key.
#include "app/desktop/MainWindow.h"

#include "app/desktop/QuestionCentre.h"
#include "app/desktop/device/DevicePage.h"
#include "app/desktop/dialogs/AboutDialog.h"
#include "app/desktop/fleet/FleetPage.h"
#include "app/presentation/Texts.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

namespace piuptime::desktop {

using namespace presentation;

QAction *MainWindow::makeAction(const QString &text, Icon icon, const QKeySequence &keys, std::function<void()> then)
{
    auto *action = new QAction(m_theme.icon(icon), text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(then));
    return action;
}

QAction *MainWindow::makeDeviceAction(const QString &text, Icon icon, const QKeySequence &keys,
                                      std::function<void(const DeviceId &)> then)
{
    QAction *action = makeAction(text, icon, keys, [this, act = std::move(then)] {
        if (const auto ids = targets(); ids.size() == 1)
            act(ids.front());
    });
    m_oneDevice.append(action);
    return action;
}

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildDeviceMenu();
    buildViewMenu();
    buildHelpMenu();
}

void MainWindow::buildFileMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&File"));
    menu->addAction(makeAction(tr("&Add a Pi…"), Icon::Add, QKeySequence::New, [this] { m_deviceActions->add(); }));
    menu->addAction(makeAction(tr("Import ~/.ssh/&config…"), Icon::Import, QKeySequence(tr("Ctrl+I")),
                               [this] { m_deviceActions->importSshConfig(); }));
    menu->addAction(makeAction(tr("Import a &list…"), Icon::Import, {}, [this] { m_deviceActions->importList(); }));
    menu->addAction(
        makeAction(tr("MQTT &brokers"), Icon::Network, QKeySequence(tr("Ctrl+Shift+B")), [this] { showBrokers(); }));
    menu->addAction(
        makeAction(tr("API &gateway"), Icon::Network, QKeySequence(tr("Ctrl+Shift+G")), [this] { showGateway(); }));
    menu->addSeparator();
    m_answer =
        makeAction(tr("Answer &questions…"), Icon::Key, QKeySequence(tr("Ctrl+J")), [this] { m_questions->open(); });
    menu->addAction(m_answer);
    menu->addSeparator();
    menu->addAction(makeAction(tr("&Quit"), Icon::Power, QKeySequence::Quit, [this] { close(); }));
}

void MainWindow::buildDeviceMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Device"));
    m_deviceMenu = menu;
    menu->addAction(makeDeviceAction(tr("&Open"), Icon::Open, QKeySequence(tr("Ctrl+O")),
                                     [this](const DeviceId &id) { openDevice(id); }));
    QAction *comparison =
        makeAction(tr("Com&pare graphs"), Icon::Gauge, QKeySequence(tr("Ctrl+M")), [this] { compareTargets(); });
    menu->addAction(comparison);
    m_reconnect = makeAction(tr("Re&connect now"), Icon::Reconnect, QKeySequence(Qt::Key_F5),
                             [this] { m_deviceActions->reconnect(targets()); });
    menu->addAction(m_reconnect);
    m_terminal = makeDeviceAction(tr("Open a &terminal"), Icon::Terminal, QKeySequence(tr("Ctrl+T")),
                                  [this](const DeviceId &id) { m_deviceActions->openTerminal(id); });
    menu->addAction(m_terminal);
    m_gateway = makeDeviceAction(tr("Open its API &gateway"), Icon::Network, {},
                                 [this](const DeviceId &id) { showGateway(id); });
    menu->addAction(m_gateway);
    m_sshOnly = makeDeviceAction(tr("Copy the SSH co&mmand"), Icon::Copy, QKeySequence(tr("Ctrl+Shift+C")),
                                 [this](const DeviceId &id) { m_deviceActions->copySshCommand(id); });
    menu->addAction(m_sshOnly);
    m_replaceKey = makeDeviceAction(tr("Review the changed host &key…"), Icon::Lock, {},
                                    [this](const DeviceId &id) { m_deviceActions->replaceHostKey(id); });
    menu->addAction(m_replaceKey);
    menu->addSeparator();
    m_commands = {makeDeviceAction(tr("Restart a &service…"), Icon::Restart, QKeySequence(tr("Ctrl+R")),
                                   [this](const DeviceId &id) { m_deviceActions->restartService(id); }),
                  makeDeviceAction(tr("Re&boot…"), Icon::Reconnect, QKeySequence(tr("Ctrl+Shift+R")),
                                   [this](const DeviceId &id) { m_deviceActions->reboot(id); }),
                  makeDeviceAction(tr("Shut &down…"), Icon::Power, QKeySequence(tr("Ctrl+Shift+D")),
                                   [this](const DeviceId &id) { m_deviceActions->shutDown(id); })};
    menu->addActions(m_commands);
    m_cadence = makeDeviceAction(tr("Measuring &interval…"), Icon::Clock, {},
                                 [this](const DeviceId &id) { m_deviceActions->setCadence(id); });
    menu->addAction(m_cadence);
    m_installAgent = makeDeviceAction(tr("Install the a&gent…"), Icon::Import, QKeySequence(tr("Ctrl+Shift+A")),
                                      [this](const DeviceId &id) { m_deviceActions->installAgent(id); });
    menu->addAction(m_installAgent);
    m_removeAgent = makeDeviceAction(tr("Remo&ve the agent…"), Icon::Trash, {},
                                     [this](const DeviceId &id) { m_deviceActions->removeAgent(id); });
    menu->addAction(m_removeAgent);
    m_attach = makeDeviceAction(tr("Attac&h…"), Icon::Thermometer, {},
                                [this](const DeviceId &id) { m_deviceActions->attach(id); });
    m_detach =
        makeDeviceAction(tr("Detac&h"), Icon::Close, {}, [this](const DeviceId &id) { m_deviceActions->detach(id); });
    menu->addActions({m_attach, m_detach});
    menu->addSeparator();
    menu->addAction(makeDeviceAction(tr("&Edit…"), Icon::Edit, QKeySequence(Qt::Key_F2),
                                     [this](const DeviceId &id) { m_deviceActions->edit(id); }));
    QAction *remove =
        makeAction(tr("&Remove…"), Icon::Trash, QKeySequence::Delete, [this] { m_deviceActions->remove(targets()); });
    menu->addAction(remove);
    m_someDevices = {comparison, remove};
}

void MainWindow::buildViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    m_back = makeAction(tr("&Back to the fleet"), Icon::Back, QKeySequence::Back, [this] { showFleet(); });
    menu->addAction(m_back);
    menu->addAction(
        makeAction(tr("&Jump to a Pi…"), Icon::Search, QKeySequence(tr("Ctrl+K")), [this] { quickOpen(); }));
    menu->addAction(makeAction(tr("&Find"), Icon::Search, QKeySequence::Find, [this] {
        showFleet();
        m_fleetPage->focusSearch();
    }));
    menu->addAction(
        makeAction(tr("&Ranking"), Icon::Ranking, QKeySequence(tr("Ctrl+Shift+T")), [this] { showRanking(); }));
    menu->addAction(makeAction(tr("C&lear filters"), Icon::Close, QKeySequence(tr("Ctrl+Shift+F")),
                               [this] { m_fleetPage->clearFilters(); }));
    menu->addSeparator();
    auto *views = new QActionGroup(this);
    const auto addView = [&](const QString &text, Icon icon, const char *keys, FleetPage::View view) {
        QAction *action = makeAction(text, icon, QKeySequence(QString::fromLatin1(keys)),
                                     [this, view] { m_fleetPage->setView(view); });
        action->setCheckable(true);
        menu->addAction(views->addAction(action));
        return action;
    };
    m_table = addView(tr("&Table"), Icon::Table, "Ctrl+1", FleetPage::View::Table);
    m_tiles = addView(tr("T&iles"), Icon::Tiles, "Ctrl+2", FleetPage::View::Tiles);
    connect(m_fleetPage, &FleetPage::viewChanged, this, &MainWindow::refreshActions);

    QMenu *grouping = menu->addMenu(tr("&Group"));
    const std::array groups{std::pair(tr("&No groups"), Grouping::None), std::pair(tr("By &site"), Grouping::Site),
                            std::pair(tr("By &model"), Grouping::Model), std::pair(tr("By s&tate"), Grouping::State)};
    for (const auto &[text, value] : groups)
        grouping->addAction(text, this, [this, value = value] { m_fleetPage->setGrouping(value); });
    QMenu *show = menu->addMenu(tr("&Show only"));
    for (const auto level : {HealthLevel::Critical, HealthLevel::Attention, HealthLevel::Unknown, HealthLevel::Ok})
        show->addAction(Texts::health(level), this, [this, level] { m_fleetPage->setLevel(level); });
    show->addSeparator();
    show->addAction(tr("All"), this, [this] { m_fleetPage->setLevel(std::nullopt); });
    menu->addAction(makeAction(tr("&Columns…"), Icon::Columns, {}, [this] { m_fleetPage->chooseColumns(); }));
    menu->addSeparator();
    buildAppearanceMenu(menu->addMenu(tr("&Appearance")));
    menu->addAction(makeAction(tr("F&ull screen"), Icon::Tiles, QKeySequence(Qt::Key_F11),
                               [this] { isFullScreen() ? showNormal() : showFullScreen(); }));
}

void MainWindow::buildAppearanceMenu(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const std::array modes{std::pair(tr("As the &system"), Theme::Mode::System),
                           std::pair(tr("&Light"), Theme::Mode::Light), std::pair(tr("&Dark"), Theme::Mode::Dark)};
    const int remembered = m_settings.value(QStringLiteral("window/appearance"), 0).toInt();
    for (const auto &[text, mode] : modes) {
        QAction *action = group->addAction(menu->addAction(text));
        action->setCheckable(true);
        action->setChecked(static_cast<int>(mode) == remembered);
        connect(action, &QAction::triggered, this, [this, mode = mode] {
            m_theme.setMode(mode);
            m_settings.setValue(QStringLiteral("window/appearance"), static_cast<int>(mode));
        });
        if (action->isChecked())
            m_theme.setMode(mode);
    }
}

void MainWindow::buildHelpMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&Help"));
    menu->addAction(
        makeAction(tr("&Keyboard shortcuts"), Icon::Info, QKeySequence::HelpContents, [this] { showShortcuts(); }));
    menu->addAction(makeAction(tr("&About Pi Uptime"), Icon::Board, {}, [this] { showAbout(); }));
}

void MainWindow::showShortcuts()
{
    QList<std::pair<QString, QString>> keys;
    const auto collect = [&keys](const QMenu *menu) {
        for (const QAction *action : menu->actions()) {
            if (!action->shortcut().isEmpty())
                keys.append(
                    {action->text().remove(u'&').remove(u'…'), action->shortcut().toString(QKeySequence::NativeText)});
        }
    };
    for (const QAction *entry : menuBar()->actions())
        collect(entry->menu());
    keys.append({tr("Search"), QStringLiteral("/")});
    keys.append({tr("Open the selected Pi"), tr("Enter")});
    keys.append({tr("Back, or clear the filters"), tr("Esc")});
    auto *dialog = new ShortcutsDialog(m_theme, keys, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showAbout()
{
    auto *dialog = new AboutDialog(m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace piuptime::desktop
