// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: 500 Pis read every 10 s over one loopback sshd, beside OpenSSH with ControlMaster doing the same poll
#include "core/collect/Probe.h"
#include "core/fleet/FleetPrompter.h"
#include "core/fleet/LocalEngine.h"
#include "core/fleet/SshLink.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"
#include "tests/bench/BenchReport.h"
#include "tests/support/SshdServer.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <unordered_map>
#include <unordered_set>

using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr int kInterval = 10; // s between polls of one device

/// A port that takes no connection and refuses none: its queue is full, so a caller waits in vain.
class DeadPort
{
public:
    DeadPort()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(m_listener, 0);
        socklen_t length = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &length);
        m_port = ntohs(address.sin_port);
        for (int &filler : m_fillers) {
            filler = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
            ::connect(filler, reinterpret_cast<sockaddr *>(&address), sizeof address);
        }
    }
    ~DeadPort()
    {
        ::close(m_listener);
        for (const int filler : m_fillers)
            ::close(filler);
    }
    DeadPort(const DeadPort &) = delete;
    DeadPort &operator=(const DeadPort &) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    int m_listener = -1;
    int m_fillers[4]{};
    std::uint16_t m_port = 0;
};

/// The fleet under test: an engine with `count` devices, of which `dead` never answer.
class Fleet
{
public:
    Fleet(const test::SshdServer &server, const QString &directory, int count, int dead, std::uint16_t deadPort)
    {
        m_hostKeys = std::make_shared<ssh::HostKeys>(std::filesystem::path(directory.toStdString()) / "known_hosts");
        QFile known(directory + QStringLiteral("/known_hosts"));
        if (known.open(QIODevice::WriteOnly))
            known.write(server.knownHostsLine());
        known.close();
        history::SqliteOptions options;
        options.path = (directory + QStringLiteral("/history.db")).toStdString();
        auto store = history::SqliteHistoryStore::open(options);
        if (!store)
            qFatal("%s", store.error().describe().c_str());

        fleet::LocalEngine::Setup setup;
        setup.clock = std::make_shared<SystemClock>();
        setup.history = std::move(*store);
        ssh::SessionOptions common;
        common.hostKeys = m_hostKeys;
        common.keys = std::make_shared<ssh::Identities>();
        setup.makeLinkOpener = [common](fleet::QuestionDesk &desk) -> fleet::LinkOpener {
            const fleet::FleetPrompter::Shared shared{&desk, {}, std::make_shared<fleet::SecretCache>()};
            return [common, shared](DeviceConfig device) {
                auto prompter = std::make_shared<fleet::FleetPrompter>(device.id, device.name, shared);
                return fleet::openSshLink(std::move(device), common, std::move(prompter));
            };
        };
        setup.storeDevices = [](const std::vector<DeviceConfig> &) -> Result<void> { return {}; };
        setup.replaceHostKey = [](const DeviceConfig &, const std::string &) -> Result<void> { return {}; };
        for (int i = 0; i < count; ++i)
            setup.devices.push_back(device(server, i, i < dead ? deadPort : std::uint16_t{0}));
        setup.polling.fast = Seconds{kInterval};
        setup.startSpread = Milliseconds{40'000}; // one machine plays five hundred: its sshd needs the time
        m_engine = std::make_unique<fleet::LocalEngine>(std::move(setup));
        QObject::connect(m_engine.get(), &fleet::Engine::changed, m_engine.get(),
                         [this](const fleet::FleetChange &change) { note(change); });
    }

    [[nodiscard]] std::size_t connected() const { return m_connected.size(); }
    /// Devices whose first slow reading is done: from then on they are in their steady state.
    [[nodiscard]] std::size_t settled() const { return m_settled.size(); }
    [[nodiscard]] std::int64_t polls() const { return m_polls; }
    [[nodiscard]] std::vector<double> takeGaps() { return std::exchange(m_gaps, {}); }

private:
    static DeviceConfig device(const test::SshdServer &server, int index, std::uint16_t deadPort)
    {
        DeviceConfig device;
        device.id = "pi-" + std::to_string(index);
        device.name = device.id;
        device.endpoint = server.endpoint();
        device.identities = {server.userKey()};
        if (deadPort != 0)
            device.endpoint.port = deadPort;
        return device;
    }

    void note(const fleet::FleetChange &change)
    {
        for (const DeviceStatePtr &state : change.updated) {
            if (state->connection == ConnectionState::Connected)
                m_connected.insert(state->config.id);
            if (state->latest.fact(FactKey::Model) != nullptr)
                m_settled.insert(state->config.id);
            MonoTime &last = m_lastReading[state->config.id];
            const MonoTime now = state->latest.receivedMono;
            if (!state->everRead || now == last)
                continue;
            if (last != MonoTime{})
                m_gaps.push_back(std::chrono::duration<double>(now - last).count());
            last = now;
            ++m_polls;
        }
    }

    std::shared_ptr<ssh::HostKeys> m_hostKeys;
    std::unique_ptr<fleet::LocalEngine> m_engine;
    std::unordered_set<DeviceId> m_connected;
    std::unordered_set<DeviceId> m_settled;
    std::unordered_map<DeviceId, MonoTime> m_lastReading;
    std::int64_t m_polls = 0;
    std::vector<double> m_gaps;
};

void runFor(int seconds)
{
    QTimer::singleShot(seconds * 1000, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
}

bool runUntil(const std::function<bool()> &done, int seconds)
{
    QElapsedTimer timer;
    timer.start();
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, qApp, [&] {
        if (done() || timer.elapsed() > seconds * 1000)
            QCoreApplication::quit();
    });
    tick.start(50);
    QCoreApplication::exec();
    return done();
}

/// OpenSSH as people poll with it: a master connection a host, one client process a poll; both do the same work.
class ControlMaster
{
public:
    ControlMaster(const test::SshdServer &server, const QString &directory, int hosts)
        : m_server(server)
        , m_directory(directory)
    {
        writeProbe();
        for (int i = 0; i < hosts; ++i)
            startMaster(i);
    }
    ~ControlMaster()
    {
        for (const auto &master : m_masters) {
            master->terminate();
            master->waitForFinished(3000);
        }
    }
    ControlMaster(const ControlMaster &) = delete;
    ControlMaster &operator=(const ControlMaster &) = delete;

    /// \return CPU milliseconds of clients and masters for one poll of every host; negative when a poll failed
    double pollAll()
    {
        const double before = childrenCpu() + mastersCpu();
        for (std::size_t i = 0; i < m_masters.size(); ++i) {
            QProcess client;
            QStringList arguments = common(static_cast<int>(i));
            arguments << QStringLiteral("127.0.0.1") << QStringLiteral("sh %1/probe-once.sh").arg(m_directory);
            client.start(QStringLiteral("ssh"), arguments);
            client.write("ask 0123456789abcdef0123456789abcdef fast\n");
            client.closeWriteChannel();
            if (!client.waitForFinished(20'000) || !client.readAllStandardOutput().contains("0123456789abcdef"))
                return -1;
        }
        return childrenCpu() + mastersCpu() - before;
    }

private:
    [[nodiscard]] QStringList common(int index) const
    {
        return {QStringLiteral("-S"),
                QStringLiteral("%1/m%2").arg(m_directory).arg(index),
                QStringLiteral("-p"),
                QString::number(m_server.port()),
                QStringLiteral("-i"),
                QString::fromStdString(m_server.userKey()),
                QStringLiteral("-oStrictHostKeyChecking=no"),
                QStringLiteral("-oUserKnownHostsFile=/dev/null"),
                QStringLiteral("-oLogLevel=ERROR"),
                QStringLiteral("-oBatchMode=yes"),
                QStringLiteral("-F/dev/null")};
    }
    void startMaster(int index)
    {
        auto master = std::make_unique<QProcess>();
        QStringList arguments{QStringLiteral("-M"), QStringLiteral("-N")};
        arguments << common(index) << QStringLiteral("127.0.0.1");
        master->start(QStringLiteral("ssh"), arguments);
        const QString socket = QStringLiteral("%1/m%2").arg(m_directory).arg(index);
        runUntil([&] { return QFile::exists(socket); }, 20);
        m_masters.push_back(std::move(master));
    }
    void writeProbe()
    {
        QFile file(m_directory + QStringLiteral("/probe-once.sh"));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray::fromStdString(collect::probeScript("00112233445566778899aabbccddeeff")));
    }
    static double childrenCpu()
    {
        rusage usage{};
        ::getrusage(RUSAGE_CHILDREN, &usage);
        const auto ms = [](const timeval &t) {
            return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) / 1e3;
        };
        return ms(usage.ru_utime) + ms(usage.ru_stime);
    }
    [[nodiscard]] double mastersCpu() const
    {
        double sum = 0;
        for (const auto &master : m_masters)
            sum += cpuMilliseconds(master->processId());
        return sum;
    }

    const test::SshdServer &m_server;
    QString m_directory;
    std::vector<std::unique_ptr<QProcess>> m_masters;
};

QString opensshVersion()
{
    QProcess ssh;
    ssh.start(QStringLiteral("ssh"), {QStringLiteral("-V")});
    ssh.waitForFinished(5000);
    return QString::fromUtf8(ssh.readAllStandardError()).section(QLatin1Char(','), 0, 0).trimmed()
           + QStringLiteral(", ControlMaster");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions(
        {{QStringLiteral("json"), QStringLiteral("print one JSON object")},
         {QStringLiteral("pis"), QStringLiteral("how many Pis"), QStringLiteral("N"), QStringLiteral("500")},
         {QStringLiteral("seconds"), QStringLiteral("length of each steady phase"), QStringLiteral("S"),
          QStringLiteral("60")}});
    parser.addHelpOption();
    parser.process(app);
    const int pis = parser.value(QStringLiteral("pis")).toInt();
    const int seconds = parser.value(QStringLiteral("seconds")).toInt();
    const int dead = pis / 10;

    // The far end is a Raspberry Pi 5 made of files. Only the tools that every system has are on its PATH: what a slow
    // reading starts beyond them would be paid for by this machine five hundred times over, and starve the sign-ins.
    QTemporaryDir directory;
    const auto folder = [&](const char *name) {
        QDir(directory.path()).mkpath(QString::fromLatin1(name));
        return directory.filePath(QString::fromLatin1(name));
    };
    const QString tools = folder("tools");
    for (const char *tool : {"sh", "env", "grep", "cat", "tr", "od", "head", "timeout", "stat", "ls", "date", "uname"})
        QFile::link(QStringLiteral("/usr/bin/%1").arg(QLatin1String(tool)),
                    tools + QLatin1Char('/') + QLatin1String(tool));
    const QString pi = QStringLiteral(PIUPTIME_SOURCE_DIR "/tests/unit/collect/fixtures/5/root");
    const auto server =
        test::SshdServer::start({{QStringLiteral("MaxStartups 1000")},
                                 {QStringLiteral("PIUPTIME_ROOT=%1").arg(pi), QStringLiteral("PATH=%1").arg(tools)},
                                 {}});
    if (!server) {
        std::fprintf(stderr, "bench: %s\n", server.error().describe().c_str());
        return 1;
    }
    BenchReport report(QStringLiteral("ssh-fleet"));

    std::vector<double> peer;
    {
        const double before = cpuMilliseconds();
        Fleet fleet(**server, folder("fleet"), pis, 0, 0);
        if (!runUntil([&] { return fleet.connected() == static_cast<std::size_t>(pis); }, 120)) {
            std::fprintf(stderr, "bench: only %zu of %d Pis connected\n", fleet.connected(), pis);
            return 1;
        }
        report.add({QStringLiteral("CPU of the first sweep of sign-ins"),
                    (cpuMilliseconds() - before) / 1000,
                    QStringLiteral("s"),
                    {},
                    {},
                    2.0});
        if (!runUntil([&] { return fleet.settled() == static_cast<std::size_t>(pis); }, 300)) {
            std::fprintf(stderr, "bench: only %zu of %d Pis gave a slow reading\n", fleet.settled(), pis);
            return 1;
        }
        runFor(kInterval);

        ControlMaster masters(**server, folder("peer"), 10);
        constexpr int kRounds = 3;
        double cpu = 0;
        std::int64_t polls = 0;
        std::vector<double> rounds;
        for (int round = 0; round < kRounds; ++round) {
            const double cpuBefore = cpuMilliseconds();
            const std::int64_t pollsBefore = fleet.polls();
            runFor(std::max(seconds / kRounds, kInterval));
            cpu = cpuMilliseconds() - cpuBefore;
            polls = fleet.polls() - pollsBefore;
            rounds.push_back(cpu / static_cast<double>(std::max<std::int64_t>(polls, 1)));
            const double theirs = masters.pollAll();
            if (theirs < 0) {
                std::fprintf(stderr, "bench: a poll of the peer failed\n");
                return 1;
            }
            peer.push_back(theirs / 10);
        }
        const double ours = median(rounds);
        report.add({QStringLiteral("client CPU a poll, history included"), ours, QStringLiteral("ms"), opensshVersion(),
                    median(peer), 0.1});
        report.add({QStringLiteral("times less CPU than the peer"),
                    median(peer) / ours,
                    QStringLiteral("x"),
                    {},
                    {},
                    40.0,
                    Measure::Goal::AtLeast});
        report.add(
            {QStringLiteral("resident memory, peak"), peakResidentMegabytes(), QStringLiteral("MB"), {}, {}, 120.0});
        (void)fleet.takeGaps();
    }
    {
        const DeadPort port;
        Fleet fleet(**server, folder("dead"), pis, dead, port.port());
        const auto living = static_cast<std::size_t>(pis - dead);
        if (!runUntil([&] { return fleet.settled() == living; }, 300)) {
            std::fprintf(stderr, "bench: only %zu of %zu living Pis were read\n", fleet.settled(), living);
            return 1;
        }
        runFor(kInterval);
        (void)fleet.takeGaps();
        runFor(std::max(seconds / 2, 2 * kInterval));
        const std::vector<double> gaps = fleet.takeGaps();
        if (gaps.empty()) {
            std::fprintf(stderr, "bench: no readings came\n");
            return 1;
        }
        report.add({QStringLiteral("longest wait between readings, 10 % dead"),
                    percentile(gaps, 1.0),
                    QStringLiteral("s"),
                    {},
                    {},
                    kInterval + 1.0});
    }
    report.print(app.arguments());
    return 0;
}
