// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/PinChange.h"
#include "app/kiosk/access/PinHash.h"
#include "app/kiosk/access/SlowDown.h"
#include "core/config/AtomicFile.h"
#include "tests/support/TestClock.h"
#include "tests/support/Verify.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {

class PinsTest : public QObject
{
    Q_OBJECT
private slots:
    void aPinConsistsOfFourToTwelveDigits()
    {
        QVERIFY(isPin("0000"));
        QVERIFY(isPin("123456789012"));
        for (const char *text : {"", "123", "1234567890123", "12a4", "12 4", "-123", "１２３４"})
            QVERIFY2(!isPin(text), text);
    }

    void aHashIsSaltedAndMatchesItsPinOnly()
    {
        const auto first = hashPin(Secret("4711"));
        const auto second = hashPin(Secret("4711"));
        VERIFY_OK(first);
        VERIFY_OK(second);
        QVERIFY(*first != *second);
        QVERIFY(isPinHash(*first));
        QVERIFY(matches(*first, Secret("4711")));
        QVERIFY(!matches(*first, Secret("4712")));
        QVERIFY(!matches(*first, Secret("471")));
        QVERIFY(first->starts_with("$argon2id$"));
    }

    // One that asks for gigabytes would stop the Pi with the first PIN that is typed.
    void aHashThatCostsMoreThanOursIsNone()
    {
        std::string costly = *hashPin(Secret("4711"));
        costly.replace(costly.find("m=65536"), 7, "m=99999");
        QVERIFY(!isPinHash(costly));
        QVERIFY(!isPinHash(""));
        QVERIFY(!isPinHash("4711"));
        QVERIFY(!isPinHash(std::string(4000, '$')));
    }

    void whatIsStoredIsReadBackAndIsForTheOwnerAlone()
    {
        const Pins pins{*hashPin(Secret("1111")), *hashPin(Secret("2222")), 4};
        VERIFY_OK(storePins(file(), pins));
        const auto back = loadPins(file());
        VERIFY_OK(back);
        QVERIFY(*back == pins);
        QCOMPARE(QFileInfo(QString::fromStdString(file())).permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
    }

    void withoutAFileThereAreNoPins()
    {
        const auto none = loadPins(m_folder.filePath(u"nothing"_s).toStdString());
        VERIFY_OK(none);
        QVERIFY(*none == Pins());
    }

    void aFileThatIsNotWholeIsDamaged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray hash = QByteArray::fromStdString(*hashPin(Secret("4711")));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("zeroes after a power cut") << QByteArray(200, '\0');
        QTest::newRow("half of it") << QByteArray("{\"format\": 1, \"operate\": \"$argon2id$v=19$m=65");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("another format") << QByteArray("{\"format\": 2, \"wrong\": 0}");
        QTest::newRow("no count") << QByteArray("{\"format\": 1}");
        QTest::newRow("a negative count") << QByteArray("{\"format\": 1, \"wrong\": -5}");
        QTest::newRow("a plain PIN") << QByteArray("{\"format\": 1, \"wrong\": 0, \"operate\": \"4711\"}");
        QTest::newRow("an empty hash") << QByteArray("{\"format\": 1, \"wrong\": 0, \"operate\": \"\"}");
        QTest::newRow("a hash that is a number") << QByteArray("{\"format\": 1, \"wrong\": 0, \"operate\": 4711}");
        QTest::newRow("acknowledging alone")
            << QByteArray("{\"format\": 1, \"wrong\": 0, \"acknowledge\": \"" + hash + "\"}");
    }
    void aFileThatIsNotWholeIsDamaged()
    {
        QFETCH(QByteArray, bytes);
        VERIFY_OK(config::writeFileAtomically(file(), bytes.toStdString()));
        VERIFY_FAILS(loadPins(file()), Corrupt, "damaged");
    }

    void aFileThatIsAFolderIsNotTakenForNoPins()
    {
        VERIFY_FAILS(loadPins(m_folder.path().toStdString()), Internal, "is not a file");
    }

    void thePinForOperatingComesFirstAndGoesLast()
    {
        const Secret operate("1111");
        const Secret acknowledge("2222");
        VERIFY_FAILS(withPin({}, PinLevel::Acknowledge, acknowledge), NotFound, "for operating");
        VERIFY_FAILS(withPin({}, PinLevel::Operate, Secret("12")), InvalidInput, "4 to 12 digits");
        const auto one = withPin({}, PinLevel::Operate, operate);
        VERIFY_OK(one);
        VERIFY_FAILS(withPin(*one, PinLevel::Acknowledge, operate), Conflict, "another level");
        const auto two = withPin(*one, PinLevel::Acknowledge, acknowledge);
        VERIFY_OK(two);
        QVERIFY(matches(two->operate, operate) && matches(two->acknowledge, acknowledge));
        VERIFY_FAILS(withPin(*two, PinLevel::Operate, acknowledge), Conflict, "another level");
        VERIFY_FAILS(withoutPin(*two, PinLevel::Operate), Conflict, "clear that first");
        const auto rest = withoutPin(*two, PinLevel::Acknowledge);
        VERIFY_OK(rest);
        QVERIFY(haveSameHashes(*rest, *one));
        VERIFY_FAILS(withoutPin(*rest, PinLevel::Acknowledge), NotFound, "no PIN is set");
        QVERIFY(*withoutPin(*rest, PinLevel::Operate) == Pins());
    }

    void twoWhoChangeTheFileDoNotUndoEachOther()
    {
        constexpr int kEach = 50;
        const auto count = [this] {
            for (int i = 0; i < kEach; ++i) {
                (void)changePins(file(), [](Pins pins) -> Result<Pins> {
                    ++pins.wrong;
                    return pins;
                });
            }
        };
        VERIFY_OK(storePins(file(), {}));
        std::thread other(count);
        count();
        other.join();
        QCOMPARE(loadPins(file())->wrong, 2 * kEach);
    }

    void waitingBeginsWithTheThirdWrongPinAndDoublesToAQuarterOfAnHour()
    {
        QCOMPARE(waitAfter(0), Seconds(0));
        QCOMPARE(waitAfter(2), Seconds(0));
        QCOMPARE(waitAfter(3), Seconds(5));
        QCOMPARE(waitAfter(4), Seconds(10));
        QCOMPARE(waitAfter(10), Seconds(640));
        QCOMPARE(waitAfter(11), Seconds(900));
        QCOMPARE(waitAfter(kMostWrongPins), Seconds(900));
    }

    void aClockThatIsSetChangesNoWait()
    {
        testsupport::TestClock clock(fromMsUtc(1'790'000'000'000));
        const SlowDown slowDown(clock, 5);
        QCOMPARE(slowDown.remaining(), Seconds(20));
        clock.set(fromMsUtc(1'990'000'000'000));
        QCOMPARE(slowDown.remaining(), Seconds(20));
        clock.set(fromMsUtc(0));
        QCOMPARE(slowDown.remaining(), Seconds(20));
        clock.advance(Seconds(21));
        QCOMPARE(slowDown.remaining(), Seconds(0));
    }

private:
    [[nodiscard]] std::string file() const { return m_folder.filePath(u"pins.json"_s).toStdString(); }

    QTemporaryDir m_folder;
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::PinsTest)
#include "PinsTest.moc"
