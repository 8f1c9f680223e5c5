// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"

#include <QTest>

using namespace piuptime;

class TextTest : public QObject
{
    Q_OBJECT
private slots:
    void foreignBytesBecomeSafeToShow_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *title, const QByteArray &bytes, const QByteArray &shown) {
            QTest::newRow(title) << bytes << shown;
        };
        row("plain", "Raspberry Pi 4", "Raspberry Pi 4");
        row("white space", "  a\t\r\n b \n", "a b");
        row("NULs", QByteArray("a\0b\0", 4), "a b");
        row("colours", "\033[1;31mred\033[0m", "red");
        row("window title", "\033]0;title\007after", "after");
        row("title ended by ST", "\033]0;title\033\\after", "after");
        row("device control string", "\033Pq#0;2\033\\after", "after");
        row("an unfinished sequence", "before\033[12;", "before");
        row("an unfinished string", "before\033]0;endless", "before");
        row("a charset switch", "\033(Bafter", "after");
        row("bell and delete", "a\a\x7f\bb", "ab");
        row("German",
            "Gew\xc3\xa4"
            "chshaus",
            "Gew\xc3\xa4"
            "chshaus");
        row("an emoji", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80");
        row("not UTF-8", "a\xff\xfe", "a\xef\xbf\xbd\xef\xbf\xbd");
        row("overlong", "\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd");
        row("a surrogate", "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        row("cut UTF-8", "a\xe2\x82", "a\xef\xbf\xbd\xef\xbf\xbd");
        row("right to left", "photo\xe2\x80\xaegpj.exe", "photogpj.exe");
        row("zero width",
            "a\xe2\x80\x8b\xef\xbb\xbf"
            "b",
            "ab");
        row("C1 controls",
            "a\xc2\x9b"
            "31mb",
            "a31mb");
    }

    void foreignBytesBecomeSafeToShow()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(printable(bytes.toStdString())), shown);
    }

    void longTextIsCutBetweenCharacters()
    {
        QCOMPARE(printable("abcdef", 6), std::string("abcdef"));
        QCOMPARE(printable("abcdefg", 6), std::string("abcdef…"));
        QCOMPARE(printable("aääää", 4), std::string("aä…"));
        QCOMPARE(printable("ab cd", 3), std::string("ab…"));
        QCOMPARE(printable("anything", 0), std::string("…"));
    }

    void linesAndWordsAreCutOff()
    {
        std::string_view text = "one\r\n\ntwo";
        QCOMPARE(takeLine(text), std::optional<std::string_view>("one"));
        QCOMPARE(takeLine(text), std::optional<std::string_view>(""));
        QCOMPARE(takeLine(text), std::optional<std::string_view>("two"));
        QCOMPARE(takeLine(text), std::nullopt);
        std::string_view words = "  a\t b  c d ";
        QCOMPARE(takeWord(words), std::string_view("a"));
        skipWords(words, 2);
        QCOMPARE(takeWord(words), std::string_view("d"));
        QCOMPARE(takeWord(words), std::string_view());
        skipWords(words, 5);
        QVERIFY(words.empty());
    }

    void emptyPartsAreKept()
    {
        QCOMPARE(split("", ','), std::vector<std::string_view>{""});
        QCOMPARE(split(",a,,b,", ','), (std::vector<std::string_view>{"", "a", "", "b", ""}));
    }

    void aNumberFillsTheWholeText()
    {
        QCOMPARE(toNumber(" 12.5\n"), 12.5);
        QCOMPARE(toNumber("-1e3"), -1000.0);
        for (const char *wrong : {"", " ", "x", "1x", "1 2", "1,5", "nan", "inf", "-inf", "1e999", "0x10"})
            QVERIFY2(!toNumber(wrong), wrong);
        QCOMPARE(toUnsigned("18446744073709551615"), std::uint64_t(18446744073709551615U));
        QCOMPARE(toUnsigned("0xfF", 16), std::uint64_t(255));
        QCOMPARE(toUnsigned("ff", 16), std::uint64_t(255));
        for (const char *wrong : {"", "-1", "+1", "18446744073709551616", "1.0", "0x"})
            QVERIFY2(!toUnsigned(wrong), wrong);
        QVERIFY(!toUnsigned("0x", 16));
        QCOMPARE(toSigned("-9223372036854775808"), std::numeric_limits<std::int64_t>::min());
        QVERIFY(!toSigned("9223372036854775808"));
    }

    void quotedTextIsOneWordOfAShell()
    {
        QCOMPARE(shellQuoted("plain"), std::string("'plain'"));
        QCOMPARE(shellQuoted(""), std::string("''"));
        QCOMPARE(shellQuoted("it's $HOME"), std::string("'it'\\''s $HOME'"));
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "TextTest.moc"
