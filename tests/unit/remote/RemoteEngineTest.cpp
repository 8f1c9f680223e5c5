// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemoteEngine.h"
#include "core/base/UniqueFd.h"
#include "core/remote/Archive.h"
#include "core/remote/EngineServer.h"
#include "core/remote/Messages.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/Verify.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QtEndian>

#include <algorithm>

#include <sys/socket.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::remote;
using namespace piuptime::testsupport;

namespace {

constexpr int kPatienceMs = 10'000;
/// Short enough not to be waited for, long enough for a busy machine where nothing is to be lost.
constexpr RemoteEngine::Patience kImpatient{Milliseconds{300}, Milliseconds{200}, {Milliseconds{20}, Milliseconds{50}}};

QByteArray framed(const std::string &message)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(static_cast<quint32>(message.size()), bytes.data());
    return bytes + QByteArray::fromStdString(message);
}

QByteArray framedHello(const Hello &hello)
{
    std::string message;
    ByteWriter out(message);
    put(out, hello);
    return framed(message);
}

BrokerConfig brokerNamed(const std::string &name)
{
    BrokerConfig broker;
    broker.name = name;
    broker.host = name + ".local";
    return broker;
}

template <class T>
T waitFor(const QFuture<T> &future)
{
    const bool isDone = QTest::qWaitFor([&] { return future.isFinished(); }, kPatienceMs);
    return isDone ? future.result() : T(fail(ErrorKind::Timeout, "it did not end"));
}

} // namespace

/// An engine and its server, and front ends over a socket, in one thread.
class RemoteEngineTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::string m_path;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<EngineServer> m_server;

    void startServer()
    {
        auto server = EngineServer::start(*m_engine, m_path);
        VERIFY_OK(server);
        m_server = std::move(*server);
    }
    [[nodiscard]] std::unique_ptr<RemoteEngine> attached(RemoteEngine::Patience patience = {}) const
    {
        auto engine = std::make_unique<RemoteEngine>(m_path, m_clock, patience);
        const bool isThere = QTest::qWaitFor([&] { return !engine->absence(); }, kPatienceMs);
        return isThere ? std::move(engine) : nullptr;
    }

private slots:
    void init()
    {
        m_path = m_folder.filePath(u"engine.sock"_s).toStdString();
        m_engine = std::make_unique<FakeEngine>(exampleFleet(40));
        BrokerState state;
        state.name = "attic";
        m_engine->setBrokers({brokerNamed("attic")}, {state});
        m_engine->setBindings({Binding{"t", "", Metric::SocTemperature, "", "dev"}});
        fleet::Question question;
        question.id = 7;
        question.deviceName = "pump-01";
        m_engine->ask(question);
        startServer();
    }
    void cleanup()
    {
        m_server.reset();
        m_engine.reset();
    }

    void aFrontEndLearnsAllThatTheEngineKnows()
    {
        const auto remote = attached();
        QVERIFY(remote);
        QCOMPARE(remote->states().size(), m_engine->states().size());
        for (const DeviceStatePtr &state : remote->states()) {
            const DeviceState *original = m_engine->find(state->config.id);
            QVERIFY(original);
            QCOMPARE(state->config, original->config);
            QCOMPARE(state->latest.samples, original->latest.samples);
            QCOMPARE(state->health, original->health);
        }
        QCOMPARE(remote->questions().size(), 1U);
        QCOMPARE(remote->questions().front().deviceName, "pump-01");
        QCOMPARE(remote->brokers(), m_engine->brokers());
        QCOMPARE(remote->brokerStates().size(), 1U);
        QCOMPARE(remote->bindings(), m_engine->bindings());
    }
    void itStartsWithTheFullPictureWithoutAnEventLoop()
    {
        std::size_t known = 0;
        Result<void> whole;
        const std::unique_ptr<QThread> frontEnd(QThread::create([&] {
            RemoteEngine remote(m_path, m_clock);
            whole = remote.waitUntilWhole(Milliseconds{kPatienceMs});
            known = remote.states().size();
        }));
        frontEnd->start();
        QTRY_VERIFY_WITH_TIMEOUT(frontEnd->isFinished(), 2 * kPatienceMs);
        VERIFY_OK(whole);
        QCOMPARE(known, 40U);
    }
    void changesArriveAndDevicesGo()
    {
        const auto remote = attached();
        QVERIFY(remote);
        const QSignalSpy changes(remote.get(), &fleet::Engine::changed);
        DeviceState state = *m_engine->states().front();
        const DeviceId other = m_engine->states().back()->config.id;
        state.config.name = "renamed";
        m_engine->set(state);
        m_engine->forget({other});
        QTRY_COMPARE(remote->states().size(), 39U);
        const auto states = remote->states();
        QVERIFY(std::ranges::any_of(states, [](const auto &one) { return one->config.name == "renamed"; }));
        QVERIFY(std::ranges::none_of(states, [&](const auto &one) { return one->config.id == other; }));
        QVERIFY(!changes.isEmpty());
    }
    void whatHappensIsTold()
    {
        const auto remote = attached();
        QVERIFY(remote);
        QSignalSpy events(remote.get(), &fleet::Engine::eventHappened);
        QSignalSpy asked(remote.get(), &fleet::Engine::questionAsked);
        QSignalSpy withdrawn(remote.get(), &fleet::Engine::questionWithdrawn);
        QSignalSpy history(remote.get(), &fleet::Engine::historyStateChanged);
        QSignalSpy brokers(remote.get(), &fleet::Engine::brokersChanged);
        QSignalSpy bindings(remote.get(), &fleet::Engine::bindingsChanged);
        QSignalSpy installs(remote.get(), &fleet::Engine::installAdvanced);
        const Event event{"a", m_clock.utcNow(), EventKind::Rebooted, Severity::Warning, "boot"};
        m_engine->happen(event);
        fleet::Question question;
        question.id = 8;
        m_engine->ask(question);
        m_engine->withdraw(7);
        history::StoreState full;
        full.problem = "disk full";
        m_engine->setHistoryState(full);
        m_engine->setBrokers({}, {});
        m_engine->setBindings({});
        AgentInstall install;
        install.password = Secret("word");
        const auto installed = remote->installAgent("a", install);
        QTRY_COMPARE(m_engine->installs.size(), 1U);
        QCOMPARE(m_engine->installs[0].second.password.reveal(), "word");
        m_engine->advanceInstall({InstallStep::Copying, 5, 10});
        QTRY_COMPARE(installs.size(), 1);
        m_engine->endInstall(InstalledAgent{"pi-1", "0.1.0", ""});
        const auto agent = waitFor(installed);
        VERIFY_OK(agent);
        QCOMPARE(agent->agent, "pi-1");
        QCOMPARE(events.size(), 1);
        QCOMPARE(events[0][0].value<Event>(), event);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(withdrawn.size(), 1);
        QCOMPARE(remote->questions().size(), 1U);
        QCOMPARE(remote->questions().front().id, 8U);
        QCOMPARE(history.size(), 1);
        QCOMPARE(remote->historyState().problem, "disk full");
        QVERIFY(!brokers.isEmpty());
        QVERIFY(remote->brokers().empty());
        QVERIFY(!bindings.isEmpty());
        QVERIFY(remote->bindings().empty());
    }
    void whatIsAskedForReachesTheEngineAndIsAnswered()
    {
        const auto remote = attached();
        QVERIFY(remote);
        const DeviceId id = m_engine->states().front()->config.id;
        m_engine->setActionResult(fleet::ActionResult{true, 0, "done"});
        const auto acted = waitFor(remote->act(id, {Action::Kind::RestartUnit, "nginx.service"}));
        VERIFY_OK(acted);
        QCOMPARE(acted->output, "done");
        QCOMPARE(m_engine->actions.size(), 1U);
        QCOMPARE(m_engine->actions[0].second.unit, "nginx.service");

        DeviceConfig device;
        device.id = "new";
        device.name = "new";
        VERIFY_OK(waitFor(remote->saveDevices({device})));
        QCOMPARE(m_engine->saves.size(), 1U);

        const UtcTime now = m_clock.utcNow();
        const std::vector<SeriesKey> series{{Metric::SocTemperature, {}}, {Metric::CpuUsage, {}}};
        const history::TimeRange range{now - std::chrono::hours(1), now};
        const auto points = waitFor(remote->query(id, series, range, 100));
        VERIFY_OK(points);
        QCOMPARE(points->size(), 2U);
        QVERIFY(!points->front().empty());
        QCOMPARE(m_engine->queries.back().maxPoints, 100U);
        VERIFY_OK(waitFor(remote->series(id)));
        VERIFY_OK(waitFor(remote->extent(id)));
        VERIFY_OK(waitFor(remote->events({}, range, 10)));
        VERIFY_OK(waitFor(remote->top(Metric::SocTemperature, range, history::RankBy::Maximum, 5)));
        m_engine->failHistoryWith(Error{ErrorKind::Corrupt, "a hole", {}});
        VERIFY_FAILS(waitFor(remote->series(id)), Corrupt, "a hole");

        VERIFY_OK(waitFor(remote->saveBrokers({brokerNamed("cellar")}, {{"cellar", Secret("word")}})));
        QCOMPARE(m_engine->savedPasswords.back().at("cellar").reveal(), "word");
        VERIFY_OK(waitFor(remote->saveBindings({Binding{}})));
        VERIFY_OK(waitFor(remote->replaceHostKey(id, "SHA256:x")));
        QCOMPARE(m_engine->replacedKeys.back().second, "SHA256:x");

        remote->answer(7, {true, true, {Secret("open")}});
        QTRY_COMPARE(m_engine->answers.size(), 1U);
        QCOMPARE(m_engine->answers[0].first, 7U);
        QCOMPARE(m_engine->answers[0].second.secrets[0].reveal(), "open");
        remote->reconnect(id);
        QTRY_COMPARE(m_engine->reconnects.size(), 1U);
        remote->survey("cellar", Seconds{30});
        QTRY_COMPARE(m_engine->surveys.size(), 1U);
        VERIFY_OK(waitFor(remote->removeDevices({id})));
        QCOMPARE(m_engine->removals, std::vector<DeviceId>{id});
        m_engine->failSavesWith({ErrorKind::Conflict, "taken", {}});
        VERIFY_FAILS(waitFor(remote->saveDevices({device})), Conflict, "taken");
    }
    void aDeviceIsWatchedWhileAnybodyLooksAtIt()
    {
        const auto one = attached();
        auto other = attached();
        QVERIFY(one && other);
        one->watch({"a", "b"});
        other->watch({"b", "c"});
        QTRY_COMPARE(m_engine->watched, (std::vector<DeviceId>{"a", "b", "c"}));
        one->watch({});
        QTRY_COMPARE(m_engine->watched, (std::vector<DeviceId>{"b", "c"}));
        other.reset();
        QTRY_VERIFY(m_engine->watched.empty());
    }
    void whenTheServerGoesAllWaitsEndAndWhatIsKnownGrowsOld()
    {
        const auto remote = attached(kImpatient);
        QVERIFY(remote);
        QSignalSpy withdrawn(remote.get(), &fleet::Engine::questionWithdrawn);
        QSignalSpy absence(remote.get(), &fleet::Engine::absenceChanged);
        m_engine->holdHistory();
        const auto waiting = remote->series("a");
        QTest::qWait(50);
        QVERIFY(!waiting.isFinished());
        m_server.reset();
        VERIFY_FAILS(waitFor(waiting), Unreachable, "engine.sock");
        QVERIFY(remote->absence().has_value());
        QVERIFY(!absence.isEmpty());
        QCOMPARE(withdrawn.size(), 1);
        QVERIFY(remote->questions().empty());
        VERIFY_FAILS(waitFor(remote->act("a", {})), Unreachable, "engine.sock");
        QTRY_VERIFY(std::ranges::all_of(remote->states(), [](const auto &state) {
            return state->stale || state->connection == ConnectionState::Disabled;
        }));
        QCOMPARE(remote->states().size(), 40U);
        for (const DeviceStatePtr &state : remote->states()) {
            if (state->connection != ConnectionState::Disabled)
                QCOMPARE(state->health.level, HealthLevel::Unknown);
        }
    }
    void aServerThatComesBackIsFoundWithWhatChangedMeanwhile()
    {
        const auto remote = attached(kImpatient);
        QVERIFY(remote);
        remote->watch({"a"});
        m_server.reset();
        QTRY_VERIFY(remote->absence().has_value());
        const DeviceId gone = m_engine->states().front()->config.id;
        m_engine->forget({gone});
        m_engine->watched.clear();
        QSignalSpy asked(remote.get(), &fleet::Engine::questionAsked);
        startServer();
        QTRY_VERIFY(!remote->absence());
        QCOMPARE(remote->states().size(), 39U);
        QVERIFY(std::ranges::none_of(remote->states(), [&](const auto &one) { return one->config.id == gone; }));
        for (const DeviceStatePtr &state : remote->states())
            QCOMPARE(state->stale, m_engine->find(state->config.id)->stale);
        QCOMPARE(asked.size(), 1);
        QTRY_COMPARE(m_engine->watched, std::vector<DeviceId>{"a"});
    }
    void aServerThatSaysNothingIsLost()
    {
        m_server.reset();
        QLocalServer mute;
        QVERIFY(mute.listen(QString::fromStdString(m_path)));
        RemoteEngine remote(m_path, m_clock, kImpatient);
        QTRY_VERIFY(mute.hasPendingConnections());
        std::unique_ptr<QLocalSocket> first(mute.nextPendingConnection());
        QTRY_VERIFY(remote.absence() && remote.absence()->detail.find("says nothing") != std::string::npos);
        QTRY_VERIFY(mute.hasPendingConnections()); // it is tried again
    }
    void aServerOfAnotherVersionIsToldFromOneThatIsNotThere()
    {
        m_server.reset();
        QLocalServer older;
        QVERIFY(older.listen(QString::fromStdString(m_path)));
        connect(&older, &QLocalServer::newConnection, this, [&] {
            older.nextPendingConnection()->write(framedHello({"piuptime", "0.0.9", 1}));
        });
        RemoteEngine remote(m_path, m_clock, kImpatient);
        QTRY_VERIFY(remote.absence() && remote.absence()->kind == ErrorKind::Conflict);
        QVERIFY(remote.absence()->detail.find("0.0.9") != std::string::npos);
    }
    void whereNobodyAnswersThatIsSaidAtOnce()
    {
        m_server.reset();
        RemoteEngine remote(m_path, m_clock);
        VERIFY_FAILS(remote.waitUntilWhole(Milliseconds{kPatienceMs}), NotFound, "engine.sock");
    }
    void aFrontEndOfAnotherVersionLearnsOurs()
    {
        QLocalSocket socket;
        socket.connectToServer(QString::fromStdString(m_path));
        socket.write(framedHello({"piuptime", "9", 1}));
        QTRY_VERIFY(socket.bytesAvailable() > 4);
        const QByteArray answer = socket.readAll();
        ByteReader in({answer.constData() + 4, static_cast<std::size_t>(answer.size() - 4)});
        Hello hello;
        take(in, hello);
        QVERIFY(in.ok());
        QCOMPARE(hello.shape, protocolShape());
        QTRY_COMPARE_WITH_TIMEOUT(m_server->visitors(), 0U, kPatienceMs);
    }
    void rubbishEndsTheConnectionItComesOverAndNoOther_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray hello = framedHello(ourHello());
        QTest::newRow("a length beyond all bounds") << QByteArray("\xff\xff\xff\xff", 4);
        QTest::newRow("a call that is none") << hello + framed(std::string("\x01\x7f", 2));
        QTest::newRow("arguments that are none") << hello + framed(std::string("\x01\x00\xff\xff", 4));
        QTest::newRow("an empty message") << hello + framed({});
        QTest::newRow("arguments with something behind them")
            << hello + framed(std::string("\x01\x03\x01\x61\x62", 5)); // reconnect "a", and one byte more
    }
    void rubbishEndsTheConnectionItComesOverAndNoOther()
    {
        QFETCH(const QByteArray, bytes);
        const auto remote = attached();
        QVERIFY(remote);
        QLocalSocket socket;
        socket.connectToServer(QString::fromStdString(m_path));
        QTRY_COMPARE(m_server->visitors(), 2U);
        socket.write(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(m_server->visitors(), 1U, kPatienceMs);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        VERIFY_OK(waitFor(remote->series("a")));
        QVERIFY(m_engine->reconnects.empty());
    }
    /// It is told the newest once it reads again, however much happened meanwhile.
    void aFrontEndThatDoesNotReadCostsNoMoreThanItsBacklog()
    {
        QLocalSocket lazy;
        lazy.setReadBufferSize(1024);
        lazy.connectToServer(QString::fromStdString(m_path));
        lazy.write(framedHello(ourHello()));
        const auto remote = attached();
        QVERIFY(remote);
        for (int i = 0; i < 300; ++i) {
            m_engine->walk();
            QCoreApplication::processEvents();
        }
        QCOMPARE(m_server->visitors(), 2U);
        lazy.setReadBufferSize(0);
        qint64 read = 0;
        QElapsedTimer quiet;
        quiet.start();
        while (quiet.elapsed() < 300) {
            if (const qint64 some = lazy.readAll().size(); some > 0) {
                read += some;
                quiet.restart();
            }
            QTest::qWait(5);
        }
        std::string one;
        ByteWriter out(one);
        put(out, *m_engine->states().front());
        const qint64 all = static_cast<qint64>(one.size()) * 40 * 300;
        QVERIFY2(read < all / 2, qPrintable(u"%1 of %2 bytes"_s.arg(read).arg(all)));
        DeviceState last = *m_engine->states().front();
        last.config.name = "the last word";
        m_engine->set(last);
        QTRY_VERIFY(lazy.bytesAvailable() > 0);
        QVERIFY(lazy.readAll().contains("the last word"));
    }
    void aSecondServerAtThePathIsRefusedAndAStaleSocketIsNot()
    {
        VERIFY_FAILS(EngineServer::start(*m_engine, m_path), Conflict, "engine.sock");
        m_server.reset();
        {
            const UniqueFd dead(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            std::ranges::copy(m_path, address.sun_path);
            QCOMPARE(bind(dead.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        }
        QVERIFY(QFileInfo::exists(QString::fromStdString(m_path)));
        startServer();
        QVERIFY(attached());
    }
    void onlyTheUserMayOpenTheSocket()
    {
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFileInfo(QString::fromStdString(m_path)).permissions() & others));
    }
    void aPathThatIsTooLongIsRefused()
    {
        const std::string path = m_folder.path().toStdString() + '/' + std::string(120, 'x');
        VERIFY_FAILS(EngineServer::start(*m_engine, path), InvalidInput, "too long");
    }
};

QTEST_GUILESS_MAIN(RemoteEngineTest)
#include "RemoteEngineTest.moc"
