// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/MosquittoClient.h"
#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/MosquittoBroker.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>

using namespace piuptime;
using namespace piuptime::gateway;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

std::string deadAddress()
{
    const HttpUpstream gone;
    return gone.address();
}

QList<QByteArray> linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QByteArray unpacked(const QString &path)
{
    QProcess zstd;
    zstd.start(QStringLiteral("zstd"), {QStringLiteral("-dcq"), path});
    zstd.waitForFinished();
    return zstd.readAllStandardOutput();
}

/// Files of this process grow no further while it exists, as on a disk that is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

/// How the ways of this name fare.
LogStatus logOf(const Gateway &gateway, std::string_view sink)
{
    for (LogStatus &status : gateway.traffic().logs) {
        if (status.sink == sink)
            return status;
    }
    return {};
}

} // namespace

/// The log of a running gateway, by all ways.
class LogTest : public QObject
{
    Q_OBJECT
private slots:
    void underLoadTheLogHasALineForEachRequestThroughItsRotations()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.workers = 2;
        config.log.file = {.path = path.toStdString(), .rotateBytes = 64 * 1024, .kept = 100};
        constexpr int kClients = 4;
        constexpr int kRequests = 600;
        {
            const auto gateway = start(config);
            std::vector<std::thread> clients;
            std::atomic<int> answered{0};
            for (int i = 0; i < kClients; ++i) {
                clients.emplace_back([&, i] {
                    RawClient client(gateway->ports().front());
                    for (int request = 0; request < kRequests; ++request)
                        answered += client.ask(get("/r" + std::to_string(i * kRequests + request))).status == 200;
                });
            }
            const bool areAllAnswered = eventually([&] {
                gateway->reopenLogs(); // amid all that
                return answered == kClients * kRequests;
            });
            for (std::thread &client : clients)
                client.join();
            QVERIFY(areAllAnswered);
            QVERIFY(eventually([&] { return logOf(*gateway, "file").written == kClients * kRequests; }));
            QCOMPARE(logOf(*gateway, "file").dropped, std::uint64_t{0});
        }
        QSet<QString> paths;
        QStringList files = QDir(folder.path()).entryList(QDir::Files);
        QVERIFY(files.size() > 3);
        for (const QString &name : files) {
            const QString file = folder.filePath(name);
            struct stat found {
            };
            QVERIFY(::stat(file.toLocal8Bit().constData(), &found) == 0 && (found.st_mode & 0777U & ~0640U) == 0);
            QList<QByteArray> lines =
                name.endsWith(QStringLiteral(".zst")) ? unpacked(file).split('\n') : linesOf(file);
            lines.removeAll(QByteArray());
            for (const QByteArray &line : lines) {
                const QJsonObject json = QJsonDocument::fromJson(line).object();
                QCOMPARE(json.value(QStringLiteral("status")).toInt(), 200);
                paths.insert(json.value(QStringLiteral("path")).toString());
            }
        }
        QCOMPARE(paths.size(), kClients * kRequests);
    }

    void aFullDiskCostsNoRequestAndTheLogGoesOnOnceThereIsRoom()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.file = {.path = path.toStdString()};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        {
            const FullDisk full(100);
            QCOMPARE(client.ask(kGet).status, 200);
            QVERIFY(eventually([&] { return !logOf(*gateway, "file").trouble.empty(); }));
            QCOMPARE(client.ask(kGet).status, 200);
        }
        QVERIFY(eventually([&] { return logOf(*gateway, "file").written == 2; }));
        QVERIFY(logOf(*gateway, "file").trouble.empty());
        const QList<QByteArray> lines = linesOf(path);
        QCOMPARE(lines.size(), 2);
        for (const QByteArray &line : lines)
            QVERIFY2(!QJsonDocument::fromJson(line).isNull(), line.constData());
    }

    void secretsStayOutOfTheLogAndOfGoodRequestsOnlySomeAreTold()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.routes[0].pathPrefix = "/a";
        config.log.file = {.path = path.toStdString()};
        config.log.sampleOneIn = 5;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(get("/a?token=hunter2", "Authorization: Bearer hunter3\r\n")).status, 200);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(get("/b?token=hunter2")).status, 404);
        QVERIFY(eventually([&] { return linesOf(path).size() == 5; }));
        for (const QByteArray &line : linesOf(path)) {
            QVERIFY2(!line.contains("hunter"), line.constData());
            QVERIFY2(line.contains("token=***"), line.constData());
        }
    }

    void aDeadLokiHarmsNoOtherWayAndALiveOneGetsTheLines()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        const HttpUpstream loki([](Peer &peer, const Request &) { peer.answer("", "204 No Content"); });
        Config config = configFor({&upstream});
        config.log.file = {.path = path.toStdString()};
        config.log.loki.url = "http://" + deadAddress() + "/loki/api/v1/push";
        const auto gateway = start(config);
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return linesOf(path).size() == 1; }));
        QVERIFY(eventually([&] { return !gateway->traffic().logs[1].trouble.empty(); }));
        config.log.loki.url = "http://" + loki.address() + "/loki/api/v1/push";
        QVERIFY(gateway->reload(config).has_value());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return loki.requests().size() == 1; }));
        const Request pushed = loki.requests().front();
        QVERIFY(pushed.head.starts_with("POST /loki/api/v1/push "));
        const QJsonObject body = QJsonDocument::fromJson(QByteArray::fromStdString(pushed.body)).object();
        QVERIFY2(!body.isEmpty(), pushed.body.c_str());
        QVERIFY(pushed.body.find("\\\"path\\\":\\\"/a\\\"") != std::string::npos);
        QCOMPARE(logOf(*gateway, "file").written, std::uint64_t{2}); // the file went on as it was
    }

    void theSyslogGetsAMessageForEachRequest()
    {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("log")).toStdString();
        const UniqueFd socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        QVERIFY(::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
        const timeval patience{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.syslog.address = path;
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        std::array<char, 8192> bytes{};
        const ssize_t got = ::recv(socket.get(), bytes.data(), bytes.size(), 0);
        QVERIFY(got > 0);
        const std::string message(bytes.data(), static_cast<std::size_t>(got));
        QVERIFY2(message.starts_with("<134>1 - "), message.c_str());
        const std::size_t json = message.find(" request - {");
        QVERIFY2(json != std::string::npos, message.c_str());
        QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(message.substr(json + 11))).isNull());
    }

    void whoMovesTheFileAwayGetsAnotherOneOnDemand()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.file.path = path.toStdString();
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return linesOf(path).size() == 1; }));
        QVERIFY(QFile::rename(path, path + QStringLiteral(".moved")));
        gateway->reopenLogs();
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return linesOf(path).size() == 1; }));
        QCOMPARE(linesOf(path + QStringLiteral(".moved")).size(), 1);
    }

    void aFolderThatIsMissingIsToldAndTheLogBeginsOnceItIsThere()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("later/access.log"));
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.file.path = path.toStdString();
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return logOf(*gateway, "file").trouble.find("opening") != std::string::npos; }));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("later")));
        gateway->reopenLogs();
        QVERIFY(eventually([&] { return linesOf(path).size() == 1; }));
    }

    void aLokiThatTakesItsTimeAndRefusesAtFirstGetsTheSameLinesAgain()
    {
        std::atomic<int> asked{0};
        const HttpUpstream upstream;
        const HttpUpstream loki([&](Peer &peer, const Request &) {
            if (++asked == 1)
                (void)peer.receive(); // until it is given up
            else
                peer.answer("", asked == 2 ? "503 Service Unavailable" : "204 No Content");
        });
        Config config = configFor({&upstream});
        config.log.loki = {.url = "http://" + loki.address() + "/loki/api/v1/push", .timeout = Milliseconds(200)};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return logOf(*gateway, "loki").written == 1; }));
        const auto pushes = loki.requests();
        QCOMPARE(pushes.size(), std::size_t{3});
        QCOMPARE(pushes[0].body, pushes[2].body);
        QCOMPARE(logOf(*gateway, "loki").dropped, std::uint64_t{0});
    }

    void whatLokiWillNeverTakeIsLostAndCounted()
    {
        const HttpUpstream upstream;
        const HttpUpstream loki([&](Peer &peer, const Request &) { peer.answer("", "400 Bad Request"); });
        Config config = configFor({&upstream});
        config.log.loki.url = "http://" + loki.address() + "/loki/api/v1/push";
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] { return logOf(*gateway, "loki").dropped == 1; }));
        QVERIFY(logOf(*gateway, "loki").trouble.find("400") != std::string::npos);
        QVERIFY(gateway->metricsText().find("piuptime_gateway_log_lines_dropped_total{sink=\"loki\"} 1\n")
                != std::string::npos);
    }

    void aBrokerGetsAMessageForEachRequest()
    {
        const auto broker = test::MosquittoBroker::start({});
        QVERIFY2(broker.has_value(), broker ? "" : broker.error().describe().c_str());
        std::mutex mutex;
        std::vector<std::string> heard;
        std::atomic<bool> listens{false};
        mqtt::ClientEvents events;
        events.connected = [&](mqtt::Protocol) { listens = true; };
        events.message = [&](const mqtt::Incoming &message) {
            const std::scoped_lock lock(mutex);
            heard.emplace_back(message.payload);
        };
        mqtt::ClientOptions options;
        options.host = "127.0.0.1";
        options.port = (*broker)->port();
        auto listener = mqtt::makeMosquittoClient(options, std::move(events));
        QVERIFY(listener.has_value());
        (*listener)->subscribe({{.filter = "home/requests"}});
        (*listener)->start();
        QVERIFY(eventually([&] { return listens.load(); }));

        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.log.mqtt = {.host = "127.0.0.1", .port = (*broker)->port(), .topic = "home/requests"};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(get("/m" + std::to_string(i))).status, 200);
        const auto count = [&] {
            const std::scoped_lock lock(mutex);
            return heard.size();
        };
        QVERIFY(eventually([&] { return count() == 3; }));
        (*listener)->stop();
        for (std::size_t i = 0; i < 3; ++i) {
            const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(heard[i])).object();
            QCOMPARE(json.value(QStringLiteral("path")).toString(), QStringLiteral("/m%1").arg(i));
        }
    }

    void aSyslogByTcpGetsMessagesWithTheirLengths()
    {
        std::mutex mutex;
        std::string got;
        const HttpUpstream upstream;
        const HttpUpstream syslog({}, [&](Peer &peer) {
            for (std::string bytes = peer.receive(); !bytes.empty(); bytes = peer.receive()) {
                const std::scoped_lock lock(mutex);
                got += bytes;
            }
        });
        Config config = configFor({&upstream});
        config.log.syslog = {.address = syslog.address(), .transport = SyslogConfig::Transport::Tcp};
        const auto gateway = start(std::move(config));
        RawClient client(gateway->ports().front());
        QCOMPARE(client.ask(kGet).status, 200);
        QVERIFY(eventually([&] {
            const std::scoped_lock lock(mutex);
            const std::size_t blank = got.find(' ');
            return blank != std::string::npos && got.size() == blank + 1 + std::stoul(got);
        }));
        const std::scoped_lock lock(mutex);
        QVERIFY2(got.find(" <134>1 - ") != std::string::npos, got.c_str());
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "LogTest.moc"
