// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/AgentFootprint.h"

#include "tests/bench/BenchReport.h"
#include "tests/integration/agent/AgentProcess.h"
#include "tests/integration/agent/MqttConsole.h"
#include "tests/integration/agent/Scene.h"
#include "tests/support/TcpProxy.h"

#include <QEventLoop>
#include <QFile>
#include <QNetworkDatagram>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTimer>
#include <QUdpSocket>

#include <functional>

#include <linux/tcp.h>
#include <netinet/in.h>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace piuptime::bench {
namespace {

constexpr int kCycles = 300;
constexpr std::chrono::milliseconds kCycle{100};

/// A figure of `/proc/PID/status`, in MB.
double statusMegabytes(qint64 process, const QByteArray &key)
{
    QFile file(u"/proc/%1/status"_s.arg(process));
    if (!file.open(QFile::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key + ':'))
            return line.mid(key.size() + 1).replace("kB", "").trimmed().toDouble() * 1024 / 1e6;
    }
    return 0;
}

/// Lets events happen until `isDone`, at most a minute.
bool spinUntil(const std::function<bool()> &isDone)
{
    QEventLoop loop;
    QTimer look;
    QTimer end;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone())
            loop.quit();
    });
    end.setSingleShot(true);
    QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(5);
    end.start(60'000);
    loop.exec();
    return isDone();
}

void takeMemory(Footprint &footprint, qint64 process)
{
    footprint.residentMegabytes = statusMegabytes(process, "VmRSS");
    footprint.privateMegabytes = statusMegabytes(process, "RssAnon");
}

/// Segments of both sides' connections, each of which carries the same.
double segmentsOf(const test::TcpProxy &proxy)
{
    double segments = 0;
    for (const QTcpSocket *socket : proxy.sockets()) {
        tcp_info info{};
        socklen_t size = sizeof info;
        if (getsockopt(static_cast<int>(socket->socketDescriptor()), IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
            segments += info.tcpi_segs_in + info.tcpi_segs_out;
    }
    return segments / 2;
}

/// Broker, console, and the agent behind a proxy that counts.
struct CountedScene : test::Scene {
    explicit CountedScene(double speed)
        : proxy(broker().port())
    {
        agent.setSpeed(speed);
        agent.writeSettings("[broker]\nhost = \"127.0.0.1\"\ntls = false\nport = " + QByteArray::number(proxy.port())
                            + "\n[spool]\nfile = \"" + agent.spoolFile().toUtf8() + "\"\n");
        console.come();
        agent.start();
    }

    [[nodiscard]] bool waitFor(std::uint64_t readings)
    {
        return spinUntil([&] { return console.readings() >= readings; });
    }

    test::TcpProxy proxy;
};

QString find(const QString &program)
{
    return QStandardPaths::findExecutable(program, {u"/usr/bin"_s, u"/usr/sbin"_s});
}

quint16 freePort()
{
    QUdpSocket socket;
    return socket.bind(QHostAddress::LocalHost) ? socket.localPort() : 0;
}

/// Bytes of one scrape, question and answer; 0: nobody answered.
qint64 scrape(quint16 port)
{
    const QByteArray question = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    if (!socket.waitForConnected(1000))
        return 0;
    socket.write(question);
    qint64 bytes = 0;
    while (socket.waitForReadyRead(5000))
        bytes += socket.readAll().size();
    return bytes == 0 ? 0 : bytes + question.size();
}

} // namespace

Footprint footprintOfAgent()
{
    Footprint footprint{u"agent"_s};
    constexpr double kSpeed = 10'000.0 / kCycle.count();
    CountedScene scene(kSpeed);
    if (!scene.waitFor(40))
        return footprint;
    const qint64 process = scene.agent.processId();
    const auto liveBytes = [&] {
        return scene.console.look([](const test::AgentConsole &known) { return static_cast<double>(known.liveBytes); });
    };
    const double cpu = cpuMilliseconds(process);
    const auto bytes = static_cast<double>(scene.proxy.bytes());
    const double rows = liveBytes();
    const double segments = segmentsOf(scene.proxy);
    const auto readings = static_cast<double>(scene.console.readings());
    footprint.isThere = scene.waitFor(static_cast<std::uint64_t>(readings) + kCycles);
    const double cycles = static_cast<double>(scene.console.readings()) - readings;
    takeMemory(footprint, process);
    footprint.cpuMilliseconds = (cpuMilliseconds(process) - cpu) / cycles;
    footprint.wireBytes = (static_cast<double>(scene.proxy.bytes()) - bytes) / cycles;
    footprint.rowBytes = (liveBytes() - rows) / cycles;
    footprint.segments = (segmentsOf(scene.proxy) - segments) / cycles;
    footprint.values = scene.console.look([](const test::AgentConsole &known) {
        return static_cast<double>(known.values) / static_cast<double>(known.readings());
    });
    return footprint;
}

Footprint footprintOfNodeExporter()
{
    Footprint footprint{u"node_exporter"_s};
    QProcess process;
    const quint16 port = freePort();
    process.start(find(u"prometheus-node-exporter"_s), {u"--web.listen-address=127.0.0.1:%1"_s.arg(port)});
    if (!process.waitForStarted() || !spinUntil([port] { return scrape(port) > 0; }))
        return footprint;
    const double cpu = cpuMilliseconds(process.processId());
    double bytes = 0;
    for (int i = 0; i < kCycles; ++i) {
        const MonoTime next = std::chrono::steady_clock::now() + kCycle;
        bytes += static_cast<double>(scrape(port));
        (void)spinUntil([next] { return std::chrono::steady_clock::now() >= next; });
    }
    footprint.isThere = true;
    takeMemory(footprint, process.processId());
    footprint.cpuMilliseconds = (cpuMilliseconds(process.processId()) - cpu) / kCycles;
    footprint.wireBytes = bytes / kCycles;
    process.kill();
    process.waitForFinished();
    return footprint;
}

Footprint footprintOfCollectd()
{
    Footprint footprint{u"collectd"_s};
    const QTemporaryDir folder;
    QUdpSocket receiver;
    receiver.bind(QHostAddress::LocalHost);
    double bytes = 0;
    QObject::connect(&receiver, &QUdpSocket::readyRead, &receiver, [&] {
        while (receiver.hasPendingDatagrams())
            bytes += static_cast<double>(receiver.receiveDatagram().data().size());
    });
    QByteArray configuration = "Interval 0.1\nBaseDir \"" + folder.path().toUtf8() + "\"\n";
    for (const char *plugin : {"cpu", "df", "disk", "interface", "load", "memory", "network"})
        configuration += QByteArray("LoadPlugin ") + plugin + '\n';
    configuration +=
        "<Plugin network>\nServer \"127.0.0.1\" \"" + QByteArray::number(receiver.localPort()) + "\"\n</Plugin>\n";
    QFile file(folder.filePath(u"collectd.conf"_s));
    if (!file.open(QFile::WriteOnly) || file.write(configuration) < 0)
        return footprint;
    file.close();
    QProcess process;
    process.start(find(u"collectd"_s), {u"-f"_s, u"-C"_s, file.fileName(), u"-P"_s, folder.filePath(u"pid"_s)});
    if (!process.waitForStarted() || !spinUntil([&] { return bytes > 20'000; }))
        return footprint;
    const double cpu = cpuMilliseconds(process.processId());
    const double before = bytes;
    const MonoTime end = std::chrono::steady_clock::now() + kCycles * kCycle;
    (void)spinUntil([end] { return std::chrono::steady_clock::now() >= end; });
    footprint.isThere = true;
    takeMemory(footprint, process.processId());
    footprint.cpuMilliseconds = (cpuMilliseconds(process.processId()) - cpu) / kCycles;
    footprint.wireBytes = (bytes - before) / kCycles;
    process.terminate();
    process.waitForFinished();
    return footprint;
}

Growth growthOfAgent()
{
    constexpr std::chrono::seconds kTime{30};
    CountedScene scene(5000);
    Growth growth;
    const MonoTime end = std::chrono::steady_clock::now() + kTime;
    const MonoTime warm = std::chrono::steady_clock::now() + kTime / 10;
    (void)spinUntil([warm] { return std::chrono::steady_clock::now() >= warm; });
    const double before = statusMegabytes(scene.agent.processId(), "RssAnon");
    (void)spinUntil([end] { return std::chrono::steady_clock::now() >= end; });
    growth.megabytes = statusMegabytes(scene.agent.processId(), "RssAnon") - before;
    growth.cycles = static_cast<double>(scene.console.readings());
    return growth;
}

} // namespace piuptime::bench
