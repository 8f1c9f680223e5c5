// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/ServerDevice.h"

#include <QTest>

using namespace piuptime;

namespace {

DeviceStatePtr pi(const DeviceId &id, const std::string &name, DeviceConfig::Source source, const std::string &host)
{
    DeviceState state;
    state.config.id = id;
    state.config.name = name;
    state.config.source = source;
    state.config.endpoint.host = host;
    return std::make_shared<const DeviceState>(std::move(state));
}

} // namespace

class ServerDeviceTest : public QObject
{
    Q_OBJECT

    const std::vector<DeviceStatePtr> m_fleet{
        pi("k-1", "kitchen", DeviceConfig::Source::Ssh, "fd00::5"),
        pi("c-2", "cellar", DeviceConfig::Source::Ssh, "10.0.0.6"),
        pi("here", "desk", DeviceConfig::Source::Local, ""),
    };

    [[nodiscard]] QString found(const ServerPlace &server) const
    {
        const DeviceStatePtr device = deviceOf(server, m_fleet);
        return QString::fromStdString(device ? device->config.name : "nobody");
    }

private slots:
    void aServerIsFoundByItsHostOrByTheDeviceItNames()
    {
        QCOMPARE(found({.address = "[fd00::5]:80"}), QStringLiteral("kitchen"));
        QCOMPARE(found({.address = "10.0.0.5:80"}), QStringLiteral("nobody"));
        QCOMPARE(found({.address = "10.0.0.5:80", .device = "kitchen"}), QStringLiteral("kitchen"));
        QCOMPARE(found({.address = "10.0.0.5:80", .device = "k-1"}), QStringLiteral("kitchen"));
        QCOMPARE(found({.address = "[fd00::5]:80", .device = "attic"}), QStringLiteral("nobody"));
    }

    void loopbackIsWhereItIsSeenFrom()
    {
        QCOMPARE(found({.address = "127.0.0.1:80"}), QStringLiteral("desk"));
        QCOMPARE(found({.address = "localhost:80", .seenFrom = "c-2"}), QStringLiteral("cellar"));
        QCOMPARE(found({.address = "[::1]:80", .seenFrom = "gone"}), QStringLiteral("nobody"));
    }
};

QTEST_GUILESS_MAIN(ServerDeviceTest)
#include "ServerDeviceTest.moc"
