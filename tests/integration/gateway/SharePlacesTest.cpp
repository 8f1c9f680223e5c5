// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/Script.h"
#include "core/gateway/share/SharedPlaces.h"
#include "tests/integration/gateway/ShareScene.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::share;
using guard::LimitConfig;
using guard::LimitKind;
using Peer = HttpUpstream::Peer;
using Request = HttpUpstream::Request;

namespace {

constexpr std::uint64_t kPlaces = 20;
constexpr std::uint64_t kMore = 5; ///< that may be in use beyond a lease

LimitConfig placesOf(std::uint64_t amount)
{
    return {.name = "at-once", .kind = LimitKind::Concurrency, .by = guard::LimitBy::All, .amount = amount};
}

/// A gateway in a process of its own, with four places for everybody, once it has found Redis.
class GatewayProgram
{
public:
    GatewayProgram(const Secrets &secrets, const std::string &name, const HttpUpstream &upstream,
                   const std::string &redis)
    {
        const std::string file =
            secrets.file(name + ".toml", "listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"pis\"\n"
                                         "[[upstream.endpoint]]\naddress = \""
                                             + upstream.address()
                                             + "\"\n[[route]]\nname = \"all\"\nto = \"pis\"\n"
                                               "[[limit]]\nname = \"few\"\nconcurrency = 4\nby = \"all\"\n"
                                               "[share]\nredis = \""
                                             + redis + "\"\nanswer_ms = 10000\nsecret_file = \""
                                             + secrets.file("secret", "a secret of all gateways") + "\"\n");
        const QString path = QString::fromStdString(file);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(PIUPTIME_GATEWAY),
                        {u"run"_s, path, u"--state"_s, path + u".state"_s, u"--socket"_s, path + u".socket"_s});
        while (!(told(u"limits are shared"_s) && told(u"(port "_s)) && m_process.waitForReadyRead(20'000))
            m_told += m_process.readAll();
    }
    ~GatewayProgram() { kill(); }
    GatewayProgram(const GatewayProgram &) = delete;
    GatewayProgram &operator=(const GatewayProgram &) = delete;

    /// 0: it did not come up.
    [[nodiscard]] std::uint16_t port() const
    {
        static const QRegularExpression kPort(u"\\(port (\\d+)\\)"_s);
        return kPort.match(QString::fromUtf8(m_told)).captured(1).toUShort();
    }
    [[nodiscard]] const QByteArray &log() const { return m_told; }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    [[nodiscard]] bool told(const QString &text) const { return QString::fromUtf8(m_told).contains(text); }

    QProcess m_process;
    QByteArray m_told;
};

/// Requests that are under way as long as this lives.
class Clients
{
public:
    /// Whether one more passes, which is not answered for now.
    [[nodiscard]] bool grows(std::uint16_t port)
    {
        m_clients.push_back(std::make_unique<RawClient>(port));
        m_clients.back()->setPatience(Milliseconds(100));
        return m_clients.back()->ask(kGet).status == 0;
    }
    /// Whether there are so many at last.
    [[nodiscard]] bool growsTo(int count, std::uint16_t port, int passed = 0)
    {
        return eventually([&] {
            passed += grows(port) ? 1 : 0;
            return passed == count;
        });
    }

private:
    std::vector<std::unique_ptr<RawClient>> m_clients;
};

/// A gateway whose rounds take place step by step, as a test says.
class StepByStep
{
public:
    explicit StepByStep(const std::string &id)
        : m_desk(std::make_shared<LoanDesk>(ShareConfig{.address = "/nowhere"}, guard::Seed{}, id))
        , m_places(std::dynamic_pointer_cast<SharedPlaces>(m_desk->make("all/few", placesOf(kPlaces), 64)))
    {
        m_desk->setUp(true);
    }
    ~StepByStep() { m_desk->setUp(false); } // wishes hold limits that hold the desk
    StepByStep(const StepByStep &) = delete;
    StepByStep &operator=(const StepByStep &) = delete;

    void comes() { m_inUse += m_places->take(kKey, monotonicNow()).isGranted ? 1 : 0; }
    void leaves()
    {
        if (m_inUse == 0)
            return;
        --m_inUse;
        m_places->giveBack(kKey, monotonicNow());
    }
    /// What comes next of a round: the question is put, Redis answers, the answer is there.
    void goesOn(Redis &redis)
    {
        if (!m_demand) {
            if (!m_desk->take().empty())
                m_demand = m_places->demand(kKey);
        } else if (!m_answer) {
            m_answer = answerOf(redis);
        } else {
            if (m_places->settle(kKey, *m_demand, *m_answer, monotonicNow()))
                (void)m_desk->wish(m_places, kKey);
            m_demand.reset();
            m_answer.reset();
        }
    }
    [[nodiscard]] std::uint64_t inUse() const { return m_inUse; }

private:
    [[nodiscard]] Account::Answer answerOf(Redis &redis) const
    {
        const Account::Terms terms = m_places->terms();
        const std::array<std::string, 10> numbers{std::string(terms.kind),
                                                  std::to_string(terms.amount),
                                                  std::to_string(terms.per.count()),
                                                  std::to_string(terms.quota),
                                                  std::to_string(m_demand->owed),
                                                  "0",
                                                  "0",
                                                  std::to_string(m_demand->wanted),
                                                  m_desk->id(),
                                                  m_demand->isRefusing ? "1" : "0"};
        std::vector<std::string_view> words{"EVAL", kScript, "1", "few"};
        words.insert(words.end(), numbers.begin(), numbers.end());
        redis.add(words);
        const auto replies = redis.ask(Deadline::in(Seconds(10)));
        if (!replies || replies->front().list.size() != 5)
            return {};
        const auto at = [&replies](std::size_t i) { return replies->front().list[i].number; };
        return {
            .granted = static_cast<std::uint64_t>(at(0)), .left = static_cast<std::uint64_t>(at(1)), .slice = at(4)};
    }

    std::shared_ptr<LoanDesk> m_desk;
    std::shared_ptr<SharedPlaces> m_places;
    std::uint64_t m_inUse = 0;
    std::optional<Account::Demand> m_demand;
    std::optional<Account::Answer> m_answer;
};

} // namespace

/// Limits of requests at a time that several gateways share, through a real Redis.
class SharePlacesTest : public QObject
{
    Q_OBJECT

    Secrets m_secrets;

    [[nodiscard]] Sharer sharerAt(const test::RedisServer &redis) const
    {
        return Sharer(m_secrets.patientShareAt(redis.socket()), placesOf(kPlaces));
    }
    /// Takes until so many places are had. \return how many they are at last
    [[nodiscard]] static std::uint64_t takeUntil(const Sharer &sharer, std::uint64_t goal)
    {
        std::uint64_t taken = 0;
        (void)eventually([&] {
            taken += sharer.takeAll();
            return taken >= goal;
        });
        return taken;
    }
    /// What Redis has of who holds how many places until when, a line each.
    [[nodiscard]] static std::string leasesIn(const test::RedisServer &redis)
    {
        const QString key = QString::fromStdString(redis.run({u"KEYS"_s, u"piuptime:limit:*"_s})).trimmed();
        return key.isEmpty() ? std::string() : redis.run({u"HVALS"_s, key});
    }

private slots:
    void atATimeThereAreNoMoreThanTheLimitAndAShareForEach()
    {
        const auto redis = startRedis();
        std::vector<Sharer> sharers;
        for (int i = 0; i < 3; ++i)
            sharers.push_back(sharerAt(*redis));
        QVERIFY(eventually([&] { return std::ranges::all_of(sharers, &Sharer::isUp); }));
        std::atomic<std::uint64_t> inUse = 0;
        std::atomic<std::uint64_t> most = 0;
        std::vector<std::thread> clients;
        for (unsigned i = 0; i < 6; ++i) {
            clients.emplace_back([&, i] {
                const Sharer &sharer = sharers[i % sharers.size()];
                std::mt19937 dice(i);
                std::uint64_t held = 0;
                for (int step = 0; step < 4000; ++step) {
                    if (dice() % 2 == 0 && sharer.takes()) {
                        ++held;
                        const std::uint64_t now = ++inUse;
                        for (std::uint64_t known = most; now > known && !most.compare_exchange_weak(known, now);) {
                        }
                    } else if (held > 0 && dice() % 2 == 0) {
                        --inUse; // first, so that it is not counted by two
                        sharer.givesBack();
                        --held;
                    }
                    if (step % 20 == 0)
                        std::this_thread::sleep_for(Milliseconds(1));
                }
                inUse -= held;
                for (; held > 0; --held)
                    sharer.givesBack();
            });
        }
        for (std::thread &client : clients)
            client.join();
        QVERIFY2(most >= kPlaces / 2, std::to_string(most).c_str());
        QVERIFY2(most <= kPlaces + 3 * kMore, std::to_string(most).c_str());
        QVERIFY(eventually([&] { return leasesIn(*redis).empty(); })); // nothing is left behind
    }
    void whateverHappensBetweenAQuestionAndItsAnswerTheBoundHolds()
    {
        const auto redis = startRedis();
        const auto connection = Redis::connect(redis->socket(), Deadline::in(Seconds(10)), -1);
        QVERIFY(connection);
        for (unsigned seed = 1; seed <= 30; ++seed) {
            QCOMPARE(redis->run({u"FLUSHALL"_s}), "OK\n");
            std::array<StepByStep, 3> gateways{StepByStep("a"), StepByStep("b"), StepByStep("c")};
            std::mt19937 dice(seed);
            for (int step = 0; step < 2000; ++step) {
                StepByStep &gateway = gateways[dice() % gateways.size()];
                const bool isBusy = (step / 100 + static_cast<int>(seed)) % 3 != 0; // tides
                switch (dice() % 4) {
                case 0:
                    gateway.goesOn(**connection);
                    break;
                case 1:
                    for (auto i = dice() % 12; i > 0; --i)
                        isBusy ? gateway.comes() : gateway.leaves();
                    break;
                case 2:
                    gateway.comes();
                    break;
                default:
                    gateway.leaves();
                }
                const std::uint64_t all = gateways[0].inUse() + gateways[1].inUse() + gateways[2].inUse();
                QVERIFY2(all <= kPlaces + 3 * kMore, (std::to_string(all) + " with " + std::to_string(seed)).c_str());
            }
        }
    }
    void aGatewayWithoutAPauseLeavesPlacesToAnother()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        const Sharer other = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        std::uint64_t ofOne = takeUntil(one, kPlaces);
        std::uint64_t ofOther = 0;
        QVERIFY(eventually([&] {
            if (ofOne > 0) { // one goes, and there are always others who want its place
                one.givesBack();
                --ofOne;
            }
            ofOne += one.takeAll();
            ofOther += other.takeAll();
            return ofOther >= kPlaces / 2 && ofOne <= kPlaces / 2 + kMore;
        }));
    }
    void placesThatAreFreeAgainAreForOthers()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        const Sharer other = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QCOMPARE(takeUntil(one, kPlaces), kPlaces);
        QVERIFY(one.isSettled());
        const std::uint64_t early = other.takeAll();
        QVERIFY2(early <= kMore, std::to_string(early).c_str());
        QVERIFY(other.isSettled());
        QVERIFY(!other.takes());
        for (std::uint64_t i = 0; i < kPlaces; ++i)
            one.givesBack();
        QCOMPARE(early + takeUntil(other, kPlaces - early), kPlaces);
    }
    void thoseOfAGatewayThatDiesAreFreeWhenItsLeaseEnds()
    {
        const auto redis = startRedis();
        const Sharer other = sharerAt(*redis);
        {
            const Sharer one = sharerAt(*redis);
            QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
            QCOMPARE(takeUntil(one, kPlaces), kPlaces);
            QVERIFY(one.isSettled());
        }
        const std::uint64_t early = other.takeAll();
        QVERIFY2(early <= kMore, std::to_string(early).c_str());
        QCOMPARE(early + takeUntil(other, kPlaces - early), kPlaces);
    }
    void aLeaseIsRenewedAsLongAsRequestsLast()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp(); }));
        QVERIFY(one.takes());
        QVERIFY(one.isSettled());
        const std::string first = leasesIn(*redis);
        QVERIFY2(first.starts_with("1 "), first.c_str());
        QVERIFY(eventually([&] {
            const std::string later = leasesIn(*redis);
            return later.starts_with("1 ") && later > first;
        }));
    }
    void aRedisThatStartsAnewLearnsWhatIsInUse()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        const Sharer other = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QCOMPARE(takeUntil(one, kPlaces), kPlaces);
        redis->kill();
        QVERIFY(eventually([&] { return !one.isUp() && !other.isUp(); }));
        QCOMPARE(other.takeAll(), kPlaces); // it counts for itself
        for (std::uint64_t i = 0; i < kPlaces; ++i)
            other.givesBack();
        QVERIFY(redis->restart());
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QVERIFY(eventually([&] { return leasesIn(*redis).starts_with("20 "); }));
        const std::uint64_t late = other.takeAll();
        QVERIFY2(late <= kMore, std::to_string(late).c_str());
    }
    void aRedisThatForgetsAndDropsItsConnectionsIsToldAtOnce()
    {
        const auto redis = startRedis();
        const Sharer one = sharerAt(*redis);
        QVERIFY(eventually([&] { return one.isUp(); }));
        QCOMPARE(takeUntil(one, kPlaces), kPlaces);
        QVERIFY(one.isSettled());
        QCOMPARE(redis->run({u"FLUSHALL"_s}), "OK\n");
        QCOMPARE(redis->run({u"CLIENT"_s, u"KILL"_s, u"TYPE"_s, u"normal"_s}), "1\n");
        QVERIFY(eventually([&] { return one.share->status().failures > 0 && one.isUp(); }));
        const std::string leases = leasesIn(*redis);
        QVERIFY2(leases.starts_with("20 "), leases.c_str());
    }
    void aRedisThatHangsHoldsNobodyBackAndIsToldAfterwards()
    {
        const auto redis = startRedis();
        const Sharer one(m_secrets.shareAt(redis->socket()), placesOf(kPlaces));
        const Sharer other(m_secrets.shareAt(redis->socket()), placesOf(kPlaces));
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        QCOMPARE(takeUntil(one, kPlaces), kPlaces);
        redis->freeze();
        QCOMPARE(takeUntil(other, kPlaces), kPlaces);
        QVERIFY(!one.takes() && !other.takes()); // gateways times the limit, and no more
        redis->thaw();
        QVERIFY(eventually([&] { return one.isUp() && other.isUp(); }));
        for (std::uint64_t i = 0; i < kPlaces; ++i)
            other.givesBack();
        QVERIFY(eventually([&] { return leasesIn(*redis).starts_with("20 "); }));
        QVERIFY(other.isSettled());
        const std::uint64_t late = other.takeAll();
        QVERIFY2(late <= kMore, std::to_string(late).c_str());
    }
    void thePlacesOfAProgramThatIsKilledAreFreeAgain()
    {
        const auto redis = startRedis();
        std::atomic<bool> isHeld = true;
        const HttpUpstream upstream([&isHeld](Peer &peer, const Request &) {
            (void)eventually([&isHeld] { return !isHeld; });
            peer.answer("hello");
        });
        GatewayProgram one(m_secrets, "one", upstream, redis->socket());
        const GatewayProgram other(m_secrets, "other", upstream, redis->socket());
        QVERIFY2(one.port() != 0 && other.port() != 0, (one.log() + other.log()).constData());
        Clients clients;
        const bool isFull = clients.growsTo(4, one.port());
        int passed = 0;
        while (clients.grows(other.port()))
            ++passed;
        one.kill();
        const bool isFree = clients.growsTo(4, other.port(), passed);
        isHeld = false;
        QVERIFY(isFull);
        QVERIFY2(passed <= 1, std::to_string(passed).c_str()); // ahead of Redis' answer
        QVERIFY(isFree);
    }
    void clientsOfTwoGatewaysShareThePlaces()
    {
        const auto redis = startRedis();
        std::atomic<bool> isHeld = true;
        const HttpUpstream upstream([&isHeld](Peer &peer, const Request &) {
            (void)eventually([&isHeld] { return !isHeld; });
            peer.answer("hello");
        });
        Config config = configFor({&upstream});
        config.guard.limits = {placesOf(4)}; // one may be in use beyond a lease
        config.share = m_secrets.patientShareAt(redis->socket());
        const auto one = start(config);
        const auto other = start(config);
        QVERIFY(eventually([&] { return one->share().isUp && other->share().isUp; }));
        Clients clients;
        QVERIFY(clients.growsTo(4, one->ports().front()));
        int ofOther = 0;
        while (clients.grows(other->ports().front()))
            ++ofOther;
        QVERIFY2(ofOther <= 1, std::to_string(ofOther).c_str());
        QVERIFY(other->totals().of(Cause::ConcurrencyLimited) > 0);
        isHeld = false;
        QVERIFY(eventually([&] { return RawClient(other->ports().front()).ask(kGet).status == 200; }));
    }
};

QTEST_GUILESS_MAIN(SharePlacesTest)
#include "SharePlacesTest.moc"
