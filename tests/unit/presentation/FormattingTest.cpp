// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QLocale>
#include <QTest>

#include <limits>

using namespace piuptime;
using namespace piuptime::presentation;

namespace {

/// Shown with ordinary spaces, which are easier to read in a test.
QString plain(QString text)
{
    return text.replace(QChar(QChar::Nbsp), u' ');
}

} // namespace

class FormattingTest : public QObject
{
    Q_OBJECT
private slots:
    void init() { QLocale::setDefault(QLocale::c()); }

    void everyNumberHasItsUnit_data()
    {
        QTest::addColumn<int>("unit");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *text, Unit unit, double value) {
            QTest::newRow(text) << static_cast<int>(unit) << value << QString::fromUtf8(text);
        };
        row("48.3 °C", Unit::Celsius, 48.34);
        row("0.0 °C", Unit::Celsius, -0.04);
        row("42 %", Unit::Percent, 41.6);
        row("5.12 V", Unit::Volt, 5.118);
        row("3.10 W", Unit::Watt, 3.1);
        row("999 B", Unit::Bytes, 999);
        row("1.0 kB", Unit::Bytes, 999.6);
        row("31.2 GB", Unit::Bytes, 31.2e9);
        row("512 MB", Unit::Bytes, 512e6);
        row("1.2 MB/s", Unit::BytesPerSecond, 1.2e6);
        row("866 Mbit/s", Unit::BitsPerSecond, 866.7e6 - 0.3e6);
        row("1.5 GHz", Unit::Hertz, 1.5e9);
        row("-67 dBm", Unit::DecibelMilliwatt, -67);
        row("0x50005", Unit::Bits, 0x50005);
        row("yes", Unit::Flag, 1);
        row("34 ms", Unit::Second, 0.034);
    }
    void everyNumberHasItsUnit()
    {
        QFETCH(int, unit);
        QFETCH(double, value);
        QTEST(plain(Formatting::value(static_cast<Unit>(unit), value)), "text");
    }

    void whatIsNotANumberIsADash()
    {
        for (const double odd : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
            for (const Unit unit : {Unit::None, Unit::Percent, Unit::Celsius, Unit::Bytes, Unit::Second, Unit::Bits})
                QVERIFY2(Formatting::value(unit, odd).startsWith(u'–'), qPrintable(Formatting::value(unit, odd)));
        }
    }

    void durationsShowTheirTwoLargestUnits()
    {
        QCOMPARE(plain(Formatting::duration(3 * 86400 + 4 * 3600 + 59)), QStringLiteral("3 d 4 h"));
        QCOMPARE(plain(Formatting::duration(7260)), QStringLiteral("2 h 1 min"));
        QCOMPARE(plain(Formatting::duration(59.6)), QStringLiteral("1 min"));
        QCOMPARE(plain(Formatting::duration(5.2)), QStringLiteral("5.2 s"));
        QCOMPARE(plain(Formatting::duration(0)), QStringLiteral("0 s"));
        QCOMPARE(plain(Formatting::duration(-3)), QStringLiteral("-3 s"));
    }

    void agesGrowFromSecondsToDays()
    {
        QCOMPARE(plain(Formatting::age(Seconds(1))), QStringLiteral("just now"));
        QCOMPARE(plain(Formatting::age(Seconds(12))), QStringLiteral("12 s ago"));
        QCOMPARE(plain(Formatting::age(Seconds(185))), QStringLiteral("3 min ago"));
        QCOMPARE(plain(Formatting::age(Seconds(26 * 3600))), QStringLiteral("26 h ago"));
        QCOMPARE(plain(Formatting::age(Seconds(50 * 3600))), QStringLiteral("2 d ago"));
        QCOMPARE(plain(Formatting::age(Seconds(-5))), QStringLiteral("just now"));
    }

    void numbersFollowTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(plain(Formatting::celsius(48.34)), QStringLiteral("48,3 °C"));
        QCOMPARE(plain(Formatting::bytes(31.2e9)), QStringLiteral("31,2 GB"));
    }

    void foreignTextComesOutPrintable()
    {
        QCOMPARE(shown("a\x1b[31mb\n\xff"), QStringLiteral("ab \uFFFD"));
        QVERIFY(shown(std::string(5000, 'x'), 100).size() <= 101);
    }

    void eachCodeHasAText()
    {
        for (const MetricInfo &metric : allMetrics())
            QCOMPARE(Texts::metric(metric.metric).toStdString(), metric.label);
        for (int code = 0; code <= static_cast<int>(ReasonCode::SourceProblem); ++code) {
            const Reason reason{static_cast<ReasonCode>(code), HealthLevel::Attention, 3, "subject", "text"};
            QVERIFY2(Texts::reason(reason).size() > 5, qPrintable(QString::number(code)));
        }
        for (int key = 0; key < static_cast<int>(FactKey::Count); ++key)
            QVERIFY(!Texts::fact(static_cast<FactKey>(key)).isEmpty());
        for (int kind = 0; kind < static_cast<int>(EventKind::Count); ++kind)
            QVERIFY(!Texts::event(static_cast<EventKind>(kind)).isEmpty());
        Event event;
        event.kind = EventKind::HealthChanged;
        event.detail = "ok -> attention";
        QCOMPARE(Texts::eventDetail(event), QStringLiteral("OK → Attention"));
        event.detail = "something else";
        QCOMPARE(Texts::eventDetail(event), QStringLiteral("something else"));
    }

    void anErrorTellsItsKindItsStepAndItsDetail()
    {
        const Error error{ErrorKind::Unreachable, "connection refused", {"connecting to attic:22"}};
        const QString text = Texts::error(error);
        QVERIFY(text.startsWith(QStringLiteral("Cannot be reached")));
        QVERIFY(text.contains(QStringLiteral("connection refused")));
        QVERIFY(text.contains(QStringLiteral("attic:22")));
    }
};

QTEST_APPLESS_MAIN(FormattingTest)
#include "FormattingTest.moc"
