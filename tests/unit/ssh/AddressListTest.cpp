// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/AddressList.h"

#include <QTest>

using namespace piuptime;

class AddressListTest : public QObject
{
    Q_OBJECT
private slots:
    void aListGivesDevicesWithNameSiteAndTags();
    void aBadLineOfAListCostsThatLineOnly();
};

void AddressListTest::aListGivesDevicesWithNameSiteAndTags()
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

void AddressListTest::aBadLineOfAListCostsThatLineOnly()
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

QTEST_GUILESS_MAIN(AddressListTest)
#include "AddressListTest.moc"
