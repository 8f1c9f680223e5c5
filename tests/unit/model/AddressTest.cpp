// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Address.h"

#include <QTest>

#include <random>

namespace piuptime {

class AddressTest : public QObject
{
    Q_OBJECT
private slots:
    void everyUsualSpellingIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("port");
        const auto row = [](const char *text, const char *user, const char *host, int port) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(user) << QByteArray(host) << port;
        };
        row("raspberrypi", "", "raspberrypi", 22);
        row("  RaspberryPi.Local \n", "", "raspberrypi.local", 22);
        row("pi@192.168.1.20", "pi", "192.168.1.20", 22);
        row("pi@192.168.1.20:2222", "pi", "192.168.1.20", 2222);
        row("pi@host:65535", "pi", "host", 65535);
        row("anna@corp.example@host", "anna@corp.example", "host", 22);
        row("pi@[fe80::1]:2200", "pi", "fe80::1", 2200);
        row("pi@[FE80:0:0::1%eth0]", "pi", "fe80::1%eth0", 22);
        row("2001:DB8::0:5", "", "2001:db8::5", 22);
        row("pi@::1", "pi", "::1", 22);
        row("ssh://pi@host:2022/", "pi", "host", 2022);
        row("SSH://[::1]:22", "", "::1", 22);
        row("under_score.example.", "", "under_score.example.", 22);
    }

    void everyUsualSpellingIsRead()
    {
        QFETCH(QByteArray, text);
        const auto endpoint = parseAddress(text.toStdString());
        QVERIFY2(endpoint, endpoint ? "" : endpoint.error().detail.c_str());
        QTEST(QByteArray::fromStdString(endpoint->user), "user");
        QTEST(QByteArray::fromStdString(endpoint->host), "host");
        QTEST(int(endpoint->port), "port");
    }

    void whatCouldDoHarmOrIsIncompleteIsRefusedWithAReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"",           " ",        "@host",        "pi@",           "-oProxyCommand=x", "pi@-host",
              "-pi@host",   "pi@a b",   "pi@host;id",   "pi@$(id)",      "pi@`id`",          "pi@host|x",
              "pi@ho'st",   "p i@host", "pi@host:0",    "pi@host:65536", "pi@host:",         "pi@host:2x",
              "pi@host:+2", "pi@[::1",  "pi@[::1]x",    "pi@[::1]:",     "pi@[host]",        "1.2.3",
              "1.2.3.256",  "a..b",     ".a",           "fe80::1%",      "fe80::1%-x",       "fe80::1%a/b",
              "1:2:3",      "ssh://",   "ssh://h/path", "hö.st",         "http://host",      "pi@host:22:22",
              "pi\n@host",  "pi@ho\\st"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("NUL in the middle") << QByteArray("pi@ho\0st", 8);
        QTest::newRow("very long host") << QByteArray(300, 'a');
        QTest::newRow("long label") << QByteArray(64, 'a') + ".example";
        QTest::newRow("very long user") << QByteArray(129, 'a') + "@host";
    }

    void whatCouldDoHarmOrIsIncompleteIsRefusedWithAReason()
    {
        QFETCH(QByteArray, text);
        const auto endpoint = parseAddress(text.toStdString());
        QVERIFY(!endpoint);
        QVERIFY(endpoint.error().kind == ErrorKind::InvalidInput);
        QVERIFY(!endpoint.error().detail.empty());
    }

    void aPasswordInTheAddressIsNeverQuotedBack()
    {
        const auto endpoint = parseAddress("pi:hunter2@host");
        QVERIFY(!endpoint);
        QVERIFY(endpoint.error().describe().find("hunter2") == std::string::npos);
    }

    void whatIsWrittenIsReadBackTheSame()
    {
        for (const char *host : {"host.example", "10.0.0.1", "fe80::1%wlan0"}) {
            for (const char *user : {"", "pi", "a@b"}) {
                for (const std::uint16_t port : {std::uint16_t(22), std::uint16_t(1), std::uint16_t(65535)}) {
                    const SshEndpoint endpoint{user, host, port};
                    for (const ShowPort show : {ShowPort::Always, ShowPort::UnlessUsual}) {
                        const auto back = parseAddress(formatAddress(endpoint, show));
                        QVERIFY2(back, formatAddress(endpoint, show).c_str());
                        QVERIFY(*back == endpoint);
                    }
                }
            }
        }
        QCOMPARE(formatAddress({"pi", "::1", 22}), std::string("pi@::1"));
        QCOMPARE(formatAddress({"pi", "::1", 22}, ShowPort::Always), std::string("pi@[::1]:22"));
    }

    void noBytesWhateverGetPastWithAShellCharacter()
    {
        std::mt19937 random(7);
        std::uniform_int_distribution<int> byte(0, 255);
        const std::string alphabet = "pi@[]:.-%/ 1f;$`";
        for (int i = 0; i < 50'000; ++i) {
            std::string text;
            for (int n = byte(random) % 24; n > 0; --n)
                text += byte(random) % 8 ? alphabet[std::size_t(byte(random)) % alphabet.size()] : char(byte(random));
            const auto endpoint = parseAddress(text);
            if (!endpoint)
                continue;
            const std::string canonical = formatAddress(*endpoint);
            QVERIFY(canonical.find_first_of(" \t\r\n;&|<>()$`\\\"'*?{}~!#/") == std::string::npos);
            QVERIFY(endpoint->host.front() != '-');
            QVERIFY(*parseAddress(canonical) == *endpoint);
        }
    }
};

} // namespace piuptime

QTEST_APPLESS_MAIN(piuptime::AddressTest)
#include "AddressTest.moc"
