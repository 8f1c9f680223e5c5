// SPDX-License-Identifier: GPL-3.0-or-later
// piuptime-screenshots DIRECTORY [--scale N] [--only NAME] [--language CODE]: renders every screen and state of the
// desktop console to PNG files, in light and dark, headless, with a made-up fleet. What is looked at in a review is
// made by this and nothing else.
#include "app/composition/Translations.h"
#include "app/desktop/DeviceActions.h"
#include "app/desktop/MainWindow.h"
#include "app/desktop/QuestionCentre.h"
#include "app/desktop/brokers/BrokerActions.h"
#include "app/desktop/brokers/BrokersPage.h"
#include "app/desktop/brokers/TrafficView.h"
#include "app/desktop/fleet/FleetPage.h"
#include "tests/support/FakeEngine.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QProcess>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::desktop;
using namespace piuptime::testsupport;

namespace {

struct Stage {
    FakeEngine &engine;
    MainWindow &window;
};

struct Scene {
    const char *name;
    std::size_t devices;
    std::function<void(Stage &)> play;
};

/// Lets timers, layouts and answers of the engine happen.
void settle(int milliseconds = 120)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

/// The window with whatever stands in front of it.
QImage composite(MainWindow &window)
{
    QImage image = window.grab().toImage();
    QPainter painter(&image);
    for (QWidget *top : QApplication::topLevelWidgets()) {
        if (top == &window || !top->isVisible() || !top->isWindow())
            continue;
        const bool menu = qobject_cast<QMenu *>(top) != nullptr;
        QRect place(QPoint(), top->size());
        place.moveCenter(window.rect().center());
        if (menu)
            place.moveTopLeft(window.mapFromGlobal(top->pos()));
        else
            painter.fillRect(window.rect(), QColor(0, 0, 0, 70));
        painter.drawPixmap(place.topLeft(), top->grab());
        painter.setPen(QColor(128, 128, 128, 120));
        painter.drawRect(place.adjusted(0, 0, -1, -1));
    }
    return image;
}

fleet::Question hostKey(std::uint64_t id, const DeviceState &device)
{
    fleet::Question question;
    question.id = id;
    question.kind = fleet::Question::Kind::HostKey;
    question.device = device.config.id;
    question.deviceName = device.config.name;
    question.endpoint = device.config.endpoint;
    question.keyType = "ssh-ed25519";
    std::string print = "SHA256:";
    for (std::size_t i = 0; i < 43; ++i)
        print += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[(i * i * 7 + id * 13 + i) % 64];
    question.fingerprint = print;
    return question;
}

void askHostKeys(Stage &stage, int count)
{
    for (int i = 1; i <= count; ++i)
        stage.engine.ask(hostKey(static_cast<std::uint64_t>(i), *stage.engine.find("pi-" + std::to_string(i))));
    stage.window.questions()->open();
}

void giveHostileNames(Stage &stage)
{
    const std::array<std::string, 5> names{std::string(200, 'W'), "<b>bold</b><img src=x>", "\xE2\x80\xAEgnp.exe",
                                           "\xF0\x9F\x8D\x93 raspberry \xF0\x9F\xA5\xA7",
                                           "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D & <i>co</i>"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        DeviceState state = *stage.engine.find("pi-" + std::to_string(i + 1));
        state.config.name = names[i];
        state.config.site = names[(i + 1) % names.size()];
        state.health = {HealthLevel::Critical, {{ReasonCode::UnitFailed, HealthLevel::Critical, 0, names[i], ""}}};
        stage.engine.set(std::move(state));
    }
}

void happenings(Stage &stage)
{
    const UtcTime now = SystemClock().utcNow();
    stage.engine.happen({"pi-3", now - std::chrono::minutes(50), EventKind::Connected, Severity::Info, ""});
    stage.engine.happen({"pi-3", now - std::chrono::minutes(31), EventKind::UnderVoltage, Severity::Critical, ""});
    stage.engine.happen({"pi-3", now - std::chrono::minutes(30), EventKind::Throttled, Severity::Warning, ""});
    stage.engine.happen(
        {"pi-3", now - std::chrono::minutes(12), EventKind::Action, Severity::Info, "restart nginx.service: done"});
}

void rank(Stage &stage)
{
    std::vector<history::Ranked> ranking{{"pi-retired", {}, {3100, 52, 79, 66, 60, 71}}};
    for (const DeviceStatePtr &state : stage.engine.states()) {
        if (const auto heat = state->latest.value(Metric::SocTemperature))
            ranking.push_back({state->config.id, {}, {60'480, *heat - 14, *heat + 3, *heat - 5, *heat, *heat}});
    }
    std::ranges::sort(ranking, std::greater{}, [](const history::Ranked &each) { return each.aggregate.maximum; });
    stage.engine.setRanking(std::move(ranking));
    stage.window.showRanking();
}

BrokerConfig broker(const std::string &name, const std::string &host)
{
    BrokerConfig config;
    config.name = name;
    config.host = host;
    return config;
}

BrokerTraffic busyTraffic()
{
    const UtcTime now = SystemClock().utcNow();
    BrokerTraffic traffic{{}, 1243, 918'402, 96'300'000, 311};
    const auto add = [&](std::string topic, std::string format, std::uint64_t messages, std::string sample,
                         std::string problem = {}) {
        traffic.topics.push_back({std::move(topic), std::move(sample), std::move(format), std::move(problem), messages,
                                  messages * 110, false, now - Seconds(messages % 50)});
    };
    add("zigbee2mqtt/bridge/logging", "", 402'118,
        R"({"level":"debug","message":"Received Zigbee message from 'door'"})");
    add("telegraf/kitchen/cpu", "telegraf", 120'033, "cpu,cpu=cpu-total,host=kitchen usage_idle=93.4 1790000000");
    for (int i = 1; i <= 40; ++i)
        add("piuptime/agent/10000000abcd" + std::to_string(10 + i) + "/live", "agent",
            8640U - static_cast<unsigned>(i) * 7, "PIUB 1 50 values");
    add("tele/greenhouse/SENSOR", "tasmota", 2880,
        R"({"Time":"2026-11-26T11:20:00","DHT11":{"Temperature":21.5,"Humidity":55}})");
    add("home/nodes/sensor/attic/monitor", "rpi-reporter", 288, R"({"info":{"timestamp":"2026-11-)",
        "not JSON: it ends in the middle of a string, while reading a message of rpi-reporter");
    return traffic;
}

void setUpBrokers(Stage &stage)
{
    BrokerConfig harbour = broker("Harbour", "mqtt.harbour.example");
    harbour.tls = true;
    harbour.port = kMqttTlsPort;
    harbour.user = "console";
    harbour.group = "consoles";
    BrokerConfig old = broker("Workshop, behind the bridge to the old hall", "192.168.7.20");
    old.port = 1884;
    old.group = "consoles";
    BrokerConfig off = broker("Trade fair", "fair.example");
    off.enabled = false;
    BrokerState refused;
    refused.name = "Greenhouses";
    refused.connection = BrokerState::Connection::Waiting;
    refused.error = Error{ErrorKind::Unauthorized,
                          "the certificate of greenhouse.example expired on 3 November 2026",
                          {"connecting to greenhouse.example:8883"}};
    refused.nextAttemptAt = SystemClock().utcNow() + Seconds(48);
    BrokerState connected;
    connected.name = harbour.name;
    connected.connection = BrokerState::Connection::Connected;
    BrokerState plain = connected;
    plain.name = old.name;
    plain.isOldProtocol = true;
    stage.engine.setTraffic(busyTraffic());
    stage.engine.setBrokers({harbour, old, broker("Greenhouses", "greenhouse.example"), off},
                            {connected, plain, refused});
}

DeviceState reportingPi(Stage &stage)
{
    DeviceState state = *stage.engine.find("pi-5");
    state.config.source = DeviceConfig::Source::Mqtt;
    state.config.endpoint = {};
    state.config.reporter = "agent 10000000a1b2c3d4";
    return state;
}

std::vector<Scene> brokerScenes()
{
    const auto show = [](const char *name) {
        return [name](Stage &s) {
            setUpBrokers(s);
            s.window.showBrokers(name);
        };
    };
    return {
        {"brokers", 24, show("Harbour")},
        {"brokers-old-protocol", 24, show("Workshop, behind the bridge to the old hall")},
        {"brokers-refused", 24, show("Greenhouses")},
        {"brokers-off", 24, show("Trade fair")},
        {"brokers-none", 24, [](Stage &s) { s.window.showBrokers(); }},
        {"brokers-silent", 24,
         [](Stage &s) {
             setUpBrokers(s);
             s.engine.setTraffic(BrokerTraffic{});
             s.window.showBrokers();
         }},
        {"brokers-topic", 24,
         [](Stage &s) {
             setUpBrokers(s);
             s.window.showBrokers("Harbour");
             settle();
             auto *table = s.window.brokersPage()->traffic()->table();
             table->selectRow(table->model()->rowCount() - 1);
         }},
        {"brokers-notice", 24, setUpBrokers},
        {"broker-add", 24, [](Stage &s) { s.window.actionsOnBrokers()->add(); }},
        {"broker-edit", 24,
         [](Stage &s) {
             setUpBrokers(s);
             s.window.showBrokers();
             s.window.actionsOnBrokers()->edit("Harbour");
         }},
        {"broker-remove", 24,
         [](Stage &s) {
             setUpBrokers(s);
             s.window.actionsOnBrokers()->remove("Harbour");
         }},
        {"command-key", 24, [](Stage &s) { s.window.actionsOnBrokers()->showCommandKey(); }},
        {"question-same-device", 24,
         [](Stage &s) {
             fleet::Question question = hostKey(1, *s.engine.find("pi-4"));
             question.kind = fleet::Question::Kind::SameDevice;
             question.identity = "telegraf " + question.deviceName;
             s.engine.ask(question);
             s.window.questions()->open();
         }},
        {"device-mqtt", 24,
         [](Stage &s) {
             s.engine.set(reportingPi(s));
             s.window.openDevice("pi-5");
         }},
        {"device-mqtt-silent", 24,
         [](Stage &s) {
             DeviceState state = reportingPi(s);
             state.connection = ConnectionState::Waiting;
             state.stale = true;
             state.error = Error{ErrorKind::Unreachable, "it has signed off, or its broker lost it", {}};
             s.engine.set(state);
             s.window.openDevice("pi-5");
         }},
        {"device-mqtt-edit", 24,
         [](Stage &s) {
             s.engine.set(reportingPi(s));
             s.window.actionsOnDevices()->edit("pi-5");
         }},
        {"device-mqtt-interval", 24,
         [](Stage &s) {
             s.engine.set(reportingPi(s));
             s.window.actionsOnDevices()->setCadence("pi-5");
         }},
    };
}

DeviceState sensor(const DeviceId &id, std::string name)
{
    DeviceState state;
    state.config.id = id;
    state.config.name = std::move(name);
    state.config.source = DeviceConfig::Source::Mqtt;
    state.config.reporter = "tasmota " + id;
    state.config.kind = DeviceConfig::Kind::Sensor;
    state.connection = ConnectionState::Connected;
    state.health.level = HealthLevel::Ok;
    state.everRead = true;
    state.stale = false;
    state.latest.receivedAt = SystemClock().utcNow() - Seconds{12};
    return state;
}

/// A rack with a door around the hot Pi, and a thermometer in its hall that fell silent.
void attachSensors(Stage &stage)
{
    DeviceState rack = sensor("rack", "Rack 3");
    rack.config.attachedTo = "pi-3";
    setValue(rack, Metric::AmbientTemperature, 41.2, "Rack 3");
    setValue(rack, Metric::RelativeHumidity, 38, "Rack 3");
    setValue(rack, Metric::ContactOpen, 1, "Rack 3");
    setValue(rack, Metric::Vibration, 0, "Rack 3");
    DeviceState hall = sensor("hall", "Thermometer of the hall, by the gate");
    hall.config.site = stage.engine.find("pi-3")->config.site;
    setValue(hall, Metric::AmbientTemperature, 27.4, "hall");
    hall.stale = true;
    hall.latest.receivedAt -= std::chrono::hours(3);
    stage.engine.set({std::move(rack), std::move(hall), sensor("spare", "Spare")});
    DeviceState hot = *stage.engine.find("pi-3");
    hot.health = {HealthLevel::Critical, {{ReasonCode::Hot, HealthLevel::Critical, 83.1, "", ""}}};
    stage.engine.set(std::move(hot));
}

std::vector<Scene> sensorScenes()
{
    const auto with = [](auto then) {
        return [then](Stage &s) {
            attachSensors(s);
            then(s);
        };
    };
    return {
        {"sensors-of-pi", 24, with([](Stage &s) { s.window.openDevice("pi-3"); })},
        {"sensors-own-page", 24, with([](Stage &s) { s.window.openDevice("rack"); })},
        {"sensors-none-yet", 24, with([](Stage &s) { s.window.openDevice("spare"); })},
        {"sensors-attach", 24, with([](Stage &s) { s.window.actionsOnDevices()->attach("spare"); })},
        {"sensors-attach-to-pi", 24, with([](Stage &s) { s.window.actionsOnDevices()->attach("pi-3"); })},
        {"sensors-fleet", 24, with([](Stage &) {})},
    };
}

std::vector<Scene> bindingScenes()
{
    const auto use = [](TopicMessage message) {
        return [message](Stage &s) {
            setUpBrokers(s);
            s.engine.setFollowed(message);
            s.window.showBrokers("Harbour");
            emit s.window.brokersPage()->bindRequested("Harbour", "garden/greenhouse/air");
            settle(400);
        };
    };
    const UtcTime now = SystemClock().utcNow();
    const std::string air =
        R"({"time":"2026-11-26T12:00:03","air":{"temperature":70.5,"humidity":41},)"
        R"("soil":[{"depth":10,"moisture":23.5},{"depth":30,"moisture":31}],"battery":87,"ok":true})";
    const auto bind = [](Stage &s) {
        setUpBrokers(s);
        attachSensors(s);
        Binding binding;
        binding.topic = "garden/greenhouse/air";
        binding.path = "air.temperature";
        binding.metric = Metric::AmbientTemperature;
        binding.instance = "Rack 3";
        binding.device = "rack";
        Binding door = binding;
        door.topic = "garden/door";
        door.path.clear();
        door.metric = Metric::ContactOpen;
        door.device = "Shed";
        s.engine.setBindings({binding, door});
        s.window.showBrokers("Harbour");
        s.window.brokersPage()->findChild<QTabBar *>()->setCurrentIndex(1);
    };
    return {
        {"binding-json", 24, use({air, false, now, 1})},
        {"binding-plain", 24, use({"21.4", true, now, 1})},
        {"binding-waiting", 24, use({})},
        {"binding-words", 24, use({"fine weather today", false, now, 1})},
        {"binding-list", 24, bind},
        {"binding-list-empty", 24,
         [](Stage &s) {
             setUpBrokers(s);
             s.window.showBrokers("Harbour");
             s.window.brokersPage()->findChild<QTabBar *>()->setCurrentIndex(1);
         }},
    };
}

std::vector<Scene> scenes()
{
    using fleet::Question;
    const auto open = [](const char *id) { return [id](Stage &s) { s.window.openDevice(id); }; };
    return {
        {"fleet", 24, [](Stage &) {}},
        {"fleet-1000", 1000, [](Stage &s) { s.window.fleetPage()->setGrouping(presentation::Grouping::Site); }},
        {"fleet-by-state", 24, [](Stage &s) { s.window.fleetPage()->setGrouping(presentation::Grouping::State); }},
        {"fleet-critical", 24, [](Stage &s) { s.window.fleetPage()->setLevel(HealthLevel::Critical); }},
        {"fleet-no-match", 24,
         [](Stage &s) { s.window.fleetPage()->findChild<QLineEdit *>()->setText(u"no such thing"_s); }},
        {"fleet-empty", 1, [](Stage &) {}},
        {"fleet-hostile", 24, giveHostileNames},
        {"fleet-menu", 24,
         [](Stage &s) {
             s.window.fleetPage()->selectDevice("pi-15");
             emit s.window.fleetPage()->contextMenuWanted(s.window.mapToGlobal(QPoint(420, 300)));
         }},
        {"tiles", 24, [](Stage &s) { s.window.fleetPage()->setView(FleetPage::View::Tiles); }},
        {"tiles-by-site", 24,
         [](Stage &s) {
             s.window.fleetPage()->setView(FleetPage::View::Tiles);
             s.window.fleetPage()->setGrouping(presentation::Grouping::Site);
         }},
        {"notices", 24,
         [](Stage &s) {
             s.engine.ask(hostKey(1, *s.engine.find("pi-1")));
             history::StoreState state;
             state.mode = history::StoreState::Mode::Buffering;
             state.problem = "the disk is full; free some space and writing goes on by itself";
             state.readingsWaiting = 412;
             s.engine.setHistoryState(state);
             emit s.window.actionsOnDevices()->noticed(HealthLevel::Ok, u"gateway-02: nginx.service was restarted"_s,
                                                       {});
         }},
        {"device", 24,
         [](Stage &s) {
             happenings(s);
             s.window.openDevice("pi-3");
         }},
        {"device-ok", 24, open("pi-5")},
        {"device-unreachable", 24, open("pi-10")},
        {"device-blocked", 24, open("pi-15")},
        {"device-never-read", 24, open("pi-20")},
        {"ranking", 24, rank},
        {"ranking-nothing", 24, [](Stage &s) { s.window.showRanking(); }},
        {"ranking-failed", 24,
         [](Stage &s) {
             s.engine.failHistoryWith(Error{ErrorKind::Corrupt, "page 7 of the history is damaged", {}});
             s.window.showRanking();
         }},
        {"question-host-key", 24, [](Stage &s) { askHostKeys(s, 1); }},
        {"question-host-keys", 24, [](Stage &s) { askHostKeys(s, 23); }},
        {"question-password", 24,
         [](Stage &s) {
             Question question = hostKey(1, *s.engine.find("pi-4"));
             question.kind = Question::Kind::Password;
             question.retry = true;
             s.engine.ask(question);
             s.window.questions()->open();
         }},
        {"host-key-changed", 24, [](Stage &s) { s.window.actionsOnDevices()->replaceHostKey("pi-15"); }},
        {"add", 24, [](Stage &s) { s.window.actionsOnDevices()->add(); }},
        {"edit", 24, [](Stage &s) { s.window.actionsOnDevices()->edit("pi-12"); }},
        {"import", 24,
         [](Stage &s) {
             static const QTemporaryDir folder;
             QFile config(folder.filePath(u"config"_s));
             if (config.open(QIODevice::WriteOnly))
                 config.write("Host attic\n  HostName 10.0.4.11\n  User pi\n  ProxyJump ops@gate.example.org:2222\n"
                              "Host barn\n  HostName 10.0.4.12\n  User pi\n"
                              "Host camera-01\n  HostName 192.168.1.21\n  User pi\n");
             config.close();
             s.window.actionsOnDevices()->importSshConfig(config.fileName());
         }},
        {"restart-service", 24, [](Stage &s) { s.window.actionsOnDevices()->restartService("pi-17"); }},
        {"reboot", 24, [](Stage &s) { s.window.actionsOnDevices()->reboot("pi-8"); }},
        {"columns", 24, [](Stage &s) { s.window.fleetPage()->chooseColumns(); }},
    };
}

void render(const Scene &scene, QSize size, Theme &theme, const QString &file)
{
    QTemporaryDir directory;
    QSettings settings(directory.filePath(u"ui.ini"_s), QSettings::IniFormat);
    settings.setValue(u"window/appearance"_s, static_cast<int>(theme.mode()));
    const SystemClock clock;
    FakeEngine engine(exampleFleet(scene.devices));
    history::StoreState history;
    history.bytesOnDisk = 48'300'000;
    engine.setHistoryState(history);
    MainWindow window(engine, theme, settings, clock);
    window.resize(size);
    window.show();
    engine.walk();
    settle(40);
    Stage stage{engine, window};
    scene.play(stage);
    settle();
    if (!composite(window).save(file))
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const qsizetype scaleAt = arguments.indexOf(u"--scale"_s);
    const bool scaled = scaleAt >= 0;
    const qsizetype languageAt = arguments.indexOf(u"--language"_s);
    const QString language = languageAt >= 0 ? arguments.value(languageAt + 1) : u"en"_s;
    const qsizetype onlyAt = arguments.indexOf(u"--only"_s);
    const QString only = onlyAt >= 0 ? arguments.value(onlyAt + 1) : QString();
    if (arguments.isEmpty() || arguments.front().startsWith(u'-')) {
        std::fprintf(stderr, "usage: piuptime-screenshots DIRECTORY [--scale N] [--only NAME] [--language CODE]\n");
        return 2;
    }
    if (scaled)
        qputenv("QT_SCALE_FACTOR", arguments.value(scaleAt + 1).toLatin1());
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QApplication::setApplicationVersion(u"0.1.0"_s);
    composition::installTranslations(application, language); // in English for the plural forms
    QLocale::setDefault(language == "en"_L1 ? QLocale(QLocale::English, QLocale::UnitedKingdom) : QLocale(language));
    Theme theme;
    theme.install();
    std::vector<Scene> all = scenes();
    std::ranges::move(brokerScenes(), std::back_inserter(all));
    std::ranges::move(sensorScenes(), std::back_inserter(all));
    std::ranges::move(bindingScenes(), std::back_inserter(all));
    const QDir directory(arguments.front());
    directory.mkpath(u"."_s);
    const QList<QSize> sizes =
        scaled ? QList<QSize>{{1920, 1080}} : QList<QSize>{{960, 540}, {1280, 720}, {1920, 1080}};
    for (const auto &[mode, modeName] :
         {std::pair(Theme::Mode::Light, "light"), std::pair(Theme::Mode::Dark, "dark")}) {
        theme.setMode(mode);
        for (const QSize size : sizes) {
            for (const Scene &scene : all) {
                if (!only.isEmpty() && !QString::fromLatin1(scene.name).startsWith(only))
                    continue;
                const QSize pixels = size * application.devicePixelRatio();
                render(scene, size, theme,
                       directory.filePath(u"%1-%2-%3x%4.png"_s.arg(QLatin1String(scene.name), QLatin1String(modeName))
                                              .arg(pixels.width())
                                              .arg(pixels.height())));
            }
        }
    }
    if (scaled)
        return 0;
    QStringList again = arguments; // 3840x2160 at 200 % needs a process of its own
    return QProcess::execute(QCoreApplication::applicationFilePath(), again << u"--scale"_s << u"2"_s);
}
