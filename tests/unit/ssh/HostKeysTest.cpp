// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/HostKeys.h"
#include "core/ssh/SafeLibssh.h"
#include "tests/support/ScriptedPrompter.h"
#include "tests/support/Verify.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace piuptime;
using namespace std::chrono_literals;
using ssh::HostKey;
using ssh::HostKeys;
using Verdict = ssh::HostKeys::Verdict;

namespace {

const SshEndpoint kPi{"pi", "Pi.local", 2222};
const HostKey kOld{"ssh-ed25519", "T0xE"};
const HostKey kNew{"ssh-ed25519", "TkVX"};

} // namespace

class HostKeysTest : public QObject
{
    Q_OBJECT
private slots:
    void linesAreMatchedAsOpensshMatchesThem();
    void linesThatAreNoEntriesAreSkipped();
    void aTrustedKeyIsKnownFromThenOn();
    void anotherKeyIsAChangeUntilItIsReplaced();
    void replacingNeedsTheFingerprintThatWasShown();
    void ownEntriesGoBeforeThoseOfThePerson();
    void aRevokedKeyIsRefusedEvenWhenListed();
    void onePersonIsAskedOnceHoweverManyWait();
    void aRefusalIsSharedToo();
    void thePackageFloorHoldsOnDebianOnly();

private:
    QTemporaryDir m_directory;
    int m_files = 0;

    std::string file(const QByteArray &text = {})
    {
        const QString path = m_directory.filePath(QString::number(++m_files));
        if (!text.isEmpty()) {
            QFile written(path);
            if (written.open(QIODevice::WriteOnly))
                written.write(text);
        }
        return path.toStdString();
    }
};

void HostKeysTest::linesAreMatchedAsOpensshMatchesThem()
{
    const auto matched = [](const std::string &hosts, std::string_view name) {
        const auto entries = ssh::parseKnownHosts(hosts + " ssh-ed25519 AAAA\n");
        return entries.size() == 1 && ssh::matches(entries[0], name);
    };
    QCOMPARE(ssh::knownHostsName("Pi.Local", 22), std::string("pi.local"));
    QCOMPARE(ssh::knownHostsName("::1", 2222), std::string("[::1]:2222"));
    QVERIFY(matched("pi,10.0.0.1", "10.0.0.1"));
    QVERIFY(!matched("pi", "[pi]:2222"));
    QVERIFY(matched("[pi]:2222", "[pi]:2222"));
    QVERIFY(matched("*.local,!evil.local", "pi.local"));
    QVERIFY(!matched("*.local,!evil.local", "evil.local"));
    const QByteArray salt("0123456789abcdefghij");
    const QByteArray hash = QMessageAuthenticationCode::hash("pi", salt, QCryptographicHash::Sha1);
    const std::string hashed = ("|1|" + salt.toBase64() + '|' + hash.toBase64()).toStdString();
    QVERIFY(matched(hashed, "pi"));
    QVERIFY(!matched(hashed, "po"));
}

void HostKeysTest::linesThatAreNoEntriesAreSkipped()
{
    const std::string text =
        "# comment\n\npi\npi ssh-rsa\n@strange pi ssh-rsa AAAA\npi ssh-rsa \x01\x02\n|1|x ssh-rsa AAAA\n";
    const auto entries = ssh::parseKnownHosts(text + std::string(100'000, 'a') + " ssh-rsa AAAA\n");
    QCOMPARE(entries.size(), std::size_t(1));
    QVERIFY(!ssh::matches(entries[0], "pi"));
}

void HostKeysTest::aTrustedKeyIsKnownFromThenOn()
{
    const std::string path = file() + "/sub/known_hosts";
    HostKeys keys(path);
    QVERIFY(keys.check(kPi, kOld).verdict == Verdict::Unknown);
    QVERIFY(keys.trust(kPi, kOld));
    QVERIFY(keys.check(kPi, kOld).verdict == Verdict::Known);
    QVERIFY(HostKeys(path).check(kPi, kOld).verdict == Verdict::Known);
    QCOMPARE(keys.typesOnRecord(kPi), std::vector<std::string>{"ssh-ed25519"});
    QCOMPARE(QFile::permissions(QString::fromStdString(path)) & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
}

void HostKeysTest::anotherKeyIsAChangeUntilItIsReplaced()
{
    HostKeys keys(file("[pi.local]:2222 ssh-ed25519 T0xE\nother ssh-rsa AAAA\n"));
    const auto finding = keys.check(kPi, kNew);
    QVERIFY(finding.verdict == Verdict::Changed);
    QCOMPARE(finding.expected, std::vector<std::string>{kOld.fingerprint()});
    QVERIFY(keys.replace(kPi, kNew.fingerprint()));
    QVERIFY(keys.check(kPi, kNew).verdict == Verdict::Known);
    QVERIFY(keys.check(kPi, kOld).verdict == Verdict::Changed);
    QVERIFY(keys.check({"", "other", 22}, {"ssh-rsa", "AAAA"}).verdict == Verdict::Known);
}

void HostKeysTest::replacingNeedsTheFingerprintThatWasShown()
{
    HostKeys keys(file("[pi.local]:2222 ssh-ed25519 T0xE\n"));
    VERIFY_FAILS(keys.replace(kPi, kNew.fingerprint()), Conflict, "no longer shows");
    QVERIFY(keys.check(kPi, kNew).verdict == Verdict::Changed);
    VERIFY_FAILS(keys.replace(kPi, "SHA256:other"), Conflict, "SHA256:other");
    QVERIFY(keys.check(kPi, kOld).verdict == Verdict::Known);
}

void HostKeysTest::ownEntriesGoBeforeThoseOfThePerson()
{
    const std::string theirs = file("[pi.local]:2222 ssh-ed25519 T0xE\n");
    HostKeys keys(file(), {theirs});
    QVERIFY(keys.check(kPi, kOld).verdict == Verdict::Known);
    QVERIFY(keys.check(kPi, kNew).verdict == Verdict::Changed);
    QVERIFY(keys.replace(kPi, kNew.fingerprint()));
    QVERIFY(keys.check(kPi, kNew).verdict == Verdict::Known);
    QVERIFY(HostKeys(theirs).check(kPi, kOld).verdict == Verdict::Known);
}

void HostKeysTest::aRevokedKeyIsRefusedEvenWhenListed()
{
    HostKeys keys(file("[pi.local]:2222 ssh-ed25519 TkVX\n"), {file("@revoked * ssh-ed25519 TkVX\n")});
    QVERIFY(keys.check(kPi, kNew).verdict == Verdict::Revoked);
}

void HostKeysTest::onePersonIsAskedOnceHoweverManyWait()
{
    const auto keys = std::make_shared<HostKeys>(file());
    const auto person = std::make_shared<test::ScriptedPrompter>();
    std::vector<QCoro::Task<Result<void>>> waiting;
    for (int i = 0; i < 50; ++i)
        waiting.push_back(HostKeys::verify(keys, kPi, kOld, person, Deadline::in(10s)));
    for (auto &task : waiting)
        QVERIFY(QCoro::waitFor(task));
    QCOMPARE(person->asked.size(), 1);
    QVERIFY(person->asked[0].contains(QString::fromStdString(kOld.fingerprint())));
}

void HostKeysTest::aRefusalIsSharedToo()
{
    const auto keys = std::make_shared<HostKeys>(file());
    const auto person = std::make_shared<test::ScriptedPrompter>();
    person->acceptHostKeys = false;
    auto first = HostKeys::verify(keys, kPi, kOld, person, Deadline::in(10s));
    auto second = HostKeys::verify(keys, kPi, kOld, person, Deadline::in(10s));
    const auto firstAnswer = QCoro::waitFor(first);
    VERIFY_FAILS(firstAnswer, Unauthorized, "not confirmed");
    const auto secondAnswer = QCoro::waitFor(second);
    VERIFY_FAILS(secondAnswer, Unauthorized, "not confirmed");
    QCOMPARE(person->asked.size(), 1);
    QVERIFY(keys->check(kPi, kOld).verdict == Verdict::Unknown);
}

void HostKeysTest::thePackageFloorHoldsOnDebianOnly()
{
    QVERIFY(ssh::checkLibssh("0.10.6/openssl/zlib", "0.10.6-0+deb12u3"));
    QVERIFY(ssh::checkLibssh("0.10.6/openssl/zlib", "0.10.6-0+deb12u12"));
    QVERIFY(!ssh::checkLibssh("0.10.6/openssl/zlib", "0.10.6-0+deb12u1"));
    QVERIFY(ssh::checkLibssh("0.10.6/openssl/zlib", ""));
    QVERIFY(ssh::checkLibssh("0.11.2/openssl", "0.11.2-1"));
    const auto old = ssh::checkLibssh("0.9.8/openssl", "");
    VERIFY_FAILS(old, Conflict, "0.10.6 or later");
    QVERIFY(ssh::requireSafeLibssh());
}

QTEST_GUILESS_MAIN(HostKeysTest)
#include "HostKeysTest.moc"
