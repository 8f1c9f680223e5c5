// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Backoff.h"
#include "core/base/CircuitBreaker.h"
#include "core/base/Clock.h"
#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QTest>

#include <set>
#include <type_traits>

using namespace piuptime;
using namespace std::chrono_literals;

class BaseTest : public QObject
{
    Q_OBJECT
private slots:
    void anErrorGathersTheStepsOnItsWayUp()
    {
        const Result<int> inner = fail(ErrorKind::Corrupt, "not a number", "\033[31mx\033[0m");
        const Result<int> outer = fail(inner.error(), "reading the fan");
        QCOMPARE(outer.error().kind, ErrorKind::Corrupt);
        QCOMPARE(outer.error().describe(), std::string("not a number: “x”, while reading the fan"));
        QCOMPARE(inner.error().describe(), std::string("not a number: “x”"));
    }

    void anExcerptIsCut()
    {
        const Result<int> result = fail(ErrorKind::Corrupt, "too long", std::string(10'000, 'x'));
        QVERIFY(result.error().detail.size() < 120);
    }

    void everyKindOfErrorHasAWordOfItsOwn()
    {
        std::set<std::string_view> names;
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Internal); ++kind)
            names.insert(name(static_cast<ErrorKind>(kind)));
        QCOMPARE(names.size(), std::size_t(10));
    }

    void waitsGrowToTheirLimitAndStayAboveHalf()
    {
        Backoff backoff({1000ms, 8000ms, 2.0}, 7);
        for (const Milliseconds step : {1000ms, 2000ms, 4000ms, 8000ms, 8000ms, 8000ms}) {
            const Milliseconds wait = backoff.next();
            QVERIFY(wait >= step / 2 && wait <= step);
        }
        QCOMPARE(backoff.attempts(), 6);
        backoff.reset();
        QCOMPARE(backoff.attempts(), 0);
        QVERIFY(backoff.next() <= 1000ms);
    }

    void waitsOfTwoDevicesDiffer()
    {
        Backoff one({}, 1);
        Backoff other({}, 2);
        QVERIFY(one.next() != other.next() || one.next() != other.next());
    }

    void aBreakerOpensAfterFailuresInARow()
    {
        const MonoTime start{};
        CircuitBreaker breaker({3, 60'000ms});
        breaker.failed(start);
        breaker.failed(start);
        breaker.succeeded();
        breaker.failed(start);
        breaker.failed(start);
        QVERIFY(breaker.allows(start));
        breaker.failed(start);
        QCOMPARE(breaker.state(), CircuitBreaker::State::Open);
        QVERIFY(!breaker.allows(start + 59s));
        QCOMPARE(breaker.retryAt(), start + 60s);
    }

    void aClosedBreakerOpensAtAnothersWord()
    {
        const MonoTime start{};
        CircuitBreaker breaker({3, 60'000ms});
        breaker.open(start);
        QVERIFY(!breaker.allows(start + 59s));
        breaker.open(start + 59s); // it is open already
        QVERIFY(breaker.allows(start + 60s));
        breaker.open(start + 60s); // somebody is finding out
        QCOMPARE(breaker.state(), CircuitBreaker::State::HalfOpen);
        breaker.failed(start + 61s);
        QVERIFY(!breaker.allows(start + 120s));
    }

    void anOpenBreakerLetsOneAttemptThroughAfterItsPause()
    {
        const MonoTime start{};
        CircuitBreaker breaker({1, 60'000ms});
        breaker.failed(start);
        QVERIFY(breaker.allows(start + 60s));
        QCOMPARE(breaker.state(), CircuitBreaker::State::HalfOpen);
        QVERIFY2(!breaker.allows(start + 61s), "one attempt, not two");
        breaker.failed(start + 62s);
        QVERIFY(!breaker.allows(start + 121s));
        QVERIFY(breaker.allows(start + 122s));
        breaker.succeeded();
        QCOMPARE(breaker.state(), CircuitBreaker::State::Closed);
        QVERIFY(breaker.allows(start));
    }

    void aPersonMayCloseABreaker()
    {
        CircuitBreaker breaker({1, 60'000ms});
        breaker.failed(MonoTime{});
        breaker.reset();
        QVERIFY(breaker.allows(MonoTime{}));
    }

    void aDeadlineIsNeverNegativeAndOnlyShrinks()
    {
        const Deadline past = Deadline::at(MonoTime::clock::now() - 1h);
        QVERIFY(past.passed());
        QCOMPARE(past.remaining(), 0ms);
        const Deadline future = Deadline::in(1h);
        QVERIFY(!future.passed());
        QVERIFY(future.within(1s).point() < future.point());
        QCOMPARE(future.within(2h).point(), future.point());
    }

    void timeGoesToMillisecondsAndBack()
    {
        QCOMPARE(toMsUtc(fromMsUtc(1'732'100'400'123)), std::int64_t(1'732'100'400'123));
        QCOMPARE(toMsUtc(fromMsUtc(-1)), std::int64_t(-1));
    }

    void aSecretMovesAwayWhole()
    {
        Secret first(std::string("correct horse battery staple"));
        const Secret copy = first;
        const Secret second = std::move(first);
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is what is promised
        QCOMPARE(second.reveal(), copy.reveal());
        Secret third(std::string("short"));
        third = copy;
        QCOMPARE(third.reveal(), std::string("correct horse battery staple"));
        const Secret &itself = third;
        third = itself;
        QVERIFY(!third.isEmpty());
    }

    void aSecretDoesNotTurnIntoText()
    {
        QVERIFY((!std::is_convertible_v<Secret, std::string>));
        QVERIFY((!std::is_convertible_v<std::string, Secret>));
        QVERIFY((!std::equality_comparable<Secret>));
    }
};

QTEST_APPLESS_MAIN(BaseTest)
#include "BaseTest.moc"
