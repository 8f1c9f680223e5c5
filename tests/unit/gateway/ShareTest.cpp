// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/GatewayText.h"
#include "core/gateway/share/SharedLimit.h"
#include "core/gateway/share/SharedPlaces.h"
#include "tests/support/TestClock.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using namespace piuptime::gateway::share;
using guard::LimitKind;
using guard::Standing;

namespace {

constexpr std::uint64_t kKey = 7;

guard::LimitConfig window(std::uint64_t amount)
{
    return {.name = "w", .kind = LimitKind::Window, .amount = amount, .per = Seconds(3600)};
}

/// Its wishes, which hold limits that hold it, end with it, as they do with a `Share`.
std::shared_ptr<LoanDesk> makeDesk(unsigned aheadPercent = 25)
{
    const ShareConfig config{.address = "/nowhere", .aheadPercent = aheadPercent};
    const auto desk = std::make_shared<LoanDesk>(config, guard::Seed{}, "me");
    return {desk.get(), [desk](LoanDesk *) { desk->setUp(false); }};
}

std::shared_ptr<SharedLimit> makeLimit(LoanDesk &desk, const guard::LimitConfig &config, std::size_t places = 64)
{
    return std::dynamic_pointer_cast<SharedLimit>(desk.make("all/" + config.name, config, places));
}

std::shared_ptr<SharedPlaces> makePlaces(LoanDesk &desk, std::uint64_t amount, std::size_t places = 64)
{
    const guard::LimitConfig config{.name = "c", .kind = LimitKind::Concurrency, .amount = amount};
    return std::dynamic_pointer_cast<SharedPlaces>(desk.make("all/c", config, places));
}

/// What is wrong with `[share]` and these lines in it.
std::string faultOf(const std::string &lines)
{
    const auto parsed = parseGateway("listen = [\"127.0.0.1:0\"]\n[share]\n" + lines);
    return parsed ? std::string() : std::to_string(parsed.error().front().line) + ": " + parsed.error().front().reason;
}

} // namespace

/// What one gateway does about a limit that it shares, with an answer from Redis whenever a test gives one.
class ShareTest : public QObject
{
    Q_OBJECT

    testsupport::TestClock m_clock{fromMsUtc(0)};

    [[nodiscard]] MonoTime now() const { return m_clock.monotonicNow(); }
    [[nodiscard]] int takeAll(guard::Limit &limit, int most = 1000)
    {
        int granted = 0;
        while (granted < most && limit.take(kKey, now()).isGranted)
            ++granted;
        return granted;
    }
    /// The round that Redis answers with this.
    template <typename Shared>
    Account::Demand settle(Shared &limit, LoanDesk &desk, const Account::Answer &answer)
    {
        (void)desk.take();
        const Account::Demand demand = limit.demand(kKey);
        if (limit.settle(kKey, demand, answer, now()))
            (void)desk.wish(limit.shared_from_this(), kKey);
        return demand;
    }

private slots:
    void init() { m_clock.advance(Seconds(1000)); }

    void whereRedisDoesNotAnswerAGatewayCountsForItself()
    {
        const auto desk = makeDesk();
        const auto limit = makeLimit(*desk, window(20));
        QCOMPARE(takeAll(*limit), 20);
        QVERIFY(desk->take().empty());
    }
    void beforeTheFirstAnswerAShareMayPassAndNoMore()
    {
        const auto desk = makeDesk(25);
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(20));
        QCOMPARE(limit->ahead(), 5U);
        QCOMPARE(takeAll(*limit), 5);
        const Standing refused = limit->take(kKey, now());
        QCOMPARE(refused.remaining, 0U);
        QVERIFY(refused.retryAfter > Milliseconds::zero());
        QCOMPARE(desk->take().size(), 1U); // however many come, Redis is asked once
    }
    void whatRedisLendsMayPass()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(100));
        QCOMPARE(takeAll(*limit, 10), 10);
        const SharedLimit::Demand demand = settle(*limit, *desk, {.granted = 15, .left = 0, .wait = Seconds(9)});
        QCOMPARE(demand.owed, 10U);
        QCOMPARE(demand.wanted, 15U); // half more than came
        QCOMPARE(takeAll(*limit), 15);
        const Standing refused = limit->take(kKey, now());
        QCOMPARE(refused.retryAfter, Milliseconds(9'000)); // as Redis says
        m_clock.advance(Seconds(9));
        QCOMPARE(takeAll(*limit), 1); // to see whether there is more
    }
    void whatIsNotNeededGoesBack()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(100));
        QCOMPARE(takeAll(*limit, 10), 10);
        (void)settle(*limit, *desk, {.granted = 15, .left = 70, .slice = 4});
        const SharedLimit::Demand demand = settle(*limit, *desk, {.left = 85, .slice = 5});
        QCOMPARE(demand.returned, 15U);
        QCOMPARE(demand.slice, 4);
        QCOMPARE(demand.owed, 0U);
        QVERIFY(desk->take().empty()); // and that is the end of it
    }
    void whatAnotherLimitRefusedMayPassOnceMore()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(20));
        QCOMPARE(takeAll(*limit), 5);
        limit->giveBack(kKey, now());
        QCOMPARE(takeAll(*limit), 1);
    }
    void nearTheEndNoMoreThanIsLeftIsPassedAhead()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(100));
        QCOMPARE(takeAll(*limit, 1), 1);
        (void)settle(*limit, *desk, {.left = 3});
        QCOMPARE(takeAll(*limit), 3);
    }
    void whenRedisGoesAwayNobodyIsHeldBackByIt()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(100));
        QCOMPARE(takeAll(*limit), 25);
        (void)settle(*limit, *desk, {.left = 0, .wait = Seconds(3600)});
        QCOMPARE(takeAll(*limit), 0);
        desk->setUp(false);
        QCOMPARE(takeAll(*limit), 75); // of its own limit the rest
    }
    void whileAnAnswerIsLateNobodyIsHeldBackByIt()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(100));
        desk->setDue(now() + Milliseconds(50));
        QCOMPARE(takeAll(*limit), 25);
        m_clock.advance(Milliseconds(51));
        QCOMPARE(takeAll(*limit), 75);
        (void)desk->take();
        QCOMPARE(limit->demand(kKey).owed, 100U); // all of which Redis is told
    }
    void anAnswerToWhatWasAskedBeforeAnOutageIsVoid()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(100));
        QCOMPARE(takeAll(*limit), 25);
        const SharedLimit::Demand demand = limit->demand(kKey);
        desk->setUp(false);
        desk->setUp(true);
        QVERIFY(!limit->settle(kKey, demand, {.granted = 50}, now()));
        QCOMPARE(takeAll(*limit), 25);
    }
    void bytesAreOwedOnceTheyWentThrough()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit =
            makeLimit(*desk, {.name = "b", .kind = LimitKind::Bytes, .amount = 1000, .per = Seconds(3600)});
        QVERIFY(limit->take(kKey, now()).isGranted);
        limit->charge(kKey, 250, now());
        QVERIFY(!limit->take(kKey, now()).isGranted); // before Redis has answered
        const SharedLimit::Demand demand = settle(*limit, *desk, {.left = 400});
        QCOMPARE(demand.owed, 250U);
        QCOMPARE(demand.wanted, 0U);
        QVERIFY(limit->take(kKey, now()).isGranted);
        limit->charge(kKey, 600, now());
        (void)settle(*limit, *desk, {.left = 0, .wait = Seconds(9)});
        QVERIFY(!limit->take(kKey, now()).isGranted);
        m_clock.advance(Seconds(9));
        QVERIFY(limit->take(kKey, now()).isGranted);
    }
    void moreKeysThanPlacesTakeNoMoreMemoryAndCountHereAlone()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(20), 8);
        for (std::uint64_t key = 1; key <= 8; ++key)
            QVERIFY(limit->take(key << 32U, now()).isGranted);
        QVERIFY(limit->take(std::uint64_t{9} << 32U, now()).isGranted);
        QCOMPARE(desk->take().size(), 8U);
    }
    void wishesThatNobodyTakesAreBounded()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto limit = makeLimit(*desk, window(20), 100'000);
        for (std::uint64_t key = 1; key <= 50'000; ++key)
            QVERIFY(limit->take(key, now()).isGranted);
        std::size_t wishes = 0;
        for (auto some = desk->take(); !some.empty(); some = desk->take()) {
            QVERIFY(some.size() <= 1024);
            wishes += some.size();
        }
        QCOMPARE(wishes, 16'384U);
    }
    void ofPlacesALeaseAndAShareAheadMayBeInUse()
    {
        const auto desk = makeDesk(25);
        const auto places = makePlaces(*desk, 20);
        QCOMPARE(takeAll(*places), 20); // while Redis does not answer
        for (int i = 0; i < 20; ++i)
            places->giveBack(kKey, now());
        desk->setUp(true);
        QCOMPARE(takeAll(*places), 5);
        const SharedPlaces::Demand demand = settle(*places, *desk, {.granted = 7, .left = 2, .slice = 20});
        QCOMPARE(demand.owed, 5U);
        QCOMPARE(demand.wanted, 9U); // half more than wanted to pass at once
        QVERIFY(demand.isRefusing);
        QCOMPARE(takeAll(*places), 4);
        (void)settle(*places, *desk, {.granted = 7, .left = 0, .slice = 20});
        places->giveBack(kKey, now());
        QCOMPARE(takeAll(*places), 0); // eight are in use of seven
        places->giveBack(kKey, now());
        QCOMPARE(takeAll(*places), 0);
        places->giveBack(kKey, now());
        QCOMPARE(takeAll(*places), 1);
    }
    void placesInUseOutliveRedisAndTheirLeaseDoesNot()
    {
        const auto desk = makeDesk(25);
        desk->setUp(true);
        const auto places = makePlaces(*desk, 20);
        QCOMPARE(takeAll(*places), 5);
        (void)settle(*places, *desk, {.granted = 7, .left = 0, .slice = 20});
        desk->setUp(false);
        QCOMPARE(takeAll(*places), 15);
        desk->setUp(true);
        QCOMPARE(takeAll(*places), 0);
        QCOMPARE(settle(*places, *desk, {.granted = 20, .slice = 20}).owed, 20U);
        for (int i = 0; i < 20; ++i)
            places->giveBack(kKey, now());
        QCOMPARE(settle(*places, *desk, {}).wanted, 0U); // which gives all of them back
    }
    void whatRedisDoesNotHearOfIsNotInUseWhileItAnswers()
    {
        const auto desk = makeDesk(25);
        desk->setUp(true);
        const auto places = makePlaces(*desk, 20);
        QCOMPARE(takeAll(*places, 4), 4);
        (void)settle(*places, *desk, {.granted = 6, .left = 0, .slice = 20});
        for (int i = 0; i < 3; ++i)
            places->giveBack(kKey, now());
        (void)settle(*places, *desk, {.granted = 4, .left = 0, .slice = 20}); // as many as there were since the last
        (void)desk->take();
        const SharedPlaces::Demand demand = places->demand(kKey);
        QCOMPARE(demand.owed, 1U);
        QCOMPARE(takeAll(*places), 0); // for others may have the rest by now
        (void)places->settle(kKey, demand, {.granted = 1, .left = 2, .slice = 20}, now());
        QCOMPARE(takeAll(*places), 2);
    }
    void placesThatAreNotNeededGoBackWithoutAnybodyComing()
    {
        const auto desk = makeDesk(25);
        desk->setUp(true);
        const auto places = makePlaces(*desk, 20);
        QCOMPARE(takeAll(*places, 4), 4);
        (void)settle(*places, *desk, {.granted = 6, .left = 0, .slice = 20});
        QCOMPARE(settle(*places, *desk, {.granted = 4, .left = 2, .slice = 20}).wanted, 4U);
        QVERIFY(desk->take().empty()); // and that is the end of it
    }
    void whereOthersFindNoneAGatewayMakesRoomAsItsRequestsEnd()
    {
        const auto desk = makeDesk(25);
        desk->setUp(true);
        const auto places = makePlaces(*desk, 20);
        QCOMPARE(takeAll(*places), 5);
        (void)settle(*places, *desk, {.granted = 14, .left = 0, .slice = 20});
        QCOMPARE(takeAll(*places), 9);
        (void)settle(*places, *desk, {.granted = 14, .left = 0, .slice = 10});
        for (int i = 0; i < 4; ++i) {
            places->giveBack(kKey, now());
            QCOMPARE(takeAll(*places), 0);
        }
        places->giveBack(kKey, now());
        QCOMPARE(takeAll(*places), 1);
    }
    void aLeaseThatWasNotRenewedIsNotBelievedIn()
    {
        const auto desk = makeDesk(25);
        desk->setUp(true);
        const auto places = makePlaces(*desk, 20);
        QCOMPARE(takeAll(*places, 4), 4);
        (void)settle(*places, *desk, {.granted = 14, .left = 0, .slice = 20});
        m_clock.advance(SharedPlaces::kLease);
        QCOMPARE(takeAll(*places), 1); // the fifth, which is ahead of an answer
    }
    void leasesAreRenewedOfKeysInUseAlone()
    {
        const auto desk = makeDesk();
        desk->setUp(true);
        const auto places = makePlaces(*desk, 20);
        QVERIFY(places->take(kKey, now()).isGranted);
        QVERIFY(places->take(kKey + 1, now()).isGranted);
        places->giveBack(kKey + 1, now());
        for (const LoanDesk::Wish &wish : desk->take())
            (void)wish.account->demand(wish.key);
        desk->renew();
        const auto wishes = desk->take();
        QCOMPARE(wishes.size(), 1U);
        QCOMPARE(wishes[0].key, kKey);
    }
    void whereEverybodyHasARequestUnderWayANewcomerHasNoPlace()
    {
        const auto desk = makeDesk();
        const auto places = makePlaces(*desk, 20, 8);
        for (std::uint64_t key = 1; key <= 8; ++key)
            QVERIFY(places->take(key, now()).isGranted);
        QVERIFY(!places->take(9, now()).isGranted);
        places->giveBack(3, now());
        QVERIFY(places->take(9, now()).isGranted);
    }
    void limitsThatDifferDoNotCountInOnePlace()
    {
        const auto desk = makeDesk();
        QVERIFY(makeLimit(*desk, window(20))->name() != makeLimit(*desk, window(21))->name());
        QCOMPARE(makeLimit(*desk, window(20))->name(), makeLimit(*makeDesk(), window(20))->name());
    }

    void settingsAreReadAndTheirFilesFound()
    {
        const auto parsed =
            parseGateway("listen = [\"127.0.0.1:0\"]\n[share]\nredis = \"[::1]:6379\"\nuser = \"gate\"\n"
                         "password_file = \"redis.password\"\nsecret_file = \"/run/secret\"\n"
                         "prefix = \"lab\"\nborrow_ms = 50\nconnect_ms = 500\nanswer_ms = 100\n"
                         "ahead_percent = 10\nbreakers = false\n",
                         "/etc/piuptime");
        QVERIFY(parsed);
        const ShareConfig wanted{.address = "[::1]:6379",
                                 .user = "gate",
                                 .passwordFile = "/etc/piuptime/redis.password",
                                 .secretFile = "/run/secret",
                                 .prefix = "lab:",
                                 .borrow = Milliseconds(50),
                                 .connect = Milliseconds(500),
                                 .answer = Milliseconds(100),
                                 .aheadPercent = 10,
                                 .hasBreakers = false};
        QVERIFY(parsed->share == wanted);
        QVERIFY(!parseGateway("listen = [\"127.0.0.1:0\"]\n")->share.isOn());
    }
    void whatIsWrongWithSettingsIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("fault");
        const std::tuple<const char *, const char *, const char *> rows[]{
            {"no redis", "secret_file = \"s\"", "2: sharing needs a Redis"},
            {"no port", "redis = \"10.0.0.2\"\nsecret_file = \"s\"", "3: redis must be a host and a port"},
            {"no secret", "redis = \"/run/redis.sock\"", "2: sharing needs a secret that nobody else can guess"},
            {"user alone", "redis = \"/run/redis.sock\"\nuser = \"u\"\nsecret_file = \"s\"",
             "4: a user needs a password_file"},
            {"odd prefix", "redis = \"/run/redis.sock\"\nsecret_file = \"s\"\nprefix = \"a b\"",
             "5: prefix must consist of"},
            {"borrow", "redis = \"/run/redis.sock\"\nsecret_file = \"s\"\nborrow_ms = 1", "5: borrow_ms must be"},
            {"misspelt", "redis = \"/run/redis.sock\"\nsecret_file = \"s\"\nborow_ms = 20", "5: "},
        };
        for (const auto &[title, lines, fault] : rows)
            QTest::newRow(title) << QString::fromUtf8(lines) << QString::fromUtf8(fault);
    }
    void whatIsWrongWithSettingsIsToldWithItsLine()
    {
        QFETCH(const QString, lines);
        QFETCH(const QString, fault);
        const std::string told = faultOf(lines.toStdString());
        QVERIFY2(told.starts_with(fault.toStdString()), told.c_str());
    }
};

QTEST_GUILESS_MAIN(ShareTest)
#include "ShareTest.moc"
