// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/AlarmSound.h"
#include "app/kiosk/screen/Tone.h"
#include "tests/support/TestClock.h"
#include "tests/unit/kiosk/screen/StagedFolder.h"

#include <QTest>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

/// A machine with a sound card and the players a test puts there.
struct Machine {
    Machine()
    {
        folder.put(u"proc/asound/cards"_s, " 0 [Headphones     ]: bcm2835_headpho - bcm2835 Headphones\n");
        QDir().mkpath(folder.at(u"bin"_s));
        QDir().mkpath(folder.at(u"run"_s));
    }
    void putPlayer(const QString &name, const QByteArray &script) const
    {
        const QString path = u"bin/"_s + name;
        folder.put(path, "#!/bin/sh\n" + script + '\n');
        QFile::setPermissions(folder.at(path), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    /// A player that notes what it is to play.
    void putListener(const QString &name) const
    {
        putPlayer(name, "echo \"$0 $1\" >>'" + folder.at(u"heard"_s).toUtf8() + "'");
    }
    [[nodiscard]] qsizetype heard() const { return folder.get(u"heard"_s).count(".wav"); }
    [[nodiscard]] std::unique_ptr<AlarmSound> sound(Milliseconds deadline = Seconds(20)) const
    {
        config::KioskSettings settings;
        settings.sound = true;
        return std::make_unique<AlarmSound>(
            AlarmSound::Setup{folder.root(), folder.at(u"run"_s), {folder.at(u"bin"_s)}, Seconds(30), deadline},
            settings, clock);
    }

    testsupport::StagedFolder folder;
    testsupport::TestClock clock{fromMsUtc(1'790'000'000'000)};
};

} // namespace

class AlarmSoundTest : public QObject
{
    Q_OBJECT
private slots:
    void theToneIsAWholeWavFileThatDoesNotClick()
    {
        const QByteArray tone = alarmTone();
        QCOMPARE(tone.left(4), QByteArray("RIFF"));
        QCOMPARE(tone.mid(8, 8), QByteArray("WAVEfmt "));
        QCOMPARE(qFromLittleEndian<quint32>(tone.constData() + 4), quint32(tone.size() - 8));
        QCOMPARE(qFromLittleEndian<quint32>(tone.constData() + 40), quint32(tone.size() - 44));
        QCOMPARE(qFromLittleEndian<quint16>(tone.constData() + 22), quint16(1));
        const quint32 bytesPerSecond = qFromLittleEndian<quint32>(tone.constData() + 28);
        QVERIFY(quint32(tone.size()) < bytesPerSecond); // less than a second
        int loudest = 0;
        int before = 0;
        for (qsizetype at = 44; at < tone.size(); at += 2) {
            const int value = qFromLittleEndian<qint16>(tone.constData() + at);
            loudest = std::max(loudest, std::abs(value));
            QVERIFY(std::abs(value - before) < 4500); // the steepest slope of the tones themselves
            before = value;
        }
        QVERIFY(loudest > 8000 && loudest < 20'000);
        QVERIFY(std::abs(before) < 100);
    }

    void anAlarmIsHeard()
    {
        const Machine machine;
        machine.putListener(u"aplay"_s);
        const auto sound = machine.sound();
        QVERIFY(sound->isAvailable());
        QVERIFY(sound->play());
        QTRY_COMPARE(machine.heard(), 1);
        QTRY_VERIFY(!sound->isPlaying());
        QVERIFY(sound->reason().isEmpty());
    }

    void aHundredAlarmsAreOneSound()
    {
        Machine machine;
        machine.putListener(u"aplay"_s);
        const auto sound = machine.sound();
        QVERIFY(sound->play());
        for (int i = 0; i < 100; ++i)
            QVERIFY(!sound->play());
        QTRY_VERIFY(!sound->isPlaying());
        machine.clock.advance(Seconds(29));
        QVERIFY(!sound->play());
        machine.clock.set(fromMsUtc(1'990'000'000'000)); // a clock that is set is not time that passed
        QVERIFY(!sound->play());
        machine.clock.advance(Seconds(1));
        QVERIFY(sound->play());
        QTRY_COMPARE(machine.heard(), 2);
    }

    void nightsAreQuietWhereThatIsWished()
    {
        const Machine machine;
        machine.putListener(u"aplay"_s);
        const auto sound = machine.sound();
        sound->setNight(true);
        QVERIFY(!sound->play());
        config::KioskSettings loud;
        loud.sound = true;
        loud.quietAtNight = false;
        sound->use(loud);
        QVERIFY(sound->play());
        QTRY_COMPARE(machine.heard(), 1);
    }

    void noSoundIsMadeUnlessItIsSwitchedOn()
    {
        const Machine machine;
        machine.putListener(u"aplay"_s);
        const auto sound = machine.sound();
        sound->use({});
        QVERIFY(!sound->play());
    }

    void whereOnePlayerFailsTheOtherIsTriedAndRemembered()
    {
        Machine machine;
        machine.putPlayer(u"pw-play"_s, "echo \"x.wav\" >>'" + machine.folder.at(u"failed"_s).toUtf8() + "'; exit 1");
        machine.putListener(u"aplay"_s);
        const auto sound = machine.sound();
        QVERIFY(sound->play());
        QTRY_COMPARE(machine.heard(), 1);
        QTRY_VERIFY(!sound->isPlaying());
        QVERIFY(sound->reason().isEmpty());
        machine.clock.advance(Seconds(30));
        QVERIFY(sound->play());
        QTRY_COMPARE(machine.heard(), 2);
        QCOMPARE(machine.folder.get(u"failed"_s).count(".wav"), 1);
    }

    void whereNoPlayerWorksItIsTold()
    {
        const Machine machine;
        machine.putPlayer(u"pw-play"_s, "exit 1");
        machine.folder.put(u"bin/aplay"_s, "no program at all");
        QFile::setPermissions(machine.folder.at(u"bin/aplay"_s), QFile::ReadOwner | QFile::ExeOwner);
        const auto sound = machine.sound();
        QVERIFY(sound->play());
        QTRY_VERIFY(!sound->reason().isEmpty());
        QVERIFY(!sound->isPlaying());
    }

    void aPlayerThatHangsIsEnded()
    {
        const Machine machine;
        machine.putPlayer(u"aplay"_s, "exec sleep 600");
        const auto sound = machine.sound(Milliseconds(50));
        QVERIFY(sound->play());
        QTRY_VERIFY(!sound->isPlaying());
        QTRY_VERIFY(!sound->reason().isEmpty());
    }

    void aPlayerThatHangsEndsWithTheProgram()
    {
        const Machine machine;
        machine.putPlayer(u"aplay"_s, "echo $$ >'" + machine.folder.at(u"pid"_s).toUtf8() + "'; exec sleep 600");
        auto sound = machine.sound();
        QVERIFY(sound->play());
        QTRY_VERIFY(machine.folder.get(u"pid"_s).toInt() > 0);
        sound.reset();
        QVERIFY(!QFile::exists(u"/proc/"_s + QString::fromLatin1(machine.folder.get(u"pid"_s))));
        QVERIFY(QDir(machine.folder.at(u"run"_s)).isEmpty());
    }

    void withoutAPlayerOrACardItSaysWhy()
    {
        const Machine machine;
        const auto sound = machine.sound();
        QVERIFY(!sound->isAvailable());
        QVERIFY(sound->reason().contains(u"alsa-utils"_s));
        QVERIFY(!sound->play());
        machine.putListener(u"aplay"_s);
        machine.folder.put(u"proc/asound/cards"_s, "--- no soundcards ---\n");
        sound->look();
        QVERIFY(!sound->isAvailable());
        QVERIFY(!sound->reason().isEmpty());
        machine.folder.put(u"proc/asound/cards"_s, " 1 [vc4hdmi        ]: vc4-hdmi - vc4-hdmi\n");
        QVERIFY(sound->play()); // it looks again
    }
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::AlarmSoundTest)
#include "AlarmSoundTest.moc"
