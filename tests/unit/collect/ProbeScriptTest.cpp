// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Probe.h"

#include <QTest>

#include <set>

using namespace piuptime;
using namespace piuptime::collect;

namespace {

UpsSource nut(const char *name)
{
    UpsSource ups;
    ups.nutName = name;
    return ups;
}

UpsSource chip(UpsSource::Kind kind, int bus = 1, int address = 0, int cells = 1, double milliohm = 0)
{
    return {kind, {}, bus, address, cells, milliohm};
}

} // namespace

class ProbeScriptTest : public QObject
{
    Q_OBJECT
private slots:
    void noncesAreFreshHexadecimalDigits()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) {
            const std::string nonce = freshNonce();
            QCOMPARE(nonce.size(), kNonceDigits);
            QCOMPARE(nonce.find_first_not_of("0123456789abcdef"), std::string::npos);
            QVERIFY(seen.insert(nonce).second);
        }
    }

    void theScriptCarriesItsNonceButNotItsComments()
    {
        const std::string script = probeScript("0123456789abcdef0123456789abcdef");
        QVERIFY(script.starts_with("piuptime_nonce=0123456789abcdef0123456789abcdef\n"));
        QVERIFY(script.ends_with("piuptime_probe \"$piuptime_nonce\"\n"));
        QCOMPARE(script.find("\n#"), std::string::npos);
        QCOMPARE(script.find("SPDX"), std::string::npos);
        // An echo of the script by a terminal must not look like the greeting.
        QCOMPARE(script.find("PIU1 0123456789abcdef"), std::string::npos);
    }

    void anAskNamesItsGroups()
    {
        QCOMPARE(askLine("aa", {}), std::string("ask aa fast\n"));
        QCOMPARE(askLine("aa", {true, true, {}}), std::string("ask aa fast slow\n"));
        QCOMPARE(askLine("aa", {false, false, {nut("ups@host:3493")}}), std::string("ask aa ups:nut:ups@host:3493\n"));
    }

    void eachUpsHasItsWord()
    {
        QCOMPARE(upsWord(nut("rack")), std::string("ups:nut:rack"));
        QCOMPARE(upsWord(chip(UpsSource::Kind::Ina219)), std::string("ups:ina219:1:0x43:1:100000"));
        QCOMPARE(upsWord(chip(UpsSource::Kind::Ina219, 1, 0, 2)), std::string("ups:ina219:1:0x42:2:100000"));
        QCOMPARE(upsWord(chip(UpsSource::Kind::Ina219, 10, 0x40, 3, 10)), std::string("ups:ina219:10:0x40:3:10000"));
        QCOMPARE(upsWord(chip(UpsSource::Kind::Max1704x)), std::string("ups:max1704x:1:0x36"));
        QCOMPARE(upsWord(chip(UpsSource::Kind::PiSugar)), std::string("ups:pisugar"));
    }

    void aNameThatIsNotSafeIsNotAskedFor_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"-l", "a b", "a;reboot", "$(reboot)", "a\nask", "*", "a/b", "ü", "`id`", "a'b"})
            QTest::newRow(QByteArray(name).toPercentEncoding().constData()) << QByteArray(name);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("too long") << QByteArray(129, 'a');
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
    }

    void aNameThatIsNotSafeIsNotAskedFor()
    {
        QFETCH(const QByteArray, name);
        UpsSource ups;
        ups.nutName = name.toStdString();
        QCOMPARE(upsWord(ups), std::string());
        QCOMPARE(askLine("aa", {true, false, {ups}}), std::string("ask aa fast\n"));
    }

    void aPlaceThatCannotBeIsNotAskedFor()
    {
        QCOMPARE(upsWord(chip(UpsSource::Kind::Max1704x, 1, 0x78)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Max1704x, 1, 2)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Max1704x, 1, -1)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Max1704x, -1, 0x36)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Max1704x, 256, 0x36)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Ina219, 1, 0x42, 0)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Ina219, 1, 0x42, 2, -5)), std::string());
        QCOMPARE(upsWord(chip(UpsSource::Kind::Ina219, 1, 0x42, 2, qQNaN())), std::string());
    }
};

QTEST_APPLESS_MAIN(ProbeScriptTest)
#include "ProbeScriptTest.moc"
