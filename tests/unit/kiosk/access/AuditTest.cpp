// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AuditTrail.h"
#include "core/config/AtomicFile.h"
#include "tests/support/TestClock.h"
#include "tests/support/Verify.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

const UtcTime kNow = fromMsUtc(1'790'000'000'250);

std::string contentOf(const QString &path)
{
    return config::readFile(path.toStdString(), 1 << 20).value_or("nothing");
}

} // namespace

class AuditTest : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder.emplace();
        m_path = m_folder->filePath(u"state/audit.jsonl"_s);
    }

    void anEntryIsALineThatNoTextCanBreak()
    {
        const std::string line =
            jsonLine({AuditEntry::What::Action, "operate", "Pi \"a\"\n", "reboot:\x1b[2J done\n{}", kNow});
        QCOMPARE(std::ranges::count(line, '\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
        QCOMPARE(object["at"_L1].toString(), u"2026-09-21T14:13:20.250Z"_s);
        QCOMPARE(object["what"_L1].toString(), u"action"_s);
        QCOMPARE(object["device"_L1].toString(), u"Pi \"a\""_s);
        QVERIFY(!object["detail"_L1].toString().contains(QChar(0x1b)));
    }

    void theLogIsForItsOwnerAloneAndMakesItsFolder()
    {
        VERIFY_OK(AuditLog(m_path.toStdString()).append("one\n"));
        VERIFY_OK(AuditLog(m_path.toStdString()).append("two\n"));
        QCOMPARE(contentOf(m_path), std::string("one\ntwo\n"));
        QCOMPARE(QFileInfo(m_path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aFullLogIsTurnedOnceAndStaysWithinItsBound()
    {
        const AuditLog log(m_path.toStdString(), 100);
        for (char letter = 'a'; letter <= 'z'; ++letter)
            VERIFY_OK(log.append(std::string(39, letter) + '\n'));
        QCOMPARE(contentOf(m_path).substr(0, 1), std::string("y"));
        QCOMPARE(contentOf(m_path + u".1"_s).substr(0, 1), std::string("w"));
        QVERIFY(QFileInfo(m_path).size() <= 100);
        QVERIFY(QFileInfo(m_path + u".1"_s).size() <= 100);
        QCOMPARE(QDir(QFileInfo(m_path).path()).entryList(QDir::Files).size(), 2);
    }

    void halfALineOfAPowerCutDoesNotSwallowTheNext()
    {
        VERIFY_OK(config::writeFileAtomically(m_path.toStdString(), "whole\nhal"));
        VERIFY_OK(AuditLog(m_path.toStdString()).append("next\n"));
        QCOMPARE(contentOf(m_path), std::string("whole\nhal\nnext\n"));
    }

    void aLinkInPlaceOfTheLogIsNotFollowed()
    {
        VERIFY_OK(AuditLog(m_path.toStdString()).append("one\n"));
        const QString link = m_folder->filePath(u"link"_s);
        QVERIFY(QFile::link(m_path, link));
        VERIFY_FAILS(AuditLog(link.toStdString()).append("two\n"), Internal, "cannot be written");
        QCOMPARE(contentOf(m_path), std::string("one\n"));
    }

    void entriesAreGatheredAndWrittenTogether()
    {
        const testsupport::TestClock clock(kNow);
        AuditTrail trail(AuditLog(m_path.toStdString()), clock);
        trail.record({AuditEntry::What::WrongPin, "look"});
        trail.record({AuditEntry::What::Unlocked, "operate"});
        QVERIFY(!QFile::exists(m_path));
        trail.flush();
        QTRY_COMPARE(QString::fromStdString(contentOf(m_path)).count(u'\n'), 2);
        QVERIFY(trail.problem().isEmpty());
    }

    void whatStillWaitsIsWrittenAtTheEnd()
    {
        const testsupport::TestClock clock(kNow);
        {
            AuditTrail trail(AuditLog(m_path.toStdString()), clock);
            trail.record({AuditEntry::What::Locked, "operate"});
        }
        QVERIFY(contentOf(m_path).find("\"locked\"") != std::string::npos);
    }

    void whatTheDiskRefusesIsKeptToldAndCountedWhenItIsTooMuch()
    {
        const testsupport::TestClock clock(kNow);
        VERIFY_OK(config::writeFileAtomically(m_folder->filePath(u"state"_s).toStdString(), "a file, not a folder"));
        AuditTrail trail(AuditLog(m_path.toStdString()), clock);
        trail.record({AuditEntry::What::Unlocked, "operate"});
        trail.flush();
        QTRY_VERIFY(!trail.problem().isEmpty());
        for (int i = 0; i < 1000; ++i)
            trail.record({AuditEntry::What::Action, "operate", "pi", std::string(400, 'x')});

        QVERIFY(QFile::remove(m_folder->filePath(u"state"_s)));
        trail.flush();
        QTRY_VERIFY(trail.problem().isEmpty());
        const std::string content = contentOf(m_path);
        QVERIFY(content.size() <= AuditTrail::kMaxWaitingBytes + 200);
        QVERIFY(content.find("\"unlocked\"") != std::string::npos);
        QVERIFY(content.find("\"lost\"") != std::string::npos);
    }

private:
    std::optional<QTemporaryDir> m_folder;
    QString m_path;
};

} // namespace piuptime::kiosk

QTEST_GUILESS_MAIN(piuptime::kiosk::AuditTest)
#include "AuditTest.moc"
