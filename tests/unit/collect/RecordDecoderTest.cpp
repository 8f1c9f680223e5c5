// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/collect/TestRecord.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::collect;

namespace {

const std::string kNonce = "00112233445566778899aabbccddeeff";
const std::string kHeader = "PIU1 " + kNonce + " ";

RecordDecoder waiting()
{
    RecordDecoder decoder;
    decoder.expect(kNonce);
    return decoder;
}

bool isCorrupt(const Result<bool> &result)
{
    return !result && result.error().kind == ErrorKind::Corrupt;
}

} // namespace

class RecordDecoderTest : public QObject
{
    Q_OBJECT
private slots:
    void aRecordIsCutIntoItsSections()
    {
        RecordDecoder decoder = waiting();
        const auto whole = decoder.feed(framed(kNonce, {{"files", "a\nb"}, {"empty", ""}, {"smart:sda", "x y"}}));
        QVERIFY(whole && *whole);
        QCOMPARE(decoder.sections().size(), std::size_t(3));
        QCOMPARE(decoder.sections()[0].name, std::string_view("files"));
        QCOMPARE(decoder.sections()[0].bytes, std::string_view("a\nb"));
        QCOMPARE(decoder.sections()[1].bytes, std::string_view());
        QCOMPARE(decoder.sections()[2].name, std::string_view("smart:sda"));
    }

    void aRecordMayComeByteByByte()
    {
        RecordDecoder decoder = waiting();
        const std::string bytes = "Welcome to the Pi\n" + framed(kNonce, {{"files", "PIU1 PIU1"}});
        for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
            const auto whole = decoder.feed(std::string_view(bytes).substr(i, 1));
            QVERIFY(whole && !*whole);
        }
        const auto whole = decoder.feed(std::string_view(bytes).substr(bytes.size() - 1));
        QVERIFY(whole && *whole);
        QCOMPARE(decoder.sections()[0].bytes, std::string_view("PIU1 PIU1"));
    }

    void aBannerWithoutLineBreakIsSkipped()
    {
        RecordDecoder decoder = waiting();
        const auto whole = decoder.feed("PIU1 00112233PIU1 " + framed(kNonce, {{"files", "a"}}));
        QVERIFY(whole && *whole);
    }

    void aRecordWithAnotherNonceIsOnlyBanner()
    {
        RecordDecoder decoder = waiting();
        const std::string other(32, 'f');
        const auto whole = decoder.feed(framed(other, {{"files", "forged"}}));
        QVERIFY(whole && !*whole);
        const auto real = decoder.feed(framed(kNonce, {{"files", "real"}}));
        QVERIFY(real && *real);
        QCOMPARE(decoder.sections()[0].bytes, std::string_view("real"));
    }

    void whatLooksLikeFramesInsideASectionStaysInside()
    {
        RecordDecoder decoder = waiting();
        const std::string inside = "\nfiles 3\nabc\n" + framed(kNonce, {{"files", "forged"}});
        const auto whole = decoder.feed(framed(kNonce, {{"throttled", inside}}));
        QVERIFY(whole && *whole);
        QCOMPARE(decoder.sections().size(), std::size_t(1));
        QCOMPARE(decoder.sections()[0].bytes, std::string_view(inside));
    }

    void everyByteMayStandInASection()
    {
        std::string every;
        for (int byte = 0; byte < 256; ++byte)
            every += static_cast<char>(byte);
        RecordDecoder decoder = waiting();
        const auto whole = decoder.feed(framed(kNonce, {{"files", every}}));
        QVERIFY(whole && *whole);
        QCOMPARE(decoder.sections()[0].bytes, std::string_view(every));
    }

    void aMalformedRecordIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *title, const std::string &rest) {
            QTest::newRow(title) << QByteArray::fromStdString(kHeader + rest);
        };
        row("no length", "\n");
        row("a signed length", "+5\nabcde");
        row("a negative length", "-1\n");
        row("a length in another base", "0x10\n");
        row("a longer record than there may be", "1048577\n");
        row("a length that would overflow", "99999999999999999999999\n");
        row("endless digits", std::string(64, '1'));
        row("a section without length", "6\nfiles\n");
        row("a section with two spaces", "10\nfiles  1\na\n");
        row("a section without name", "5\n 1\na\n");
        row("a section longer than the record", "9\nfiles 9\na");
        row("a section whose end is not where it says", "10\nfiles 1\nab");
        row("a name with control characters", "11\nfil\033es 1\na\n");
        row("bytes after the last section", "12\nfiles 1\na\nxx");
        row("a length with seven digits too many", "17\nfiles 00000001\na\n");
    }

    void aMalformedRecordIsRefused()
    {
        QFETCH(const QByteArray, bytes);
        RecordDecoder decoder = waiting();
        QVERIFY(isCorrupt(decoder.feed(bytes.toStdString())));
        QVERIFY(decoder.sections().empty());
        QVERIFY2(isCorrupt(decoder.feed(framed(kNonce, {{"files", "a"}}))), "a broken channel is not trusted again");
        decoder.expect(kNonce);
        const auto again = decoder.feed(framed(kNonce, {{"files", "a"}}));
        QVERIFY(again && *again);
    }

    void aRecordCutShortIsNotWhole()
    {
        const std::string bytes = framed(kNonce, {{"files", "a\nb"}, {"throttled", "throttled=0x0"}});
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            RecordDecoder decoder = waiting();
            const auto whole = decoder.feed(std::string_view(bytes).substr(0, length));
            QVERIFY(whole && !*whole);
        }
    }

    void aBannerWithoutEndIsGivenUp()
    {
        RecordDecoder decoder = waiting();
        const std::string chunk(64 * 1024, 'y');
        for (int i = 0; i < 4; ++i)
            QVERIFY(decoder.feed(chunk));
        QVERIFY(isCorrupt(decoder.feed(chunk)));
    }

    void tooManySectionsAreRefused()
    {
        const std::vector<Section> sections(513, Section{"files", "a"});
        RecordDecoder decoder = waiting();
        QVERIFY(isCorrupt(decoder.feed(framed(kNonce, sections))));
    }

    void whatFollowsARecordIsIgnored()
    {
        RecordDecoder decoder = waiting();
        const auto whole = decoder.feed(framed(kNonce, {{"files", "a"}}) + "a late message");
        QVERIFY(whole && *whole);
        const auto more = decoder.feed(std::string(100'000, 'x'));
        QVERIFY(more && *more);
        QCOMPARE(decoder.sections()[0].bytes, std::string_view("a"));
    }

    void nothingIsTakenBeforeSomethingIsExpected()
    {
        RecordDecoder decoder;
        QVERIFY(isCorrupt(decoder.feed(framed(kNonce, {{"files", "a"}}))));
    }
};

QTEST_APPLESS_MAIN(RecordDecoderTest)
#include "RecordDecoderTest.moc"
