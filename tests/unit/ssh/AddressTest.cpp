// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Address.h"
#include "core/ssh/AddressList.h"
#include "tests/support/Verify.h"

#include <QTest>

using namespace piuptime;

class AddressTest : public QObject
{
    Q_OBJECT
private slots:
    void anAddressIsUnderstoodInEveryUsualForm_data();
    void anAddressIsUnderstoodInEveryUsualForm();
    void whatIsNoAddressIsRefusedWithTheReason_data();
    void whatIsNoAddressIsRefusedWithTheReason();
    void aListGivesDevicesWithNameSiteAndTags();
    void aBadLineOfAListCostsThatLineOnly();
};

void AddressTest::anAddressIsUnderstoodInEveryUsualForm_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("host") << QByteArray("raspberrypi.local") << QByteArray() << QByteArray("raspberrypi.local") << 22;
    QTest::newRow("all") << QByteArray(" pi@192.168.1.20:2222 ") << QByteArray("pi") << QByteArray("192.168.1.20")
                         << 2222;
    QTest::newRow("IPv6") << QByteArray("fe80::1%eth0") << QByteArray() << QByteArray("fe80::1%eth0") << 22;
    QTest::newRow("IPv6 and port") << QByteArray("pi@[2001:db8::7]:22") << QByteArray("pi") << QByteArray("2001:db8::7")
                                   << 22;
    QTest::newRow("IPv6 in brackets") << QByteArray("[::1]") << QByteArray() << QByteArray("::1") << 22;
    QTest::newRow("URI") << QByteArray("ssh://pi@gate:2200/") << QByteArray("pi") << QByteArray("gate") << 2200;
    QTest::newRow("underscore") << QByteArray("pi_7") << QByteArray() << QByteArray("pi_7") << 22;
}

void AddressTest::anAddressIsUnderstoodInEveryUsualForm()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, host);
    QFETCH(int, port);
    const auto endpoint = ssh::parseAddress(text.toStdString());
    VERIFY_OK(endpoint);
    QCOMPARE(QByteArray::fromStdString(endpoint->user), user);
    QCOMPARE(QByteArray::fromStdString(endpoint->host), host);
    QCOMPARE(int(endpoint->port), port);
}

void AddressTest::whatIsNoAddressIsRefusedWithTheReason_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("empty") << QByteArray() << QByteArray("host is missing");
    QTest::newRow("option") << QByteArray("-oProxyCommand=x") << QByteArray("not a host name");
    QTest::newRow("option as user") << QByteArray("-l@host") << QByteArray("not a user name");
    QTest::newRow("shell in user") << QByteArray("a;reboot@host") << QByteArray("not a user name");
    QTest::newRow("shell in host") << QByteArray("pi@$(reboot)") << QByteArray("not a host name");
    QTest::newRow("blank") << QByteArray("my host") << QByteArray("not a host name");
    QTest::newRow("empty user") << QByteArray("@host") << QByteArray("not a user name");
    QTest::newRow("port zero") << QByteArray("host:0") << QByteArray("1 to 65535");
    QTest::newRow("port too large") << QByteArray("host:65536") << QByteArray("1 to 65535");
    QTest::newRow("no port") << QByteArray("host:") << QByteArray("port after the colon");
    QTest::newRow("open bracket") << QByteArray("[::1") << QByteArray("bracket");
    QTest::newRow("rubbish after bracket") << QByteArray("[::1]x") << QByteArray("nothing or");
    QTest::newRow("not IPv6") << QByteArray("a:b:c") << QByteArray("not an IPv6 address");
    QTest::newRow("empty scope") << QByteArray("fe80::1%") << QByteArray("not an IPv6 address");
    QTest::newRow("escape") << QByteArray("pi\x1b[2J") << QByteArray("not a host name");
    QTest::newRow("NUL") << QByteArray("pi\0x", 4) << QByteArray("not a host name");
    QTest::newRow("too long") << QByteArray(300, 'a') << QByteArray("longer");
}

void AddressTest::whatIsNoAddressIsRefusedWithTheReason()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, reason);
    const auto endpoint = ssh::parseAddress(text.toStdString());
    VERIFY_FAILS(endpoint, InvalidInput, reason.toStdString());
}

void AddressTest::aListGivesDevicesWithNameSiteAndTags()
{
    const auto list = ssh::parseAddressList("# plant\n"
                                            "pi@10.0.0.1  \"Pump house\" site=\"Plant 2\" tags=pump,outdoor # north\n"
                                            "\n"
                                            "[fe80::2%eth0]:2222\r\n",
                                            "list");
    QVERIFY(list.errors.empty());
    QCOMPARE(list.devices.size(), std::size_t(2));
    const DeviceConfig &pump = list.devices[0];
    QCOMPARE(pump.endpoint, (SshEndpoint{"pi", "10.0.0.1", 22}));
    QCOMPARE(pump.name, std::string("Pump house"));
    QCOMPARE(pump.site, std::string("Plant 2"));
    QCOMPARE(pump.tags, (std::vector<std::string>{"pump", "outdoor"}));
    QCOMPARE(list.devices[1].name, std::string("fe80::2%eth0"));
    QCOMPARE(int(list.devices[1].endpoint.port), 2222);
}

void AddressTest::aBadLineOfAListCostsThatLineOnly()
{
    const auto list = ssh::parseAddressList("pi@10.0.0.1\n"
                                            "pi@10.0.0.2 colour=red\n"
                                            "pi@10.0.0.3 Two names\n"
                                            "pi@10.0.0.4 \"open\n"
                                            "not/a/host\n"
                                            "pi@10.0.0.6\n",
                                            "list");
    QCOMPARE(list.devices.size(), std::size_t(2));
    QCOMPARE(list.errors.size(), std::size_t(4));
    std::vector<std::size_t> lines;
    for (const auto &error : list.errors)
        lines.push_back(error.line);
    QCOMPARE(lines, (std::vector<std::size_t>{2, 3, 4, 5}));
}

QTEST_GUILESS_MAIN(AddressTest)
#include "AddressTest.moc"
