// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/Trace.h"

#include <QTest>

#include <string>

using namespace piuptime::gateway;

namespace {

constexpr std::string_view kTrace = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr std::string_view kParent = "00f067aa0ba902b7";

std::string withVersion(std::string_view version, std::string_view rest = {})
{
    return std::string(version) + '-' + std::string(kTrace) + '-' + std::string(kParent) + "-01" + std::string(rest);
}

} // namespace

class TraceTest : public QObject
{
    Q_OBJECT
private slots:
    void aSoundTraceParentIsReadInItsParts()
    {
        const std::string text = withVersion("00");
        const auto parent = parseTraceParent(text);
        QVERIFY(parent.has_value());
        QVERIFY(parent->traceId == kTrace);
        QVERIFY(parent->parentId == kParent);
        QCOMPARE(parent->flags, std::uint8_t{1});
    }

    void whatIsNoTraceParentIsRefused_data()
    {
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *title, const std::string &value) {
            QTest::newRow(title) << QByteArray::fromStdString(value);
        };
        const std::string sound = withVersion("00");
        row("empty", "");
        row("the version that is none", withVersion("ff"));
        row("an upper-case version", withVersion("0A"));
        row("an upper-case trace", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01");
        row("an upper-case parent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01");
        row("no trace", "00-00000000000000000000000000000000-00f067aa0ba902b7-01");
        row("no parent", "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01");
        row("too long", sound + "-00");
        row("longer by a dot", sound + '.');
        row("too short", sound.substr(0, 54));
        row("flags that are no number", sound.substr(0, 53) + "0x");
        row("an underscore in place of a dash", std::string(sound).replace(2, 1, "_"));
        row("a later version that does not go on with a dash", withVersion("01", "."));
    }

    void whatIsNoTraceParentIsRefused()
    {
        QFETCH(const QByteArray, value);
        QVERIFY(!parseTraceParent(value.toStdString()));
    }

    void aLaterVersionIsReadAsFarAsThisOneGoes()
    {
        QVERIFY(parseTraceParent(withVersion("01")).has_value());
        QVERIFY(parseTraceParent(withVersion("cc", "-what-the-future-will-be")).has_value());
    }

    void traceStatesAreTakenOrRefusedAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("one member") << QByteArray("congo=t61rcWkgMzE") << true;
        QTest::newRow("several, with blanks and a gap") << QByteArray("a=1 , b@c=2,,d=3") << true;
        QTest::newRow("an upper-case key") << QByteArray("Congo=1") << false;
        QTest::newRow("a key twice") << QByteArray("a=1,a=2") << false;
        QTest::newRow("no value") << QByteArray("a=") << false;
        QTest::newRow("a sign of equality in a value") << QByteArray("a=b=c") << false;
        QTest::newRow("too long") << QByteArray("a=" + QByteArray(512, 'x')) << false;
        QByteArray many;
        for (int i = 0; i < 33; ++i)
            many += "k" + QByteArray::number(i) + "=1,";
        QTest::newRow("33 members") << many << false;
    }

    void traceStatesAreTakenOrRefusedAsAWhole()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const bool, isTaken);
        QCOMPARE(isTraceState(value.toStdString()), isTaken);
    }

    void numbersMadeHereAreValidAndNotTheSameTwice()
    {
        IdSource here;
        IdSource there;
        const auto first = here.next<32>();
        QVERIFY(first != here.next<32>());
        QVERIFY(first != there.next<32>());
        const auto parent = there.next<16>();
        const std::string text = "00-" + std::string(first.data(), 32) + '-' + std::string(parent.data(), 16) + "-01";
        QVERIFY(parseTraceParent(text).has_value());
    }

    void whatCannotStandInALogIsNoRequestId()
    {
        QVERIFY(isRequestId("7f3a-ok_1.2"));
        QVERIFY(!isRequestId(""));
        QVERIFY(!isRequestId("two words"));
        QVERIFY(!isRequestId("\"quoted\""));
        QVERIFY(!isRequestId(std::string(65, 'a')));
    }
};

QTEST_GUILESS_MAIN(TraceTest)
#include "TraceTest.moc"
