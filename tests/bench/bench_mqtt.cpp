// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: agents' messages at QoS 1 through a real mosquitto into the history, beside mosquitto_sub; 5,000 agents;
/// a flood
#include "core/fleet/LocalEngine.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/mqtt/MosquittoClient.h"
#include "tests/bench/BenchReport.h"
#include "tests/bench/MqttLoad.h"
#include "tests/bench/StallMeter.h"
#include "tests/support/MosquittoBroker.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <set>
#include <unordered_map>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr int kStallSeconds = 10;
constexpr int kPatienceMs = 300'000;
constexpr history::TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};
const QString kPrefix = u"bench"_s;

void note(const char *text)
{
    std::fprintf(stderr, "%s\n", text);
}

void rest(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Runs the event loop until something holds; looks seldom, as looking costs CPU that is counted.
template <class Condition>
bool await(Condition condition)
{
    QElapsedTimer time;
    time.start();
    while (!condition()) {
        if (time.elapsed() > kPatienceMs)
            return false;
        rest(50);
    }
    return true;
}

/// A whole console, with its history in a file.
class Console
{
public:
    enum class Limits { Usual, None };

    Console(quint16 port, Limits limits)
    {
        history::SqliteOptions options;
        options.path = m_folder.filePath(u"history.db"_s).toStdString();
        m_history = history::SqliteHistoryStore::open(options).value();
        fleet::LocalEngine::Setup setup;
        setup.clock = std::make_shared<SystemClock>();
        setup.history = m_history;
        setup.makeLinkOpener = [](fleet::QuestionDesk &) -> fleet::LinkOpener {
            return [](DeviceConfig) -> QCoro::Task<Result<std::shared_ptr<fleet::Link>>> {
                co_return fail(ErrorKind::Unreachable, "nothing is asked here");
            };
        };
        setup.storeDevices = [](const std::vector<DeviceConfig> &) -> Result<void> { return {}; };
        setup.mqtt.makeClient = &mqtt::makeMosquittoClient;
        if (limits == Limits::None)
            setup.mqtt.limits.burst = 1'000'000'000;
        BrokerConfig broker;
        broker.name = "bench";
        broker.host = "127.0.0.1";
        broker.port = port;
        broker.topic = kPrefix.toStdString();
        broker.publishers = false;
        setup.mqtt.brokers = {broker};
        m_engine = std::make_unique<fleet::LocalEngine>(std::move(setup));
    }
    [[nodiscard]] bool awaitConnection()
    {
        return await([this] {
            const auto states = m_engine->brokerStates();
            return !states.empty() && states[0].connection == BrokerState::Connection::Connected;
        });
    }
    [[nodiscard]] fleet::LocalEngine &engine() { return *m_engine; }
    [[nodiscard]] history::HistoryStore &history() { return *m_history; }

    struct Stored {
        std::uint64_t readings = 0;
        std::uint64_t missing = 0;
        std::uint64_t twice = 0;
    };
    /// By the numbers of the readings of each agent, which begin with 0.
    [[nodiscard]] Stored count(std::uint64_t expected) const
    {
        Stored stored;
        const auto devices = m_history->devices();
        for (const DeviceId &device : devices ? *devices : std::vector<DeviceId>{}) {
            std::set<std::uint64_t> numbers;
            (void)m_history->scan(device, kAllTime, [&](const Reading &reading) {
                ++stored.readings;
                stored.twice += reading.sequence && !numbers.insert(*reading.sequence).second ? 1 : 0;
                return true;
            });
        }
        stored.missing = expected - std::min(expected, stored.readings - stored.twice);
        return stored;
    }

private:
    QTemporaryDir m_folder;
    std::shared_ptr<history::HistoryStore> m_history;
    std::unique_ptr<fleet::LocalEngine> m_engine;
};

void launch(QProcess &process, const MqttLoad &load)
{
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), load.arguments());
}

/// Messages that the console reads and stores, and what that costs it, beside mosquitto_sub, which reads and writes
/// them to nowhere.
void measureThroughput(BenchReport &report, const test::MosquittoBroker &broker, int values, int messages)
{
    Console console(broker.port(), Console::Limits::None);
    if (!console.awaitConnection())
        return note("no connection to the broker");
    QProcess subscriber;
    subscriber.setStandardOutputFile(QProcess::nullDevice());
    subscriber.start(u"mosquitto_sub"_s, {u"-p"_s, QString::number(broker.port()), u"-q"_s, u"1"_s, u"-t"_s,
                                          kPrefix + u"/+/live"_s, u"-C"_s, QString::number(messages)});
    subscriber.waitForStarted();
    rest(500);
    MqttLoad load;
    load.port = broker.port();
    load.values = values;
    load.messages = messages;
    load.prefix = kPrefix;
    QElapsedTimer wall;
    wall.start();
    const double before = cpuMilliseconds();
    QProcess generator;
    launch(generator, load);
    double peer = 0;
    const auto stored = [&] {
        const double now = cpuMilliseconds(subscriber.processId());
        peer = now > 0 ? now : peer; // as long as it lives
        return console.engine().historyState().readingsWaiting == 0 && generator.state() == QProcess::NotRunning
               && subscriber.state() == QProcess::NotRunning;
    };
    if (!await(stored))
        note("not everything came in time");
    (void)console.history().flush(Milliseconds(60'000));
    const double seconds = static_cast<double>(wall.elapsed()) / 1000;
    const double cpu = cpuMilliseconds() - before;
    const Console::Stored result = console.count(static_cast<std::uint64_t>(messages));
    const QString of = u" of %1 values"_s.arg(values);
    report.add({u"messages"_s + of + u", stored, a second of our CPU"_s, messages / cpu * 1000, u"1/s"_s,
                u"mosquitto_sub, which stores nothing"_s, messages / peer * 1000,
                values <= 5 ? std::optional(80'000.0) : std::nullopt, Measure::Goal::AtLeast});
    report.add({u"messages"_s + of + u", a second on the clock"_s, messages / seconds, u"1/s"_s});
    report.add({u"messages"_s + of + u" lost"_s, static_cast<double>(result.missing), {}, {}, {}, 0.0});
    report.add({u"messages"_s + of + u" stored twice"_s, static_cast<double>(result.twice), {}, {}, {}, 0.0});
}

void measureCrowd(BenchReport &report, const test::MosquittoBroker &broker, int agents, int seconds)
{
    constexpr double kCadence = 10;
    Console console(broker.port(), Console::Limits::Usual);
    if (!console.awaitConnection())
        return note("no connection to the broker");
    MqttLoad load;
    load.port = broker.port();
    load.agents = agents;
    load.perSecond = agents / kCadence;
    load.messages = static_cast<int>(load.perSecond * (seconds + kCadence));
    load.prefix = kPrefix;
    load.firstAgent = 100'000;
    QProcess generator;
    launch(generator, load);
    rest(static_cast<int>(kCadence * 1000) + 2000); // each agent has been seen
    const double before = cpuMilliseconds();
    QElapsedTimer wall;
    wall.start();
    rest((seconds - kStallSeconds - 4) * 1000);
    const double share = (cpuMilliseconds() - before) / static_cast<double>(wall.elapsed()) * 100;
    report.add({u"one core, %1 agents each 10 s"_s.arg(agents), share, u"%"_s, {}, {}, 25.0});
    report.add({u"resident memory, %1 agents"_s.arg(agents), residentMegabytes(), u"MB"_s, {}, {}, 250.0});
    report.add({u"devices seen"_s,
                static_cast<double>(console.engine().states().size()),
                {},
                {},
                {},
                static_cast<double>(agents),
                Measure::Goal::AtLeast});
    const StallMeter stalls;
    rest(kStallSeconds * 1000);
    report.add(
        {u"p99 stall of the window's thread, a frame"_s, percentile(stalls.frames(), 0.99), u"ms"_s, {}, {}, 16.0});
    generator.waitForFinished(60'000);
}

/// One agent sends as fast as it can while others go on: how old are their values when the console shows them?
void measureFlood(BenchReport &report, const test::MosquittoBroker &broker)
{
    Console console(broker.port(), Console::Limits::Usual);
    if (!console.awaitConnection())
        return note("no connection to the broker");
    double oldest = 0;
    std::uint64_t seen = 0;
    QObject::connect(&console.engine(), &fleet::Engine::changed, [&](const fleet::FleetChange &change) {
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        const double seconds = std::chrono::duration<double>(now).count();
        for (const DeviceStatePtr &state : change.updated) {
            if (!state->config.reporter.starts_with("agent agent9") || !state->latest.uptimeSeconds)
                continue;
            ++seen;
            oldest = std::max(oldest, seconds - *state->latest.uptimeSeconds);
        }
    });
    MqttLoad others;
    others.port = broker.port();
    others.agents = 100;
    others.perSecond = 100;
    others.messages = 1500;
    others.prefix = kPrefix;
    others.firstAgent = 900'000;
    MqttLoad flood = others;
    flood.agents = 1;
    flood.connections = 1;
    flood.perSecond = 0;
    flood.messages = 150'000;
    flood.firstAgent = 800'000;
    QProcess quiet;
    QProcess loud;
    launch(quiet, others);
    rest(2000);
    launch(loud, flood);
    (void)await([&] { return quiet.state() == QProcess::NotRunning && loud.state() == QProcess::NotRunning; });
    rest(500);
    report.add({u"oldest value shown of 100 agents while another floods"_s, oldest, u"s"_s, {}, {}, 1.0});
    report.add({u"values of theirs seen"_s, static_cast<double>(seen), {}, {}, {}, 1000.0, Measure::Goal::AtLeast});
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (const int status = MqttLoad::runIfAsked(QCoreApplication::arguments()); status >= 0)
        return status;
    const auto broker = test::MosquittoBroker::start({});
    if (!broker) {
        std::fprintf(stderr, "%s\n", broker.error().describe().c_str());
        return 1;
    }
    BenchReport report(u"mqtt"_s);
    note("small readings, stored…");
    measureThroughput(report, **broker, 5, 400'000);
    note("whole readings, stored…");
    measureThroughput(report, **broker, 50, 100'000);
    note("5,000 agents…");
    measureCrowd(report, **broker, 5000, 40);
    note("a flood…");
    measureFlood(report, **broker);
    report.print(QCoreApplication::arguments());
    return 0;
}
