// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/systemd/ServiceManager.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace piuptime;
using namespace piuptime::systemd;

namespace {

/// What systemd is in these tests.
class NotifySocket
{
public:
    /// \param name a path, or `@` and an abstract name
    explicit NotifySocket(const std::string &name)
        : m_socket(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name.front() == '@')
            address.sun_path[0] = '\0';
        const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        m_isBound = bind(m_socket.get(), reinterpret_cast<const sockaddr *>(&address), length) == 0;
        setenv("NOTIFY_SOCKET", name.c_str(), 1);
    }
    [[nodiscard]] bool isBound() const { return m_isBound; }
    [[nodiscard]] QByteArray next() const
    {
        QByteArray text(4096, '\0');
        const ssize_t size = recv(m_socket.get(), text.data(), static_cast<std::size_t>(text.size()), 0);
        return text.left(std::max<ssize_t>(0, size));
    }

private:
    UniqueFd m_socket;
    bool m_isBound = false;
};

} // namespace

class ServiceManagerTest : public QObject
{
    Q_OBJECT
private slots:
    void systemdIsToldWhatIsGoingOn_data();
    void systemdIsToldWhatIsGoingOn();
    void withoutSystemdNobodyIsTold();
    void theWatchdogOfAnotherProcessIsNotOurs();

private:
    QTemporaryDir m_folder;
};

void ServiceManagerTest::systemdIsToldWhatIsGoingOn_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("path") << m_folder.filePath(QStringLiteral("notify"));
    QTest::newRow("abstract name") << QStringLiteral("@piuptime-test-%1").arg(getpid());
}

void ServiceManagerTest::systemdIsToldWhatIsGoingOn()
{
    QFETCH(const QString, name);
    const NotifySocket systemd(name.toStdString());
    QVERIFY(systemd.isBound());
    setenv("WATCHDOG_USEC", "20000000", 1);
    setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
    ServiceManager manager = ServiceManager::fromEnvironment();
    QVERIFY(getenv("NOTIFY_SOCKET") == nullptr); // no child may speak for us
    QVERIFY(manager.watchdogInterval() == Milliseconds(10'000));
    manager.ready();
    QCOMPARE(systemd.next(), QByteArray("READY=1"));
    manager.alive();
    QCOMPARE(systemd.next(), QByteArray("WATCHDOG=1"));
    manager.reloading();
    const QByteArray reloading = systemd.next();
    QVERIFY(reloading.startsWith("RELOADING=1\nMONOTONIC_USEC="));
    QVERIFY(reloading.mid(reloading.lastIndexOf('=') + 1).toLongLong() > 0);
    manager.status("connected\nREADY=1");
    QCOMPARE(systemd.next(), QByteArray("STATUS=connected READY=1"));
    manager.status("connected\nREADY=1");
    QCOMPARE(systemd.next(), QByteArray());
    manager.stopping();
    QCOMPARE(systemd.next(), QByteArray("STOPPING=1"));
}

void ServiceManagerTest::withoutSystemdNobodyIsTold()
{
    ServiceManager manager = ServiceManager::fromEnvironment();
    manager.ready();
    QVERIFY(!manager.watchdogInterval());
}

void ServiceManagerTest::theWatchdogOfAnotherProcessIsNotOurs()
{
    setenv("WATCHDOG_USEC", "20000000", 1);
    setenv("WATCHDOG_PID", "1", 1);
    QVERIFY(!ServiceManager::fromEnvironment().watchdogInterval());
    setenv("WATCHDOG_USEC", "soon", 1);
    QVERIFY(!ServiceManager::fromEnvironment().watchdogInterval());
}

QTEST_GUILESS_MAIN(ServiceManagerTest)
#include "ServiceManagerTest.moc"
