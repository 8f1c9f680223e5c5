// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AccessGuard.h"
#include "app/kiosk/access/PinChange.h"
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
        guard = std::make_unique<AccessGuard>(AccessGuard::Setup{pinFile(), std::chrono::minutes(2), allowWithoutPin},
                                              clock, *trail);
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
    bool changePin(Level level, const QString &pin) const
    {
        guard->changePin(level, pin);
        return settles() && guard->errorText().isEmpty();
    }
    /// What `piuptimectl kiosk-pin set` does in another process.
    [[nodiscard]] bool isSetFromOutside(PinLevel level, const QString &pin) const
    {
        const auto set = [&](Pins pins) { return withPin(std::move(pins), level, Secret(pin.toStdString())); };
        return changePins(pinFile(), set).has_value();
    }
    /// A screen that somebody who operates has just unlocked.
    void startUnlocked()
    {
        stop();
        if (!isSetFromOutside(PinLevel::Operate, kOperate))
            qFatal("the PIN cannot be set");
        start();
        if (!unlock(kOperate))
            qFatal("the PIN does not unlock");
    }
    [[nodiscard]] std::string pinFile() const { return path(u"pins.json"_s); }
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

    void nobodyAtTheScreenSetsTheFirstPin_data()
    {
        QTest::addColumn<bool>("allowWithoutPin");
        QTest::newRow("usually") << false;
        QTest::newRow("even if everything may be done") << true;
    }
    void nobodyAtTheScreenSetsTheFirstPin()
    {
        QFETCH(bool, allowWithoutPin);
        Screen screen;
        screen.start(allowWithoutPin);
        for (const Level level : {Level::Operate, Level::Acknowledge, Level::Look})
            QVERIFY(!screen.changePin(level, kOperate));
        QVERIFY(!screen.guard->hasPin());
        QVERIFY(!QFile::exists(QString::fromStdString(screen.pinFile())));
        screen.startUnlocked();
        QVERIFY(!screen.changePin(Level::Acknowledge, kAcknowledge)); // nor the first of another level
    }

    void aPinThatIsSetOutsideHoldsWithoutARestart()
    {
        const Screen screen;
        QVERIFY(!screen.guard->hasPin());
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, kOperate));
        QTRY_VERIFY(screen.guard->hasPin());
        QCOMPARE(screen.guard->level(), Level::Look);
        QVERIFY(screen.unlock(kOperate));
        QCOMPARE(screen.guard->level(), Level::Operate);
        QCOMPARE(screen.guard->secondsLeft(), 120);
        QVERIFY(screen.isSetFromOutside(PinLevel::Acknowledge, kAcknowledge));
        QTRY_VERIFY(screen.guard->hasAcknowledgePin());
    }

    void aPinThatIsChangedOutsideLocksTheScreen()
    {
        Screen screen;
        screen.startUnlocked();
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, u"9999"_s));
        QTRY_COMPARE(screen.guard->level(), Level::Look);
        QVERIFY(!screen.unlock(kOperate));
        QVERIFY(screen.unlock(u"9999"_s));
        QVERIFY(screen.audit().find("the PINs were changed") != std::string::npos);
    }

    // Whoever types before the change is heard of must not bring the old PIN back with the count of wrong ones.
    void aPinThatIsCheckedIsTheOneOnDisk()
    {
        Screen screen;
        screen.startUnlocked();
        screen.guard->lock();
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, u"9999"_s));
        screen.guard->unlock(kOperate); // the event loop has not run since
        QVERIFY(screen.settles());
        QCOMPARE(screen.guard->errorText(), u"This PIN is wrong."_s);
        QVERIFY(screen.unlock(u"9999"_s));
        QCOMPARE(loadPins(screen.pinFile())->wrong, 0);
    }

    void whoKnowsThePinThatWasChangedMeanwhileChangesNone()
    {
        Screen screen;
        screen.startUnlocked();
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, u"9999"_s));
        screen.guard->changePin(Level::Operate, u"1111"_s);
        QVERIFY(screen.settles());
        QVERIFY(!screen.guard->errorText().isEmpty());
        screen.guard->lock();
        QVERIFY(screen.unlock(u"9999"_s));
    }

    void whenThePinsAreClearedOutsideThereIsOnlyLooking()
    {
        Screen screen;
        screen.startUnlocked();
        const auto cleared =
            changePins(screen.pinFile(), [](Pins pins) { return withoutPin(std::move(pins), PinLevel::Operate); });
        VERIFY_OK(cleared);
        QTRY_VERIFY(!screen.guard->hasPin());
        QCOMPARE(screen.guard->level(), Level::Look);
        QVERIFY(!screen.guard->permits(Level::Acknowledge));
    }

    void aDamagedFileThatIsPutRightOpensAgain()
    {
        Screen screen;
        screen.startUnlocked();
        const std::string whole = *config::readFile(screen.pinFile(), 4096);
        VERIFY_OK(config::writeFileAtomically(screen.pinFile(), "{"));
        QTRY_VERIFY(screen.guard->errorText().contains(u"pins.json"_s));
        QCOMPARE(screen.guard->level(), Level::Look);
        VERIFY_OK(config::writeFileAtomically(screen.pinFile(), whole));
        QTRY_VERIFY(screen.guard->errorText().isEmpty());
        QVERIFY(screen.unlock(kOperate));
    }

    void whereTheSettingsAllowItEverythingMayBeDoneUntilAPinIsSet()
    {
        Screen screen;
        screen.start(true);
        QVERIFY(screen.guard->permits(Level::Operate));
        QCOMPARE(screen.guard->secondsLeft(), 0);
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, kOperate));
        QTRY_VERIFY(!screen.guard->permits(Level::Acknowledge));
    }

    void eachPinOpensItsOwnLevel()
    {
        Screen screen;
        screen.stop();
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, kOperate));
        QVERIFY(screen.isSetFromOutside(PinLevel::Acknowledge, kAcknowledge));
        screen.start();
        const QSignalSpy levels(screen.guard.get(), &AccessGuard::levelChanged);
        QVERIFY(screen.unlock(kAcknowledge));
        QCOMPARE(screen.guard->level(), Level::Acknowledge);
        QVERIFY(!screen.guard->permits(Level::Operate));
        QVERIFY(screen.unlock(kOperate));
        QVERIFY(screen.guard->permits(Level::Operate));
        QCOMPARE(levels.size(), 2);
    }

    void pinsAreChangedByWhoMayOperateOnly()
    {
        Screen screen;
        screen.stop();
        QVERIFY(screen.isSetFromOutside(PinLevel::Operate, kOperate));
        QVERIFY(screen.isSetFromOutside(PinLevel::Acknowledge, kAcknowledge));
        screen.start();
        QVERIFY(screen.unlock(kAcknowledge));
        QVERIFY(!screen.changePin(Level::Operate, u"9999"_s));
        screen.guard->removeAcknowledgePin();
        QVERIFY(screen.settles());
        QVERIFY(!screen.guard->errorText().isEmpty());

        QVERIFY(screen.unlock(kOperate));
        QVERIFY(!screen.changePin(Level::Operate, u"12"_s));
        QVERIFY(!screen.changePin(Level::Look, kOperate));
        QVERIFY(!screen.changePin(Level::Acknowledge, kOperate)); // it would open more than it should
        QVERIFY(screen.changePin(Level::Acknowledge, u"5678"_s));
        QVERIFY(screen.changePin(Level::Operate, u"9999"_s));
        screen.guard->lock();
        QVERIFY(!screen.unlock(kOperate));
        QVERIFY(screen.unlock(u"9999"_s));
        screen.guard->removeAcknowledgePin();
        QVERIFY(screen.settles());
        QVERIFY(!screen.guard->hasAcknowledgePin());
        QVERIFY(screen.guard->hasPin());
        QCOMPARE(screen.guard->level(), Level::Operate);
    }

    void theScreenLocksSomeTimeAfterTheLastTouch()
    {
        Screen screen;
        screen.startUnlocked();
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
        screen.startUnlocked();
        screen.clock.advance(Seconds(121));
        screen.guard->touched();
        QCOMPARE(screen.guard->level(), Level::Look);
    }

    void aClockThatIsSetNeitherLocksNorUnlocks()
    {
        Screen screen;
        screen.startUnlocked();
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
        screen.startUnlocked();
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
        QCOMPARE(loadPins(screen.pinFile())->wrong, 0);
    }

    void theSlowDownSurvivesARestartAndAClockThatWasSet()
    {
        Screen screen;
        screen.startUnlocked();
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
        screen.startUnlocked();
        screen.guard->lock();
        screen.guard->unlock(u"0000"_s);
        screen.stop();
        QCOMPARE(loadPins(screen.pinFile())->wrong, 1);
    }

    void aPinThatIsNoneIsNotCounted()
    {
        Screen screen;
        screen.startUnlocked();
        screen.guard->lock();
        for (const QString &text : {u""_s, u"12"_s, u"12345678901234"_s, u"abcd"_s, QString(100'000, u'1')})
            QVERIFY(!screen.unlock(text));
        QCOMPARE(loadPins(screen.pinFile())->wrong, 0);
    }

    void changingAPinDoesNotBringBackForgivenOnes()
    {
        Screen screen;
        screen.startUnlocked();
        screen.guard->lock();
        QVERIFY(!screen.unlock(u"0000"_s));
        QVERIFY(!screen.unlock(u"0000"_s));
        screen.start();
        QVERIFY(screen.unlock(kOperate));
        QVERIFY(screen.changePin(Level::Operate, u"9999"_s));
        QCOMPARE(loadPins(screen.pinFile())->wrong, 0);
    }

    void lockingWhileAPinIsCheckedKeepsItLocked()
    {
        Screen screen;
        screen.startUnlocked();
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
        screen.startUnlocked();
        screen.stop();
        VERIFY_OK(config::writeFileAtomically(screen.pinFile(), "{\"format\""));
        screen.start(allowWithoutPin);
        QVERIFY(screen.guard->errorText().contains(u"pins.json"_s));
        screen.guard->lock();
        QVERIFY(!screen.unlock(kOperate));
        QVERIFY(!screen.changePin(Level::Operate, u"9999"_s));
        QVERIFY(screen.guard->hasPin());
        QVERIFY(!screen.guard->permits(Level::Acknowledge));
        // Nor is it replaced: that would be the same as no PIN after the next start.
        QCOMPARE(*config::readFile(screen.pinFile(), 4096), std::string("{\"format\""));
    }

    void aPinThatCannotBeStoredIsNotChanged()
    {
        Screen screen;
        screen.startUnlocked();
        const QString file = QString::fromStdString(screen.pinFile());
        QVERIFY(QFile::rename(file, file + u".aside"_s));
        QVERIFY(QDir().mkdir(file)); // which no file replaces
        QVERIFY(!screen.changePin(Level::Operate, u"9999"_s));
        QVERIFY(QDir().rmdir(file));
        QVERIFY(QFile::rename(file + u".aside"_s, file));
        QTRY_VERIFY(screen.unlock(kOperate));
    }

    void theAuditLogTellsAllOfItAndNoPin()
    {
        Screen screen;
        screen.startUnlocked();
        screen.guard->lock();
        QVERIFY(!screen.unlock(u"998877"_s));
        QVERIFY(screen.unlock(kOperate));
        screen.guard->recordAction(u"kitchen"_s, u"restart nginx.service"_s, u"done"_s);
        QVERIFY(screen.changePin(Level::Operate, u"9999"_s));
        QVERIFY(screen.isSetFromOutside(PinLevel::Acknowledge, kAcknowledge));
        QTRY_VERIFY(screen.guard->hasAcknowledgePin());
        QVERIFY(screen.unlock(u"9999"_s));
        screen.guard->removeAcknowledgePin();
        QVERIFY(screen.settles());
        const std::string audit = screen.audit();
        std::size_t at = 0;
        for (const char *what : {"\"unlocked\"", "\"locked\"", "\"wrong-pin\"", "\"unlocked\"",
                                 "restart nginx.service: done", "\"pin-set\"", "\"pin-removed\""}) {
            const std::size_t found = audit.find(what, at);
            QVERIFY2(found != std::string::npos, what);
            at = found;
        }
        for (const QString &pin : {kOperate, u"998877"_s, u"9999"_s})
            QVERIFY(audit.find(pin.toStdString()) == std::string::npos);
        QVERIFY(audit.find("argon2") == std::string::npos);
    }
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::AccessGuardTest)
#include "AccessGuardTest.moc"
