// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/CommandDesk.h"
#include "core/agent/protocol/Allowance.h"
#include "tests/support/TestClock.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::agent;

namespace {

constexpr UtcTime kSomeDay{std::chrono::seconds{1'764'158'400}};
const std::string kAgent = "10000000abcd";

/// A desk that may restart one unit and reboot, and who may command it.
struct Scene {
    Scene()
        : desk(clock, kAgent, {{*keyOf(secret)}, {"restart nginx.service", "reboot"}})
    {
    }

    [[nodiscard]] Command command() const
    {
        return {kAgent, desk.challenge(), clock.utcNow() + Seconds(30), {Action::Kind::Reboot}};
    }
    [[nodiscard]] CommandDesk::Decision decide(const Command &command) { return desk.decide(*sign(command, secret)); }

    Secret secret = *makeCommandSecret();
    testsupport::TestClock clock{kSomeDay};
    CommandDesk desk;
};

bool isRefused(const CommandDesk::Decision &decision, std::string_view why)
{
    return !decision.accepted && decision.refusal.told.find(why) != std::string::npos;
}

} // namespace

class CommandDeskTest : public QObject
{
    Q_OBJECT
private slots:
    void aGoodCommandIsAcceptedOnce();
    void theChallengeBeforeIsTakenForAWhile();
    void aCommandFromBeforeTheConnectionIsWorthNothing();
    void anExpiredCommandIsRefusedUnlessTheClockTellsNothing();
    void whatIsNotAllowedIsRefused();
    void aCommandForAnotherAgentIsRefused();
    void aCommandOfAStrangerIsRefusedAndUsesNothingUp();
    void aRefusalNamesOnlyAnAwaitedChallenge();
    void aFloodIsNotAnswered();
    void withoutKeysThereIsNothingToQuote();
    void allowancesCoverWhatTheySay();
};

void CommandDeskTest::aGoodCommandIsAcceptedOnce()
{
    Scene scene;
    const std::string message = *sign(scene.command(), scene.secret);
    const std::string challenge = scene.desk.challenge();
    const auto first = scene.desk.decide(message);
    QVERIFY(first.accepted);
    QCOMPARE(first.accepted->challenge, challenge);
    QVERIFY(first.accepted->action.kind == Action::Kind::Reboot);
    QVERIFY(scene.desk.challenge() != challenge);
    QVERIFY(isRefused(scene.desk.decide(message), "used already"));
}

void CommandDeskTest::theChallengeBeforeIsTakenForAWhile()
{
    Scene scene;
    const Command quick = scene.command();
    scene.clock.advance(CommandDesk::kChallengeLife);
    (void)scene.desk.renewWhenDue();
    Command command = quick;
    command.expires = scene.clock.utcNow() + Seconds(30);
    QVERIFY(scene.decide(command).accepted);
    QVERIFY(isRefused(scene.decide(command), "used already"));

    command = scene.command();
    scene.clock.advance(CommandDesk::kChallengeLife);
    (void)scene.desk.renewWhenDue();
    scene.clock.advance(CommandDesk::kChallengeLife);
    (void)scene.desk.renewWhenDue();
    command.expires = scene.clock.utcNow() + Seconds(30);
    QVERIFY(isRefused(scene.decide(command), "not told lately"));
}

void CommandDeskTest::aCommandFromBeforeTheConnectionIsWorthNothing()
{
    Scene scene;
    const Command command = scene.command();
    scene.desk.renew();
    scene.desk.renew();
    QVERIFY(isRefused(scene.decide(command), "not told lately"));
}

void CommandDeskTest::anExpiredCommandIsRefusedUnlessTheClockTellsNothing()
{
    Scene scene;
    Command command = scene.command();
    command.expires = scene.clock.utcNow() - Seconds(1);
    QVERIFY(isRefused(scene.decide(command), "expired"));
    QVERIFY(isRefused(scene.decide(command), "used already")); // nor will it be good when the clock is set back

    scene.clock.set(UtcTime{Seconds(100)}); // a Pi that has just started and knows no time
    command = scene.command();
    command.expires = UtcTime{};
    QVERIFY(scene.decide(command).accepted);
}

void CommandDeskTest::whatIsNotAllowedIsRefused()
{
    Scene scene;
    Command command = scene.command();
    command.action = {Action::Kind::RestartUnit, "ssh.service"};
    QVERIFY(isRefused(scene.decide(command), "does not allow it: restart ssh.service"));
    command = scene.command();
    command.action = {Action::Kind::RestartUnit, "nginx.service"};
    QVERIFY(scene.decide(command).accepted);
}

void CommandDeskTest::aCommandForAnotherAgentIsRefused()
{
    Scene scene;
    Command command = scene.command();
    command.agent = "10000000ffff";
    QVERIFY(isRefused(scene.decide(command), "another agent"));
}

void CommandDeskTest::aCommandOfAStrangerIsRefusedAndUsesNothingUp()
{
    Scene scene;
    const std::string challenge = scene.desk.challenge();
    const auto decision = scene.desk.decide(*sign(scene.command(), *makeCommandSecret()));
    QVERIFY(isRefused(decision, "no key"));
    QCOMPARE(decision.refusal.challenge, challenge);
    QCOMPARE(scene.desk.challenge(), challenge);
    QVERIFY(scene.decide(scene.command()).accepted);
}

void CommandDeskTest::aRefusalNamesOnlyAnAwaitedChallenge()
{
    Scene scene;
    const auto rubbish = scene.desk.decide("reboot, please");
    QVERIFY(isRefused(rubbish, "not a signed command"));
    QCOMPARE(rubbish.refusal.challenge, "-");
    const std::string message = *sign(scene.command(), scene.secret);
    QVERIFY(scene.desk.decide(message).accepted);
    QCOMPARE(scene.desk.decide(message).refusal.challenge, "-"); // what came of the first one stays its outcome
}

void CommandDeskTest::aFloodIsNotAnswered()
{
    Scene scene;
    int answers = 0;
    for (int i = 0; i < 10'000; ++i)
        answers += scene.desk.decide("x").refusal.told.empty() ? 0 : 1;
    QVERIFY2(answers <= 10, qPrintable(QString::number(answers)));
    scene.clock.advance(Seconds(60));
    QVERIFY(scene.decide(scene.command()).accepted);
}

void CommandDeskTest::withoutKeysThereIsNothingToQuote()
{
    const testsupport::TestClock clock(kSomeDay);
    CommandDesk desk(clock, kAgent, {});
    QCOMPARE(desk.challenge(), std::string());
    QVERIFY(desk.renewWhenDue() == MonoTime::max());
    const Command command{kAgent, "-", clock.utcNow() + Seconds(30), {Action::Kind::Reboot}};
    QVERIFY(isRefused(desk.decide(*sign(command, *makeCommandSecret())), "commands are off"));
}

void CommandDeskTest::allowancesCoverWhatTheySay()
{
    for (const char *words : {"restart *", "restart nginx.service", "reboot", "shut-down", "cadence"})
        QVERIFY2(isAllowance(words), words);
    for (const char *words : {"", "restart", "restart -", "restart ../x", "cadence 10", "Reboot", "reboot now", "*"})
        QVERIFY2(!isAllowance(words), words);
    const std::vector<std::string> every{"restart *", "cadence"};
    QVERIFY(allows(every, {Action::Kind::RestartUnit, "ssh.service"}));
    QVERIFY(allows(every, {Action::Kind::SetCadence, {}, Seconds(5)}));
    QVERIFY(!allows(every, {Action::Kind::Reboot}));
    QVERIFY(!allows(every, {Action::Kind::ShutDown}));
    QVERIFY(!allows({}, {Action::Kind::Reboot}));
}

QTEST_GUILESS_MAIN(CommandDeskTest)
#include "CommandDeskTest.moc"
