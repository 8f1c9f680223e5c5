// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/KeyringSecretStore.h"
#include "core/config/Paths.h"

#include <QTest>
#include <QThread>

namespace piuptime::config {
namespace {

template <class T>
T wait(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 70'000))
        qFatal("the keyring did not answer");
    return future.result();
}

} // namespace

/// Runs inside a session bus of its own with an unlocked keyring; see run-with-keyring.sh.
class KeyringTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("PIUPTIME_TEST_KEYRING"))
            QSKIP("dbus-run-session or gnome-keyring-daemon is not installed");
    }

    void theKeyringThatAnswersIsChosen()
    {
        const auto store = wait(openSecretStore(Paths::fromEnvironment()));
        QCOMPARE(store->description(), std::string("the system keyring"));
        QVERIFY(store->state() == SecretStore::State::Ready);
        QVERIFY(wait(store->unlock(Secret())));
    }

    void aSecretComesBackUntilItIsForgotten()
    {
        KeyringSecretStore store;
        const std::string key = "password pi@[fe80::1%eth0]:2222";
        const std::string value("pass wörd\0\n\x01 end", 18);
        QVERIFY(!*wait(store.read(key)));
        QVERIFY(wait(store.write(key, Secret(value))));
        QCOMPARE((*wait(store.read(key)))->reveal(), value);
        QVERIFY(wait(store.write(key, Secret("another"))));
        QCOMPARE((*wait(store.read(key)))->reveal(), std::string("another"));
        QVERIFY(!*wait(store.read("password pi@elsewhere:22")));
        QVERIFY(wait(store.remove(key)));
        QVERIFY(!*wait(store.read(key)));
        QVERIFY(wait(store.remove(key)));
    }

    void otherThreadsMayAsk()
    {
        KeyringSecretStore store;
        QVERIFY(wait(store.write("from elsewhere", Secret("s"))));
        QFuture<Result<std::optional<Secret>>> answer;
        const std::unique_ptr<QThread> thread(QThread::create([&] { answer = store.read("from elsewhere"); }));
        thread->start();
        QVERIFY(thread->wait());
        QCOMPARE((*wait(answer))->reveal(), std::string("s"));
    }

    void aStoreThatGoesAnswersWhatIsUnderWay()
    {
        auto store = std::make_unique<KeyringSecretStore>();
        const auto answer = store->read("anything");
        store.reset();
        const auto value = wait(answer);
        QVERIFY(value || value.error().kind == ErrorKind::Cancelled);
    }
};

} // namespace piuptime::config

QTEST_GUILESS_MAIN(piuptime::config::KeyringTest)
#include "KeyringTest.moc"
