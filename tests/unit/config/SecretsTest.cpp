// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/AtomicFile.h"
#include "core/config/KeyringSecretStore.h"
#include "core/config/Paths.h"
#include "core/config/SealedFileSecretStore.h"
#include "core/config/SettingsFile.h"
#include "core/history/SqliteHistoryStore.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace piuptime::config {
namespace {

constexpr SealingCost kCheap{1, 8192};
const std::string kCanary = "kanarienvogel-7f3a91";
const std::string kKey = "password pi@192.168.1.20:22";

template <class T>
T wait(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 70'000))
        qFatal("a secret store did not answer");
    return future.result();
}

std::unique_ptr<SealedFileSecretStore> unlockedStore(const std::string &path)
{
    auto store = std::make_unique<SealedFileSecretStore>(path, kCheap);
    return wait(store->unlock(Secret("correct horse"))) ? std::move(store) : nullptr;
}

QStringList g_log;

void keepLog(QtMsgType, const QMessageLogContext &, const QString &text)
{
    g_log << text;
}

} // namespace

class SecretsTest : public QObject
{
    Q_OBJECT
private slots:
    void aSealedSecretComesBackAfterARestart()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("data/secrets.sealed")).toStdString();
        {
            SealedFileSecretStore store(path, kCheap);
            QVERIFY(store.state() == SecretStore::State::New);
            const auto locked = wait(store.read(kKey));
            QVERIFY(!locked && locked.error().kind == ErrorKind::Unauthorized);
            QVERIFY(!wait(store.unlock(Secret())));
            QVERIFY(wait(store.unlock(Secret("correct horse"))));
            QVERIFY(store.state() == SecretStore::State::Ready);
            QVERIFY(!*wait(store.read(kKey)));
            QVERIFY(wait(store.write(kKey, Secret(std::string("with\0NUL and é", 14)))));
            QVERIFY(wait(store.write("other", Secret("x"))));
            QVERIFY(wait(store.write("other", Secret("y"))));
        }
        SealedFileSecretStore store(path, kCheap);
        QVERIFY(store.state() == SecretStore::State::Locked);
        const auto wrong = wait(store.unlock(Secret("wrong horse")));
        QVERIFY(!wrong && wrong.error().kind == ErrorKind::Unauthorized);
        QVERIFY(store.state() == SecretStore::State::Locked);
        QVERIFY(wait(store.unlock(Secret("correct horse"))));
        QCOMPARE((*wait(store.read(kKey)))->reveal(), std::string("with\0NUL and é", 14));
        QCOMPARE((*wait(store.read("other")))->reveal(), std::string("y"));
        QVERIFY(wait(store.remove("other")));
        QVERIFY(wait(store.remove("never there")));
        QVERIFY(!*wait(store.read("other")));
        QCOMPARE(QFile(QString::fromStdString(path)).permissions() & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
    }

    void anyAlteredByteIsNoticed()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("secrets.sealed")).toStdString();
        QVERIFY(wait(unlockedStore(path)->write(kKey, Secret(kCanary))));
        const std::string good = *readFile(path, SealedFile::kMaxFileBytes);
        for (std::size_t at = 0; at < good.size(); ++at) {
            // A flipped bit in the cost would only make the test compute for longer.
            if (at >= 8 && at < 16)
                continue;
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 0x10);
            const auto key = SealedFile::findKey(Secret("correct horse"), bad);
            if (!key) {
                QVERIFY(key.error().kind == ErrorKind::Corrupt || key.error().kind == ErrorKind::Unauthorized);
                continue;
            }
            const auto secrets = SealedFile::unseal(**key, bad);
            QVERIFY2(!secrets && secrets.error().kind == ErrorKind::Corrupt, std::to_string(at).c_str());
        }
        for (std::size_t length = 0; length < good.size(); length += 7)
            QVERIFY(
                !SealedFile::findKey(Secret("correct horse"), good.substr(0, length))
                || !SealedFile::unseal(**SealedFile::findKey(Secret("correct horse"), good), good.substr(0, length)));
    }

    void anAlteredCostCannotMakeUsComputeForEver()
    {
        const auto key = SealedFile::makeKey(Secret("p"), kCheap);
        QVERIFY(key);
        const std::string good = *SealedFile::seal(**key, {});
        for (std::size_t at : {std::size_t(10), std::size_t(15)}) {
            std::string bad = good;
            bad[at] = '\x7f';
            const auto found = SealedFile::findKey(Secret("p"), bad);
            QVERIFY(!found && found.error().kind == ErrorKind::Corrupt);
        }
    }

    void tamperingAndAWrongPassphraseAreToldApart()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("secrets.sealed")).toStdString();
        auto store = unlockedStore(path);
        QVERIFY(wait(store->write(kKey, Secret(kCanary))));
        std::string bytes = *readFile(path, SealedFile::kMaxFileBytes);
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        QVERIFY(writeFileAtomically(path, bytes));
        const auto read = wait(store->read(kKey));
        QVERIFY(!read && read.error().kind == ErrorKind::Corrupt);
        QVERIFY(!wait(store->write(kKey, Secret("new")))); // nothing is built on an altered file
        QCOMPARE(*readFile(path, SealedFile::kMaxFileBytes), bytes);
        SealedFileSecretStore again(path, kCheap);
        const auto wrong = wait(again.unlock(Secret("wrong")));
        QVERIFY(!wrong && wrong.error().kind == ErrorKind::Unauthorized);
    }

    void whatIsTooLongIsRefusedAndNothingIsLost()
    {
        const QTemporaryDir folder;
        auto store = unlockedStore(folder.filePath(QStringLiteral("secrets.sealed")).toStdString());
        QVERIFY(wait(store->write(kKey, Secret(kCanary))));
        const auto tooLong = wait(store->write("long", Secret(std::string(17'000, 'x'))));
        QVERIFY(!tooLong && tooLong.error().kind == ErrorKind::InvalidInput);
        QVERIFY(!wait(store->write(std::string(5000, 'k'), Secret("x"))));
        int stored = 0;
        while (stored < 100 && wait(store->write("n" + std::to_string(stored), Secret(std::string(16'000, 'x')))))
            ++stored;
        QVERIFY(stored > 50 && stored < 100);
        QCOMPARE((*wait(store->read(kKey)))->reveal(), kCanary);
    }

    void rubbishIsNotASealedFile()
    {
        std::mt19937 random(5);
        const auto key = SealedFile::makeKey(Secret("p"), kCheap);
        QVERIFY(key);
        for (int round = 0; round < 1000; ++round) {
            std::string bytes(random() % 300, '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random());
            QVERIFY(!SealedFile::findKey(Secret("p"), bytes));
            QVERIFY(!SealedFile::unseal(**key, bytes));
        }
    }

    void manyCallsAtOnceAreAllAnswered()
    {
        const QTemporaryDir folder;
        auto store = unlockedStore(folder.filePath(QStringLiteral("secrets.sealed")).toStdString());
        QVERIFY(store);
        std::vector<QFuture<Result<void>>> writes;
        for (int i = 0; i < 50; ++i)
            writes.push_back(store->write("key " + std::to_string(i), Secret(std::to_string(i))));
        for (auto &write : writes)
            QVERIFY(wait(write));
        QCOMPARE((*wait(store->read("key 49")))->reveal(), std::string("49"));
        const auto pending = store->read("key 7");
        store.reset(); // a store that goes answers first
        QVERIFY(pending.isFinished() && pending.result());
    }

    /// A secret that was planted must turn up in no file that we write and in no line that we log.
    void aSecretIsNowhereInPlainText()
    {
        const QTemporaryDir folder;
        qputenv("PIUPTIME_HOME", folder.path().toUtf8());
        const Paths paths = Paths::fromEnvironment();
        qunsetenv("PIUPTIME_HOME");
        g_log.clear();
        const auto previousHandler = qInstallMessageHandler(&keepLog);
        {
            auto store = unlockedStore(paths.sealedSecretsFile());
            QVERIFY(wait(store->write(kKey, Secret(kCanary))));
            SettingsFile file(paths.settingsFile());
            auto settings = file.load();
            settings->devices.push_back({});
            settings->devices.back().id = "pump";
            settings->devices.back().endpoint = {"pi", "192.168.1.20", 22};
            QVERIFY(file.save(*settings));
            history::SqliteOptions options;
            options.path = paths.historyFile();
            auto kept = history::SqliteHistoryStore::open(options);
            QVERIFY(kept);
            (*kept)->append(Event{"pump", {}, EventKind::Action, Severity::Info, "signed in with a password"});
            QVERIFY((*kept)->flush(Milliseconds(10'000)));
            std::string altered = *readFile(paths.sealedSecretsFile(), SealedFile::kMaxFileBytes);
            QVERIFY(wait(store->read(kKey)));
            QVERIFY(writeFileAtomically(paths.sealedSecretsFile(), altered.substr(0, altered.size() - 1)));
            qWarning("%s", wait(store->read(kKey)).error().describe().c_str());
            qWarning("%s", wait(store->write(kCanary.substr(0, 5), Secret(kCanary))).error().describe().c_str());
        }
        qInstallMessageHandler(previousHandler);
        QVERIFY(g_log.size() >= 2);
        for (const QString &line : std::as_const(g_log))
            QVERIFY(!line.contains(QString::fromStdString(kCanary)));
        int files = 0;
        QDirIterator found(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (found.hasNext()) {
            QFile file(found.next());
            QVERIFY(file.open(QFile::ReadOnly));
            QVERIFY2(!file.readAll().contains(QByteArray::fromStdString(kCanary)), qPrintable(file.fileName()));
            ++files;
        }
        QVERIFY(files >= 3);
    }

    void withoutAKeyringTheSealedFileIsUsed()
    {
        qunsetenv("DISPLAY");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        const QTemporaryDir folder;
        qputenv("PIUPTIME_HOME", folder.path().toUtf8());
        const auto store = wait(openSecretStore(Paths::fromEnvironment()));
        qunsetenv("PIUPTIME_HOME");
        QVERIFY(store);
        QVERIFY2(store->description().starts_with("the sealed file"), store->description().c_str());
        QVERIFY(store->state() == SecretStore::State::New);
    }
};

} // namespace piuptime::config

QTEST_GUILESS_MAIN(piuptime::config::SecretsTest)
#include "SecretsTest.moc"
