// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/DeviceActions.h"
#include "app/desktop/theme/Theme.h"
#include "app/presentation/FleetModel.h"
#include "core/fleet/Engine.h"

#include <QMainWindow>
#include <QPointer>

class QActionGroup;
class QSettings;
class QStackedWidget;
class QVBoxLayout;

namespace piuptime::desktop {

class BrokerActions;
class BrokerNotice;
class BrokersPage;
class ComparePage;
class ConnectionNotice;
class DevicePage;
class FleetPage;
class GatewayPage;
class Notice;
class QuestionCentre;
class RankingPage;

/// The console's window: the fleet, the page of one Pi in front of it, and a place for what has to be said.
///
/// It knows the engine by its interface alone and never waits for it. Geometry, columns, selection and appearance are
/// kept in `settings`, which must outlive the window, as must everything else it is given.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(fleet::Engine &engine, Theme &theme, QSettings &settings, const Clock &clock, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Says what is wrong with the settings, where the person cannot miss it.
    void tellMistakes(const std::vector<std::string> &mistakes);
    /// Says which parts do not run, likewise.
    void tellFailures(const std::vector<std::string> &failures);

    void openDevice(const DeviceId &id);
    void showFleet();
    /// Shows these Pis on one time axis; from the page of one Pi, by the graph it is at.
    void compare(const std::vector<DeviceId> &ids);

    /// Which Pis come first by a figure.
    void showRanking();

    /// The brokers over which Pis report. \param broker to begin with; empty: as it was
    void showBrokers(const std::string &broker = {});

    /// The API gateway of a device. \param id empty: the one that was shown last, at first of the machine that collects
    void showGateway(const DeviceId &id = {});

    [[nodiscard]] GatewayPage *gatewayPage() const { return m_gatewayPage; }
    [[nodiscard]] FleetPage *fleetPage() const { return m_fleetPage; }
    [[nodiscard]] DeviceActions *actionsOnDevices() const { return m_deviceActions; }
    [[nodiscard]] BrokerActions *actionsOnBrokers() const { return m_brokerActions; }
    [[nodiscard]] BrokersPage *brokersPage() const { return m_brokersPage; }
    [[nodiscard]] QuestionCentre *questions() const { return m_questions; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildPages();
    void buildBrokers();
    void buildMenus();
    void buildFileMenu();
    void buildDeviceMenu();
    void buildViewMenu();
    void buildAppearanceMenu(QMenu *menu);
    void buildHelpMenu();
    QAction *makeAction(const QString &text, Icon icon, const QKeySequence &keys, std::function<void()> then);
    /// An action on the selected devices, or on the one whose page is open.
    QAction *makeDeviceAction(const QString &text, Icon icon, const QKeySequence &keys,
                              std::function<void(const DeviceId &)> then);

    /// Puts one of the pages beside the fleet in front.
    void showPage(QWidget *page, const QString &title);
    /// What Ctrl+M compares: the selected Pis, or those of the ranking.
    void compareTargets();
    void connectEngine();
    [[nodiscard]] std::vector<DeviceId> targets() const;
    void refreshActions();
    void refreshQuestionNotice();
    void refreshHistoryNotice(const history::StoreState &state);
    void refreshAbsenceNotice();
    void tellLines(const QString &title, const std::vector<std::string> &all);
    void addNotice(HealthLevel tone, const QString &title, const QString &detail);
    void showContextMenu(const QPoint &globalPosition);
    void showShortcuts();
    void showAbout();
    void quickOpen();
    void save();
    void load();

    fleet::Engine &m_engine;
    Theme &m_theme;
    QSettings &m_settings;
    const Clock &m_clock;
    presentation::FleetModel m_model;
    DeviceActions *m_deviceActions;
    BrokerActions *m_brokerActions;
    QuestionCentre *m_questions;
    QVBoxLayout *m_notices = nullptr;
    QPointer<Notice> m_questionNotice;
    QPointer<Notice> m_historyNotice;
    QPointer<Notice> m_absenceNotice;
    QStackedWidget *m_pages = nullptr;
    FleetPage *m_fleetPage = nullptr;
    QWidget *m_deviceContainer = nullptr;
    ConnectionNotice *m_connectionNotice = nullptr;
    DevicePage *m_devicePage = nullptr;
    ComparePage *m_comparePage = nullptr;
    RankingPage *m_rankingPage = nullptr;
    BrokersPage *m_brokersPage = nullptr;
    BrokerNotice *m_brokerNotice = nullptr;
    GatewayPage *m_gatewayPage = nullptr;

    QList<QAction *> m_oneDevice;   ///< need exactly one device
    QList<QAction *> m_someDevices; ///< need at least one
    QList<QAction *> m_commands;    ///< need a device that obeys
    QAction *m_reconnect = nullptr;
    QAction *m_terminal = nullptr;
    QAction *m_gateway = nullptr;
    QAction *m_cadence = nullptr;
    QAction *m_installAgent = nullptr;
    QAction *m_removeAgent = nullptr;
    QAction *m_attach = nullptr;
    QAction *m_detach = nullptr;
    QAction *m_sshOnly = nullptr;
    QAction *m_replaceKey = nullptr;
    QAction *m_answer = nullptr;
    QAction *m_back = nullptr;
    QAction *m_table = nullptr;
    QAction *m_tiles = nullptr;
    QMenu *m_deviceMenu = nullptr;
};

} // namespace piuptime::desktop
