// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SshConfig.h"
#include "tests/support/Verify.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace piuptime;
using ssh::ConfigText;
using ssh::Imported;

namespace {

Imported import(
    const char *text, const ssh::IncludeReader &include = [](const std::string &) { return std::vector<ConfigText>(); })
{
    return ssh::parseSshConfig({"config", text}, include);
}

const DeviceConfig *find(const Imported &imported, std::string_view name)
{
    const auto found = std::ranges::find(imported.devices, name, &DeviceConfig::name);
    return found == imported.devices.end() ? nullptr : &*found;
}

} // namespace

class SshConfigTest : public QObject
{
    Q_OBJECT
private slots:
    void aHostGetsItsSettings();
    void theFirstValueWinsAndWildcardsGiveDefaults();
    void aNegatedPatternKeepsABlockOff();
    void keywordsMayBeWrittenInAnyUsualWay();
    void aProxyJumpIsResolvedThroughTheConfiguration();
    void onlyTheFirstStopIsReachedByItsOwnProxyJump();
    void aCircleOfJumpHostsIsAnError();
    void includedFilesCountWhereTheyAreIncluded();
    void filesThatIncludeThemselvesEnd();
    void matchBlocksAreLeftOutWithANote();
    void aBadValueIsReportedWithItsLine();
    void rubbishIsSurvived();
    void aFileIsReadWithItsIncludes();
};

void SshConfigTest::aHostGetsItsSettings()
{
    const auto imported = import("Host pump\n"
                                 "  HostName pump-%h.example.org\n"
                                 "  User pi\n"
                                 "  Port 2222\n"
                                 "  IdentityFile ~/.ssh/pump\n"
                                 "  IdentityFile %d/.ssh/%h\n");
    QVERIFY(imported.errors.empty());
    QCOMPARE(imported.devices.size(), std::size_t(1));
    const DeviceConfig &pump = imported.devices.front();
    QCOMPARE(pump.name, std::string("pump"));
    QCOMPARE(pump.endpoint, (SshEndpoint{"pi", "pump-pump.example.org", 2222}));
    QCOMPARE(pump.identities, (std::vector<std::string>{"~/.ssh/pump", "~/.ssh/pump-pump.example.org"}));
    QVERIFY(pump.id.empty());
}

void SshConfigTest::theFirstValueWinsAndWildcardsGiveDefaults()
{
    const auto imported = import("User everybody\n"
                                 "Host a b\n"
                                 "  User late\n"
                                 "  Port 1\n"
                                 "Host *\n"
                                 "  Port 2\n"
                                 "  IdentityFile ~/.ssh/all\n"
                                 "Host c\n");
    QCOMPARE(imported.devices.size(), std::size_t(3));
    QCOMPARE(find(imported, "a")->endpoint, (SshEndpoint{"everybody", "a", 1}));
    QCOMPARE(find(imported, "c")->endpoint, (SshEndpoint{"everybody", "c", 2}));
    QCOMPARE(find(imported, "c")->identities, std::vector<std::string>{"~/.ssh/all"});
}

void SshConfigTest::aNegatedPatternKeepsABlockOff()
{
    const auto imported = import("Host pi-1 pi-2\n"
                                 "Host pi-* !pi-2\n"
                                 "  User pi\n");
    QCOMPARE(find(imported, "pi-1")->endpoint.user, std::string("pi"));
    QCOMPARE(find(imported, "pi-2")->endpoint.user, std::string());
}

void SshConfigTest::keywordsMayBeWrittenInAnyUsualWay()
{
    const auto imported = import("HOST=\"pi\" # the first\n"
                                 "\thostname = 10.0.0.1\n"
                                 "  uSeR=pi\n"
                                 "  IdentityFile \"~/my keys/id\"\n"
                                 "  Port =23\r\n");
    QVERIFY(imported.errors.empty());
    QCOMPARE(imported.devices.size(), std::size_t(1));
    QCOMPARE(imported.devices[0].endpoint, (SshEndpoint{"pi", "10.0.0.1", 23}));
    QCOMPARE(imported.devices[0].identities, std::vector<std::string>{"~/my keys/id"});
}

void SshConfigTest::aProxyJumpIsResolvedThroughTheConfiguration()
{
    const auto imported = import("Host inner\n"
                                 "  ProxyJump gate\n"
                                 "Host gate\n"
                                 "  HostName gate.example.org\n"
                                 "  User jump\n"
                                 "  Port 2200\n"
                                 "  IdentityFile ~/.ssh/gate\n"
                                 "  ProxyJump none\n"
                                 "Host chain\n"
                                 "  ProxyJump admin@gate:22,ssh://second:2201\n");
    QVERIFY(imported.errors.empty());
    const DeviceConfig *inner = find(imported, "inner");
    QCOMPARE(inner->jumps, (std::vector<SshEndpoint>{{"jump", "gate.example.org", 2200}}));
    QCOMPARE(inner->identities, std::vector<std::string>{"~/.ssh/gate"});
    QCOMPARE(find(imported, "chain")->jumps,
             (std::vector<SshEndpoint>{{"admin", "gate.example.org", 2200}, {"", "second", 2201}}));
}

void SshConfigTest::onlyTheFirstStopIsReachedByItsOwnProxyJump()
{
    const auto imported = import("Host a\n ProxyJump first,second\n"
                                 "Host first\n ProxyJump zero\n"
                                 "Host second\n ProxyJump never-used\n");
    const auto &jumps = find(imported, "a")->jumps;
    QCOMPARE(jumps, (std::vector<SshEndpoint>{{"", "zero", 22}, {"", "first", 22}, {"", "second", 22}}));
}

void SshConfigTest::aCircleOfJumpHostsIsAnError()
{
    const auto imported = import("Host a\n ProxyJump b\nHost b\n ProxyJump a\nHost c\n");
    QCOMPARE(imported.devices.size(), std::size_t(1));
    QVERIFY(!imported.errors.empty());
    QVERIFY(imported.errors[0].text.find("circle") != std::string::npos);
}

void SshConfigTest::includedFilesCountWhereTheyAreIncluded()
{
    const auto include = [](const std::string &pattern) {
        return std::vector<ConfigText>{{pattern, "User inside\nHost nested other\n  Port 7\n"}};
    };
    const auto imported = import("Host nested\n"
                                 "  Include part\n"
                                 "  HostName after\n"
                                 "Host other\n",
                                 include);
    QCOMPARE(find(imported, "nested")->endpoint, (SshEndpoint{"inside", "after", 7}));
    QCOMPARE(find(imported, "other")->endpoint, (SshEndpoint{"", "other", 22}));
}

void SshConfigTest::filesThatIncludeThemselvesEnd()
{
    const auto include = [](const std::string &) {
        return std::vector<ConfigText>{{"self", "Include self\nHost pi\n"}};
    };
    const auto imported = import("Include self\n", include);
    QCOMPARE(imported.devices.size(), std::size_t(1));
    QVERIFY(imported.errors.front().text.find("too deeply") != std::string::npos);
}

void SshConfigTest::matchBlocksAreLeftOutWithANote()
{
    const auto imported = import("Host pi\n"
                                 "Match host pi exec \"reboot\"\n"
                                 "  User evil\n"
                                 "Host *\n"
                                 "  User pi\n");
    QCOMPARE(find(imported, "pi")->endpoint.user, std::string("pi"));
    QCOMPARE(imported.notes, (std::vector<ssh::ImportNote>{{"config", 2, "Match blocks are left out"}}));
}

void SshConfigTest::aBadValueIsReportedWithItsLine()
{
    const auto imported = import("Host good\n"
                                 "Host bad-port\n"
                                 "  Port many\n"
                                 "Host bad-name\n"
                                 "  HostName -oProxyCommand=x\n"
                                 "Host bad-user\n"
                                 "  User $(id)\n"
                                 "Host bad-jump\n"
                                 "  ProxyJump a b@c:d\n"
                                 "Host we;ird\n"
                                 "Port\n"
                                 "Host \"open\n");
    QCOMPARE(imported.devices.size(), std::size_t(2));
    std::vector<std::size_t> lines;
    for (const auto &error : imported.errors)
        lines.push_back(error.line);
    std::ranges::sort(lines);
    QCOMPARE(lines, (std::vector<std::size_t>{3, 5, 7, 10, 11, 12}));
}

void SshConfigTest::rubbishIsSurvived()
{
    std::string rubbish;
    for (int i = 0; i < 4096; ++i)
        rubbish += static_cast<char>((i * 7919 + i / 13) % 256);
    const auto imported = ssh::parseSshConfig({"config", "Host a\n" + rubbish + "\nHost b\n Port 9\n"},
                                              [](const std::string &) { return std::vector<ConfigText>(); });
    QVERIFY(find(imported, "a"));
    QVERIFY(!imported.errors.empty());
}

void SshConfigTest::aFileIsReadWithItsIncludes()
{
    const QTemporaryDir directory;
    const auto write = [&](const char *name, const QByteArray &text) {
        QFile file(directory.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("config", "Include " + directory.path().toUtf8() + "/part-*\nHost b\n");
    write("part-1", "Host a\n  User pi\n");
    const auto imported = ssh::importConfig(directory.filePath(QStringLiteral("config")).toStdString());
    QVERIFY(imported);
    QCOMPARE(imported->devices.size(), std::size_t(2));
    QCOMPARE(imported->devices[0].endpoint.user, std::string("pi"));
    const auto missing = ssh::importConfig(directory.filePath(QStringLiteral("none")).toStdString());
    VERIFY_FAILS(missing, NotFound, "no file");
}

QTEST_GUILESS_MAIN(SshConfigTest)
#include "SshConfigTest.moc"
