// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/SettingsStore.h"
#include "tests/support/Verify.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::composition;

/// Two programs with one settings file.
class SettingsStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<std::string> m_problems;

    [[nodiscard]] std::string path() const { return m_folder->filePath(u"piuptime.toml"_s).toStdString(); }
    void write(const QByteArray &text) const
    {
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }
    [[nodiscard]] config::Settings onDisk() const
    {
        return config::SettingsFile(path()).load().value_or(config::Settings{});
    }

    static void addDevice(config::Settings &settings)
    {
        DeviceConfig device;
        device.id = "one";
        device.name = "pump-01";
        device.endpoint.host = "pump-01.local";
        settings.devices.push_back(device);
    }
    static void pollFaster(config::Settings &settings) { settings.polling.fast = Seconds{5}; }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_problems.clear();
    }

    void whatTheOtherStoredStays()
    {
        SettingsStore one(path());
        SettingsStore other(path());
        (void)one.load(m_problems);
        (void)other.load(m_problems);
        VERIFY_OK(one.change(addDevice));
        VERIFY_OK(other.change(pollFaster));
        VERIFY_OK(one.change([](config::Settings &settings) { settings.devices.front().name = "pump"; }));
        QCOMPARE(onDisk().devices.size(), 1U);
        QCOMPARE(onDisk().devices.front().name, "pump");
        QCOMPARE(onDisk().polling.fast, Seconds{5});
    }
    void whatSomebodyElseWroteToTheSamePartIsNotOverwritten()
    {
        SettingsStore store(path());
        (void)store.load(m_problems);
        VERIFY_OK(store.change(pollFaster));
        write("[polling]\nfast_seconds = 30\n");
        const config::Settings theirs = onDisk();
        QVERIFY(theirs.polling.fast != Seconds{5});
        VERIFY_OK(store.change(addDevice)); // another part
        VERIFY_FAILS(store.change([](config::Settings &settings) { settings.polling.fast = Seconds{7}; }), Conflict,
                     "somebody else");
        QCOMPARE(onDisk().polling.fast, theirs.polling.fast);
        QCOMPARE(onDisk().devices.size(), 1U);
    }
    void aFileWithFaultsIsLeftAlone()
    {
        SettingsStore store(path());
        (void)store.load(m_problems);
        const QByteArray broken = "[polling\n";
        write(broken);
        VERIFY_FAILS(store.change(addDevice), Conflict, "faults");
        QFile file(QString::fromStdString(path()));
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(), broken);
        write("");
        VERIFY_OK(store.change(addDevice)); // once it is mended
    }
};

QTEST_GUILESS_MAIN(SettingsStoreTest)
#include "SettingsStoreTest.moc"
