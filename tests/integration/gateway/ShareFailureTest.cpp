// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/gateway/ShareScene.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::share;
using namespace Qt::StringLiterals;
using guard::LimitKind;
using Peer = HttpUpstream::Peer;

namespace {

/// A server that does what Redis does until it is first asked to count in earnest; then it answers with this.
class FalseRedis
{
public:
    explicit FalseRedis(std::string answer)
        : m_answer(std::move(answer))
        , m_server({}, [this](Peer &peer) { serve(peer); })
    {
    }
    [[nodiscard]] std::string address() const { return m_server.address(); }

private:
    void serve(Peer &peer)
    {
        for (std::string asked = peer.receive(); !asked.empty(); asked = peer.receive()) {
            std::string answers;
            for (std::size_t at = 0; (at = asked.find('*', at)) != std::string::npos; ++at) { // each command
                const std::string_view command = std::string_view(asked).substr(at, 20);
                if (command.find("SCRIPT") != std::string_view::npos)
                    answers += "$40\r\n" + std::string(40, 'a') + "\r\n";
                else if (command.find("PING") != std::string_view::npos)
                    answers += "+PONG\r\n";
                else if (command.find("EVALSHA") != std::string_view::npos)
                    answers += m_counts++ == 0 ? "*5\r\n:0\r\n:0\r\n:0\r\n:0\r\n:0\r\n" : m_answer;
            }
            peer.send(answers);
        }
    }

    const std::string m_answer;
    std::atomic<int> m_counts{0};
    const HttpUpstream m_server;
};

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

/// Gateways that share limits, when Redis fails in every way that it can.
class ShareFailureTest : public QObject
{
    Q_OBJECT

    Secrets m_secrets;

private slots:
    void aRedisThatIsNotThereHoldsNobodyBack()
    {
        const Sharer one(m_secrets.shareAt(m_secrets.noFile()));
        QCOMPARE(one.takeAll(), kAmount);
        QVERIFY(eventually([&] { return one.share->status().failures >= 2; })); // it is tried again
        const ShareStatus status = one.share->status();
        QVERIFY(!status.isUp);
        QVERIFY2(contains(status.trouble, "No such file"), status.trouble.c_str());
        QVERIFY2(contains(status.trouble, "see whether it runs"), status.trouble.c_str());
    }
    void aRedisThatHangsHoldsNobodyBackAndIsFoundAgain()
    {
        const auto redis = startRedis();
        const Sharer one(m_secrets.shareAt(redis->socket()));
        QVERIFY(eventually([&] { return one.isUp(); }));
        redis->freeze();
        std::uint64_t granted = 0;
        QVERIFY(eventually([&] {
            granted += one.takes() ? 1 : 0;
            return !one.isUp();
        }));
        QCOMPARE(granted + one.takeAll(), kAmount); // of its own limit everything
        QVERIFY(contains(one.share->status().trouble, "did not answer in time"));
        redis->thaw();
        QVERIFY(eventually([&] { return one.isUp(); }));
    }
    void aRedisThatDiesHoldsNobodyBackAndComesBackEmpty()
    {
        const auto redis = startRedis();
        const Sharer one(m_secrets.shareAt(redis->socket()));
        const Sharer other(m_secrets.shareAt(redis->socket()));
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        std::uint64_t granted = 0;
        for (int i = 0; i < 10; ++i)
            granted += one.takes() ? 1 : 0;
        redis->kill();
        QVERIFY(eventually([&] { return !one.isUp() && !other.isUp(); }));
        granted += one.takeAll();
        QCOMPARE(granted, kAmount);
        QVERIFY(redis->restart());
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QVERIFY(!one.takes()); // whatever Redis has forgotten
        granted += takeByTurns({&other});
        QVERIFY2(granted >= kAmount && granted <= 2 * kAmount, std::to_string(granted).c_str());
    }
    void whoCountsAloneForAWhileCountsWithTheOthersAfterwards()
    {
        const auto redis = startRedis();
        const Sharer one(m_secrets.patientShareAt(redis->socket()));
        const Sharer other(m_secrets.patientShareAt(redis->socket()));
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        redis->kill();
        QVERIFY(eventually([&] { return !one.isUp() && !other.isUp(); }));
        QVERIFY(redis->restart());
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        constexpr std::uint64_t kAnother = kKey + 1;
        QCOMPARE(takeByTurns({&one}, kAnother), kAmount);
        const std::uint64_t late = takeByTurns({&other}, kAnother);
        QVERIFY2(late <= kAhead, std::to_string(late).c_str());
    }
    void aWrongPasswordIsToldAndTheRightOneTaken()
    {
        const auto redis = startRedis({.password = u"a password of Redis"_s, .hasPort = true});
        ShareConfig config = m_secrets.shareAt(redis->address());
        const Sharer none(config);
        config.passwordFile = m_secrets.file("wrong", "another password");
        const Sharer wrong(config);
        for (const Sharer *const one : {&none, &wrong}) {
            QVERIFY(eventually([&] { return one->share->status().failures > 0; }));
            const std::string trouble = one->share->status().trouble;
            QVERIFY2(contains(trouble, "it refuses: "), trouble.c_str());
            QVERIFY2(contains(trouble, "see whether user and password_file are right"), trouble.c_str());
            QCOMPARE(one->takeAll(), kAmount);
        }
        config.passwordFile = m_secrets.file("right", "a password of Redis");
        config.secretFile = {}; // the password will do
        const Sharer right(config);
        QVERIFY(eventually([&] { return right.isUp(); }));
        config.user = "default";
        const Sharer named(config);
        QVERIFY(eventually([&] { return named.isUp(); }));
    }
    void aRedisThatIsFullIsNotUsedAtAll()
    {
        const auto redis = startRedis({.settings = {u"--maxmemory"_s, u"1"_s}});
        const Sharer one(m_secrets.shareAt(redis->socket()));
        QVERIFY(eventually([&] { return one.share->status().failures >= 2; }));
        QVERIFY(contains(one.share->status().trouble, "OOM"));
        QCOMPARE(one.share->status().rounds, 0U);
        QCOMPARE(one.takeAll(), kAmount);
    }
    void aScriptThatIsTakenAwayIsBroughtAgain()
    {
        const auto redis = startRedis();
        const Sharer one(m_secrets.patientShareAt(redis->socket()));
        QVERIFY(eventually([&] { return one.isUp(); }));
        QVERIFY(one.takes());
        QVERIFY(one.isSettled());
        QCOMPARE(redis->run({u"SCRIPT"_s, u"FLUSH"_s}), "OK\n");
        QVERIFY(one.takes(kKey + 1));
        QVERIFY(one.isSettled());
        const std::string counts = redis->run({u"KEYS"_s, u"piuptime:limit:*"_s});
        QCOMPARE(std::ranges::count(counts, '\n'), 2);
        QCOMPARE(one.share->status().failures, 0U);
    }

    void whatIsNoRedisIsFoundOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("closes at once") << QByteArray();
        QTest::newRow("a web server") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
        QTest::newRow("zeros") << QByteArray(1000, '\0');
        QTest::newRow("bytes without end") << QByteArray("$536870912\r\n") + QByteArray(16 << 20, 'x');
        QTest::newRow("a list without end") << QByteArray("*2147483647\r\n");
        QTest::newRow("lists in lists") << QByteArray("*1\r\n").repeated(100);
        QTest::newRow("a number too large") << QByteArray(":99999999999999999999999\r\n");
        QTest::newRow("another answer") << QByteArray("+OK\r\n");
        QTest::newRow("more than was asked") << QByteArray("+OK\r\n+OK\r\n+OK\r\n");
        QTest::newRow("refusal") << QByteArray("-ERR go away \x1b[31m\r\n");
    }
    void whatIsNoRedisIsFoundOut()
    {
        QFETCH(const QByteArray, bytes);
        const HttpUpstream fake({}, [&bytes](Peer &peer) {
            if (!bytes.isEmpty() && !peer.receive().empty())
                peer.send(bytes.toStdString());
            peer.close();
        });
        const Sharer one(m_secrets.shareAt(fake.address()));
        QVERIFY(eventually([&] { return one.share->status().failures >= 2; }));
        QCOMPARE(one.share->status().rounds, 0U);
        QVERIFY(!contains(one.share->status().trouble, "\x1b"));
        QCOMPARE(one.takeAll(), kAmount);
    }
    void whoSaysNothingIsLeftInTime()
    {
        const HttpUpstream fake({}, [](Peer &peer) {
            while (!peer.receive().empty()) {
            }
        });
        ShareConfig config = m_secrets.shareAt(fake.address());
        config.connect = Milliseconds(50);
        const Sharer one(config);
        QVERIFY(eventually([&] { return one.share->status().failures >= 2; }));
        QVERIFY(contains(one.share->status().trouble, "did not answer in time"));
        QCOMPARE(one.takeAll(), kAmount);
    }
    void whoDripsIsLeftInTime()
    {
        const HttpUpstream fake({}, [](Peer &peer) {
            peer.send("$100000\r\n");
            while (peer.isOpen()) {
                peer.send("x");
                std::this_thread::sleep_for(Milliseconds(5));
            }
        });
        ShareConfig config = m_secrets.shareAt(fake.address());
        config.connect = Milliseconds(50);
        const Sharer one(config);
        QVERIFY(eventually([&] { return one.share->status().failures >= 2; }));
        QVERIFY(contains(one.share->status().trouble, "did not answer in time"));
    }

    void aRedisThatCountsWrongIsNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("a number") << QByteArray(":1\r\n");
        QTest::newRow("nothing") << QByteArray("$-1\r\n");
        QTest::newRow("too short a list") << QByteArray("*4\r\n:0\r\n:0\r\n:0\r\n:0\r\n");
        QTest::newRow("a text in it") << QByteArray("*5\r\n:0\r\n$1\r\nx\r\n:0\r\n:0\r\n:0\r\n");
        QTest::newRow("less than nothing") << QByteArray("*5\r\n:0\r\n:-1\r\n:0\r\n:0\r\n:0\r\n");
        QTest::newRow("more than was wanted") << QByteArray("*5\r\n:1000000\r\n:0\r\n:0\r\n:0\r\n:0\r\n");
        QTest::newRow("it cannot write") << QByteArray("-READONLY You can't write against a read only replica.\r\n");
        QTest::newRow("it forgets the script") << QByteArray("-NOSCRIPT No matching script.\r\n");
    }
    void aRedisThatCountsWrongIsNotBelieved()
    {
        QFETCH(const QByteArray, answer);
        const FalseRedis fake(answer.toStdString());
        const Sharer one(m_secrets.shareAt(fake.address()));
        QVERIFY(eventually([&] { return one.isUp(); }));
        std::uint64_t granted = 0;
        QVERIFY(eventually([&] {
            granted += one.takes() ? 1 : 0;
            return one.share->status().failures > 0;
        }));
        QCOMPARE(granted + one.takeAll(), kAmount);
        QVERIFY(eventually([&] { return one.share->status().failures >= 2; })); // and it stays so
    }

    void requestsAreAnsweredWhateverBecomesOfRedis()
    {
        const auto redis = startRedis();
        const HttpUpstream upstream;
        Config config = configFor({&upstream});
        config.guard.limits = {{.name = "wide", .by = guard::LimitBy::All, .amount = 1'000'000, .burst = 1'000'000}};
        config.share = m_secrets.shareAt(redis->socket());
        const auto gateway = start(config);
        std::atomic<bool> isOver = false;
        std::atomic<int> answered = 0;
        std::atomic<int> odd = 0;
        std::thread load([&] {
            RawClient client(gateway->ports().front());
            while (!isOver) {
                const int status = client.ask(kGet).status;
                answered += status == 200 ? 1 : 0;
                odd += status == 200 ? 0 : 1;
            }
        });
        const auto goesOn = [&] {
            const int before = answered;
            return eventually([&] { return answered > before + 20; });
        };
        bool isRight = eventually([&] { return gateway->share().isUp; }) && goesOn();
        redis->freeze();
        isRight = isRight && goesOn() && eventually([&] { return !gateway->share().isUp; }) && goesOn();
        redis->thaw();
        isRight = isRight && eventually([&] { return gateway->share().isUp; }) && goesOn();
        redis->kill();
        isRight = isRight && eventually([&] { return !gateway->share().isUp; }) && goesOn();
        isRight = isRight && contains(gateway->metricsText(), "\npiuptime_gateway_share_up 0\n");
        isRight = isRight && redis->restart() && eventually([&] { return gateway->share().isUp; }) && goesOn();
        isOver = true;
        load.join();
        QVERIFY(isRight);
        QCOMPARE(odd.load(), 0);
    }
};

QTEST_GUILESS_MAIN(ShareFailureTest)
#include "ShareFailureTest.moc"
