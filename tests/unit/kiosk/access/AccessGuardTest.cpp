// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AccessGuard.h"
#include "core/config/AtomicFile.h"
#include "tests/support/TestClock.h"
#include "tests/support/Verify.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

using Level = AccessGuard::Level;

const QString kOperate = u"471147"_s;
const QString kAcknowledge = u"1234"_s;

/// A screen with its state folder, which can be started anew.
class Screen
{
public:
    Screen() { start(); }
    ~Screen() { stop(); }

    void stop()
    {
        guard.reset();
        trail.reset();
    }
    void start(bool allowWithoutPin = false)
    {
        stop();
        trail = std::make_unique<AuditTrail>(AuditLog(path(u"audit.jsonl"_s)), clock);
        guard = std::make_unique<AccessGuard>(
            AccessGuard::Setup{path(u"pins.json"_s), std::chrono::minutes(2), allowWithoutPin}, clock, *trail);
    }
    [[nodiscard]] bool settles() const
    {
        return QTest::qWaitFor([this] { return !guard->isBusy(); }, 30'000);
    }
    bool unlock(const QString &pin) const
    {
        guard->unlock(pin);
        return settles() && guard->errorText().isEmpty();
    }
    bool setPin(Level level, const QString &pin) const
    {
        guard->setPin(level, pin);
        return settles() && guard->errorText().isEmpty();
    }
    [[nodiscard]] std::string path(const QString &name) const { return m_folder.filePath(name).toStdString(); }
    /// The audit log, once all of it is written.
    [[nodiscard]] std::string audit()
    {
        stop();
        return config::readFile(path(u"audit.jsonl"_s), 1 << 20).value_or(std::string());
    }

    testsupport::TestClock clock{fromMsUtc(1'790'000'000'000)};
    std::unique_ptr<AuditTrail> trail;
    std::unique_ptr<AccessGuard> guard;

private:
    QTemporaryDir m_folder;
};

} // namespace

class AccessGuardTest : public QObject
{
    Q_OBJECT
private slots:
    void withoutAPinThereIsOnlyLooking()
    {
        const Screen screen;
        QCOMPARE(screen.guard->level(), Level::Look);
        QVERIFY(screen.guard->permits(Level::Look));
        QVERIFY(!screen.guard->permits(Level::Acknowledge));
        QVERIFY(!screen.guard->hasPin());
        QVERIFY(!screen.unlock(u"0000"_s));
    }

    void whereTheSettingsAllowItEverythingMayBeDoneUntilAPinIsSet()
    {
        Screen screen;
        screen.start(true);
        QVERIFY(screen.guard->permits(Level::Operate));
        QCOMPARE(screen.guard->secondsLeft(), 0);
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        QVERIFY(!screen.guard->permits(Level::Acknowledge));
    }

    void whoSetsTheFirstPinMayOperateUntilTheScreenLocks()
    {
        const Screen screen;
        const QSignalSpy levels(screen.guard.get(), &AccessGuard::levelChanged);
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        QVERIFY(screen.guard->hasPin());
        QCOMPARE(screen.guard->level(), Level::Operate);
        QCOMPARE(screen.guard->secondsLeft(), 120);
        screen.guard->lock();
        QCOMPARE(screen.guard->level(), Level::Look);
        QCOMPARE(levels.size(), 2);
    }

    void eachPinOpensItsOwnLevel()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        QVERIFY(screen.setPin(Level::Acknowledge, kAcknowledge));
        screen.start();
        QVERIFY(screen.unlock(kAcknowledge));
        QCOMPARE(screen.guard->level(), Level::Acknowledge);
        QVERIFY(!screen.guard->permits(Level::Operate));
        QVERIFY(screen.unlock(kOperate));
        QVERIFY(screen.guard->permits(Level::Operate));
    }

    void pinsAreChangedByWhoMayOperateOnly()
    {
        const Screen screen;
        QVERIFY(!screen.setPin(Level::Acknowledge, kAcknowledge)); // the one for operating comes first
        QVERIFY(!screen.setPin(Level::Operate, u"12"_s));
        QVERIFY(!screen.setPin(Level::Look, kOperate));
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        QVERIFY(!screen.setPin(Level::Acknowledge, kOperate)); // it would open more than it should
        QVERIFY(screen.setPin(Level::Acknowledge, kAcknowledge));
        screen.guard->lock();
        QVERIFY(screen.unlock(kAcknowledge));
        QVERIFY(!screen.setPin(Level::Operate, u"9999"_s));
        screen.guard->removePin(Level::Operate);
        QVERIFY(screen.settles());
        QVERIFY(!screen.guard->errorText().isEmpty());

        QVERIFY(screen.unlock(kOperate));
        QVERIFY(screen.setPin(Level::Operate, u"9999"_s));
        screen.guard->lock();
        QVERIFY(!screen.unlock(kOperate));
        QVERIFY(screen.unlock(u"9999"_s));
    }

    void thePinForOperatingIsTheLastToGo()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        QVERIFY(screen.setPin(Level::Acknowledge, kAcknowledge));
        screen.guard->removePin(Level::Operate);
        QVERIFY(!screen.guard->errorText().isEmpty());
        screen.guard->removePin(Level::Acknowledge);
        QVERIFY(screen.settles());
        QVERIFY(!screen.guard->hasAcknowledgePin());
        screen.guard->removePin(Level::Operate);
        QVERIFY(screen.settles());
        QVERIFY(!screen.guard->hasPin());
        QCOMPARE(screen.guard->level(), Level::Look);
        screen.start();
        QVERIFY(!screen.guard->hasPin());
    }

    void theScreenLocksSomeTimeAfterTheLastTouch()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.clock.advance(Seconds(100));
        screen.guard->update();
        QCOMPARE(screen.guard->secondsLeft(), 20);
        screen.guard->touched();
        QCOMPARE(screen.guard->secondsLeft(), 120);
        screen.clock.advance(Seconds(119));
        QVERIFY(screen.guard->permits(Level::Operate)); // which is a touch
        screen.clock.advance(Seconds(120));
        QVERIFY(!screen.guard->permits(Level::Acknowledge));
        QCOMPARE(screen.guard->level(), Level::Look);
        QVERIFY(screen.audit().find("nobody touched the screen") != std::string::npos);
    }

    void aTouchThatComesTooLateDoesNotKeepItOpen()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.clock.advance(Seconds(121));
        screen.guard->touched();
        QCOMPARE(screen.guard->level(), Level::Look);
    }

    void aClockThatIsSetNeitherLocksNorUnlocks()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.clock.set(fromMsUtc(0));
        screen.guard->update();
        QCOMPARE(screen.guard->secondsLeft(), 120);
        screen.clock.set(fromMsUtc(1'990'000'000'000));
        screen.guard->update();
        QCOMPARE(screen.guard->secondsLeft(), 120);
        QCOMPARE(screen.guard->level(), Level::Operate);
    }

    void wrongPinsAreSlowedDownAndTheRightOneForgivesThem()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(screen.guard->waitSeconds(), 0);
            QVERIFY(!screen.unlock(u"0000"_s));
        }
        QCOMPARE(screen.guard->waitSeconds(), 5);
        QVERIFY(!screen.unlock(kOperate)); // not even the right one
        QCOMPARE(screen.guard->level(), Level::Look);
        QCOMPARE(screen.guard->waitSeconds(), 5); // nor was it counted
        screen.clock.advance(Seconds(5));
        QVERIFY(!screen.unlock(u"0000"_s));
        QCOMPARE(screen.guard->waitSeconds(), 10);
        screen.clock.advance(Seconds(10));
        QVERIFY(screen.unlock(kOperate));
        QCOMPARE(screen.guard->waitSeconds(), 0);
        QCOMPARE(loadPins(screen.path(u"pins.json"_s))->wrong, 0);
    }

    void theSlowDownSurvivesARestartAndAClockThatWasSet()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        for (int i = 0; i < 3; ++i)
            QVERIFY(!screen.unlock(u"0000"_s));
        screen.clock.set(fromMsUtc(1'990'000'000'000));
        screen.start();
        QCOMPARE(screen.guard->waitSeconds(), 5);
        QVERIFY(!screen.unlock(kOperate));
        screen.clock.advance(Seconds(5));
        QVERIFY(!screen.unlock(u"0000"_s));
        QCOMPARE(screen.guard->waitSeconds(), 10);
    }

    // The count would otherwise be saved by whoever pulls the plug before the answer comes.
    void anAttemptCountsBeforeItsAnswerIsKnown()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        screen.guard->unlock(u"0000"_s);
        screen.stop();
        QCOMPARE(loadPins(screen.path(u"pins.json"_s))->wrong, 1);
    }

    void aPinThatIsNoneIsNotCounted()
    {
        const Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        for (const QString &text : {u""_s, u"12"_s, u"12345678901234"_s, u"abcd"_s, QString(100'000, u'1')})
            QVERIFY(!screen.unlock(text));
        QCOMPARE(loadPins(screen.path(u"pins.json"_s))->wrong, 0);
    }

    void changingAPinDoesNotBringBackForgivenOnes()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        QVERIFY(!screen.unlock(u"0000"_s));
        QVERIFY(!screen.unlock(u"0000"_s));
        screen.start();
        QVERIFY(screen.unlock(kOperate));
        QVERIFY(screen.setPin(Level::Acknowledge, kAcknowledge));
        QCOMPARE(loadPins(screen.path(u"pins.json"_s))->wrong, 0);
    }

    void lockingWhileAPinIsCheckedKeepsItLocked()
    {
        const Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        screen.guard->unlock(kOperate);
        QVERIFY(screen.guard->isBusy());
        screen.guard->lock();
        QVERIFY(screen.settles());
        QCOMPARE(screen.guard->level(), Level::Look);
    }

    void aDamagedFileIsExplainedAndOpensNothing_data()
    {
        QTest::addColumn<bool>("allowWithoutPin");
        QTest::newRow("usually") << false;
        QTest::newRow("even if no PIN were needed") << true;
    }
    void aDamagedFileIsExplainedAndOpensNothing()
    {
        QFETCH(bool, allowWithoutPin);
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.stop();
        VERIFY_OK(config::writeFileAtomically(screen.path(u"pins.json"_s), "{\"format\""));
        screen.start(allowWithoutPin);
        QVERIFY(screen.guard->errorText().contains(u"pins.json"_s));
        screen.guard->lock();
        QVERIFY(!screen.unlock(kOperate));
        QVERIFY(!screen.setPin(Level::Operate, u"9999"_s));
        QVERIFY(screen.guard->hasPin());
        QVERIFY(!screen.guard->permits(Level::Acknowledge));
        // Nor is it replaced: that would be the same as no PIN after the next start.
        QCOMPARE(*config::readFile(screen.path(u"pins.json"_s), 4096), std::string("{\"format\""));
    }

    void aPinThatCannotBeStoredIsNotSet()
    {
        const Screen screen;
        AccessGuard guard({screen.path(u"folder/pins.json"_s)}, screen.clock, *screen.trail);
        QVERIFY(guard.errorText().isEmpty());
        VERIFY_OK(config::writeFileAtomically(screen.path(u"folder"_s), "a file, not a folder"));
        guard.setPin(Level::Operate, kOperate);
        QTRY_VERIFY(!guard.isBusy());
        QVERIFY(!guard.errorText().isEmpty());
        QVERIFY(!guard.hasPin());
        QCOMPARE(guard.level(), Level::Look);
    }

    void theAuditLogTellsAllOfItAndNoPin()
    {
        Screen screen;
        QVERIFY(screen.setPin(Level::Operate, kOperate));
        screen.guard->lock();
        QVERIFY(!screen.unlock(u"998877"_s));
        QVERIFY(screen.unlock(kOperate));
        screen.guard->recordAction(u"kitchen"_s, u"restart nginx.service"_s, u"done"_s);
        screen.guard->removePin(Level::Operate);
        QVERIFY(screen.settles());
        const std::string audit = screen.audit();
        std::size_t at = 0;
        for (const char *what : {"\"pin-set\"", "\"locked\"", "\"wrong-pin\"", "\"unlocked\"",
                                 "restart nginx.service: done", "\"pin-removed\""}) {
            const std::size_t found = audit.find(what, at);
            QVERIFY2(found != std::string::npos, what);
            at = found;
        }
        for (const QString &pin : {kOperate, u"998877"_s})
            QVERIFY(audit.find(pin.toStdString()) == std::string::npos);
        QVERIFY(audit.find("argon2") == std::string::npos);
    }
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::AccessGuardTest)
#include "AccessGuardTest.moc"
