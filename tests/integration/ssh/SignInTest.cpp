// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/ssh/Bench.h"

#include <QFile>

using namespace piuptime;
using namespace piuptime::test;

namespace {

const QString kPassword = QStringLiteral("correct horse");

QByteArray publicKey(const std::string &key)
{
    QFile file(QString::fromStdString(key) + QStringLiteral(".pub"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

} // namespace

class SignInTest : public QObject
{
    Q_OBJECT
private slots:
    void aKeySignsInWhateverItsType_data();
    void aKeySignsInWhateverItsType();
    void aLockedKeyAsksForItsPassphraseOnce();
    void manySessionsShareOneQuestionForAPassphrase();
    void aWrongPassphraseIsAskedAgainAndThenGivenUp();
    void aKeyThatIsNotAuthorizedIsRefusedWithARemedy();
    void aMissingKeyFileIsNamed();
    void theAgentSignsIn();
    void theAgentServesANamedKeyBeforeItsOthers();
    void anAgentThatHangsIsPassedOver();
    void aPasswordIsAskedAgainWhenWrong();
    void wrongPasswordsEndBeforeTheServerMinds();
    void aDeclinedPasswordIsACancellation();
    void keyboardInteractiveAsksThroughThePerson();
    void aPersonWhoTakesLongerThanTheServerWaitsStillGetsIn();
    void anUnknownHostKeyIsShownAndRemembered();
    void aRefusedHostKeySendsNothing();
    void aChangedHostKeyBlocksAndSendsNothing();
    void aReplacedHostKeyIsAcceptedAgain();
    void aServerWithTwoKeysIsAskedForTheOneOnRecord();
};

void SignInTest::aKeySignsInWhateverItsType_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("ed25519") << QStringLiteral("ed25519");
    QTest::newRow("ecdsa") << QStringLiteral("ecdsa");
    QTest::newRow("rsa") << QStringLiteral("rsa");
}

void SignInTest::aKeySignsInWhateverItsType()
{
    QFETCH(QString, type);
    Bench bench;
    const std::string key = bench.server->makeKey(QStringLiteral("key"), type);
    bench.server->authorize(publicKey(key));
    bench.options.identities = {key};
    VERIFY_OK(bench.open());
}

void SignInTest::aLockedKeyAsksForItsPassphraseOnce()
{
    Bench bench;
    const std::string key =
        bench.server->makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("open sesame"));
    bench.server->authorize(publicKey(key));
    QFile::remove(QString::fromStdString(key) + QStringLiteral(".pub")); // the key file itself tells its public half
    bench.options.identities = {key};
    bench.person->passphrases = {"wrong", "open sesame"};
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked.mid(1),
             (QStringList{QStringLiteral("passphrase"), QStringLiteral("passphrase retry")}));
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked.size(), 3);
}

void SignInTest::manySessionsShareOneQuestionForAPassphrase()
{
    Bench bench;
    const std::string key =
        bench.server->makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("open sesame"));
    bench.server->authorize(publicKey(key));
    bench.options.identities = {key};
    bench.person->passphrases = {"open sesame"};
    std::vector<QCoro::Task<Opened>> tasks;
    for (int i = 0; i < 5; ++i)
        tasks.push_back(bench.opening());
    for (auto &task : tasks)
        VERIFY_OK(QCoro::waitFor(task));
    QCOMPARE(bench.person->asked.count(QStringLiteral("passphrase")), 1);
}

void SignInTest::aWrongPassphraseIsAskedAgainAndThenGivenUp()
{
    Bench bench;
    const std::string key =
        bench.server->makeKey(QStringLiteral("locked"), QStringLiteral("ed25519"), QStringLiteral("open sesame"));
    bench.server->authorize(publicKey(key));
    bench.options.identities = {key};
    bench.person->passphrases = {"1", "2", "3", "open sesame"};
    VERIFY_FAILS(bench.open(), Unauthorized, "passphrase of " + key + " was wrong");
    QCOMPARE(bench.person->asked.size(), 4);
}

void SignInTest::aKeyThatIsNotAuthorizedIsRefusedWithARemedy()
{
    Bench bench;
    bench.options.identities = {bench.server->makeKey(QStringLiteral("other"))};
    const auto session = bench.open();
    VERIFY_FAILS(session, Unauthorized, "Tried: key " + bench.options.identities[0]);
    QVERIFY(session.error().detail.find("It accepts: keys.") != std::string::npos);
    QVERIFY(session.error().detail.find("authorized_keys") != std::string::npos);
    QVERIFY(session.error().detail.find(ssh::toString(bench.options.endpoint)) != std::string::npos);
}

void SignInTest::aMissingKeyFileIsNamed()
{
    Bench bench;
    bench.options.identities = {"/nowhere/key"};
    VERIFY_FAILS(bench.open(), Unauthorized, "cannot read the key /nowhere/key");
}

void SignInTest::theAgentSignsIn()
{
    Bench bench;
    const auto agent = SshAgent::start();
    QVERIFY(agent);
    agent->add(bench.server->userKey());
    bench.options.identities.clear();
    bench.options.agentSocket = agent->socket();
    const auto session = bench.open();
    VERIFY_OK(session);
    VERIFY_OK(run(*session, "true"));
}

void SignInTest::theAgentServesANamedKeyBeforeItsOthers()
{
    Bench bench;
    const auto agent = SshAgent::start();
    QVERIFY(agent);
    for (int i = 0; i < 8; ++i) // more than a server lets one try
        agent->add(bench.server->makeKey(QStringLiteral("other%1").arg(i)));
    const std::string key = bench.server->makeKey(QStringLiteral("rsa"), QStringLiteral("rsa"));
    bench.server->authorize(publicKey(key));
    agent->add(key);
    QVERIFY(QFile::remove(QString::fromStdString(key))); // only the agent has it; key.pub says which
    bench.options.identities = {key};
    bench.options.agentSocket = agent->socket();
    VERIFY_OK(bench.open());
    QVERIFY(!bench.server->log().contains("Failed publickey"));
}

void SignInTest::anAgentThatHangsIsPassedOver()
{
    Bench bench;
    const auto agent = SshAgent::start();
    QVERIFY(agent);
    agent->add(bench.server->userKey());
    agent->freeze();
    bench.options.agentSocket = agent->socket();
    bench.options.timeouts.agent = 200ms;
    VERIFY_OK(bench.open());
    bench.options.identities = {"/nowhere/key"};
    VERIFY_FAILS(bench.open(), Unauthorized, "the SSH agent sent nothing in time");
}

void SignInTest::aPasswordIsAskedAgainWhenWrong()
{
    const auto user = TemporaryUser::create(kPassword);
    if (!user)
        QSKIP("only root can make a user with a password");
    Bench bench({{QStringLiteral("PasswordAuthentication yes")}, {}, {}});
    bench.options.endpoint.user = user->name();
    bench.options.identities.clear();
    bench.person->passwords = {"wrong", kPassword.toStdString()};
    const auto session = bench.open();
    VERIFY_OK(session);
    QCOMPARE(bench.person->asked.mid(1), (QStringList{QStringLiteral("password"), QStringLiteral("password retry")}));
    QCOMPARE(run(*session, "id -un")->output.trimmed().toStdString(), user->name());
}

void SignInTest::wrongPasswordsEndBeforeTheServerMinds()
{
    const auto user = TemporaryUser::create(kPassword);
    if (!user)
        QSKIP("only root can make a user with a password");
    Bench bench({{QStringLiteral("PasswordAuthentication yes")}, {}, {}});
    bench.options.endpoint.user = user->name();
    bench.person->passwords = {"1", "2", "3", "4", "5", "6"};
    const auto session = bench.open();
    VERIFY_FAILS(session, Unauthorized, "password");
    QCOMPARE(bench.person->asked.size(), 4);
    QVERIFY(session.error().describe().find("correct horse") == std::string::npos);
    QVERIFY(!bench.server->log().contains("Too many authentication failures"));
}

void SignInTest::aDeclinedPasswordIsACancellation()
{
    const Bench bench(
        {{QStringLiteral("PasswordAuthentication yes"), QStringLiteral("PubkeyAuthentication no")}, {}, {}});
    VERIFY_FAILS(bench.open(), Cancelled, "no answer was given");
}

void SignInTest::keyboardInteractiveAsksThroughThePerson()
{
    const auto user = TemporaryUser::create(kPassword);
    if (!user)
        QSKIP("only root can make a user with a password");
    Bench bench({{QStringLiteral("UsePAM yes"), QStringLiteral("KbdInteractiveAuthentication yes")}, {}, {}});
    bench.options.endpoint.user = user->name();
    bench.options.identities.clear();
    bench.person->passwords = {"wrong", kPassword.toStdString()};
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked.mid(1), (QStringList{QStringLiteral("password"), QStringLiteral("password retry")}));
    QTRY_VERIFY(bench.server->log().contains("Accepted keyboard-interactive"));
}

void SignInTest::aPersonWhoTakesLongerThanTheServerWaitsStillGetsIn()
{
    const auto user = TemporaryUser::create(kPassword);
    if (!user)
        QSKIP("only root can make a user with a password");
    Bench bench({{QStringLiteral("PasswordAuthentication yes"), QStringLiteral("LoginGraceTime 1")}, {}, {}});
    bench.options.endpoint.user = user->name();
    bench.options.identities.clear();
    bench.person->thought = 1500ms;
    bench.person->passwords = {kPassword.toStdString()};
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked.count(QStringLiteral("password")), 1);
}

void SignInTest::anUnknownHostKeyIsShownAndRemembered()
{
    const Bench bench;
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked, QStringList{QStringLiteral("host key ssh-ed25519 ")
                                              + QString::fromStdString(bench.server->fingerprint())});
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked.size(), 1);
    QFile file(QString::fromStdString(bench.file("known_hosts")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bench.server->knownHostsLine());
}

void SignInTest::aRefusedHostKeySendsNothing()
{
    const Bench bench;
    bench.person->acceptHostKeys = false;
    VERIFY_FAILS(bench.open(), Unauthorized, "was not confirmed");
    QVERIFY(!QFile::exists(QString::fromStdString(bench.file("known_hosts"))));
    QTRY_VERIFY(bench.server->log().contains("closed") || bench.server->log().contains("reset"));
    QVERIFY(!bench.server->log().contains("Accepted"));
    QVERIFY(!bench.server->log().contains("publickey"));
}

void SignInTest::aChangedHostKeyBlocksAndSendsNothing()
{
    const Bench bench;
    VERIFY_OK(bench.open());
    const std::string before = bench.server->fingerprint();
    VERIFY_OK(bench.server->restart(SshdServer::HostKey::New));
    const qsizetype logged = bench.server->log().size();
    const auto session = bench.open();
    VERIFY_FAILS(session, Unauthorized, "expected " + before + ", got " + bench.server->fingerprint());
    const auto &change = session.error().changedHostKey;
    QVERIFY(change.has_value());
    QCOMPARE(change->expected, std::vector{before});
    QCOMPARE(change->offered, bench.server->fingerprint());
    QTRY_VERIFY(bench.server->log().mid(logged).contains("Connection"));
    const QByteArray log = bench.server->log().mid(logged);
    // sshd names the user as soon as a client asks to sign in, by whatever method.
    QVERIFY2(!log.contains("user") && !log.contains("publickey") && !log.contains("Accepted"), log.constData());
    QCOMPARE(bench.person->asked.size(), 1);
}

void SignInTest::aReplacedHostKeyIsAcceptedAgain()
{
    const Bench bench;
    VERIFY_OK(bench.open());
    VERIFY_OK(bench.server->restart(SshdServer::HostKey::New));
    VERIFY_FAILS(bench.open(), Unauthorized, "has changed");
    VERIFY_OK(bench.options.hostKeys->replace(bench.options.endpoint, bench.server->fingerprint()));
    VERIFY_OK(bench.open());
    QCOMPARE(bench.person->asked.size(), 1);
}

void SignInTest::aServerWithTwoKeysIsAskedForTheOneOnRecord()
{
    Bench bench;
    const std::string rsa = bench.server->makeKey(QStringLiteral("rsa_host"), QStringLiteral("rsa"));
    const auto second = SshdServer::start({{QStringLiteral("HostKey ") + QString::fromStdString(rsa)}, {}, {}});
    VERIFY_OK(second);
    bench.options = bench.optionsFor(**second);
    const QList<QByteArray> words = publicKey(rsa).split(' ');
    VERIFY_OK(bench.options.hostKeys->trust(bench.options.endpoint, {"ssh-rsa", words.value(1).toStdString()}));
    VERIFY_OK(bench.open());
    QVERIFY(bench.person->asked.isEmpty());
}

QTEST_GUILESS_MAIN(SignInTest)
#include "SignInTest.moc"
