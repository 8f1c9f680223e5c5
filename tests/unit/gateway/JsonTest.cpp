// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/json/Changer.h"
#include "core/gateway/json/Reader.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway;
using json::Outcome;

namespace {

/// What becomes of a body; in words where nothing does.
QByteArray changed(const JsonChanges &changes, std::string_view body)
{
    const auto plan = json::planOf(changes);
    if (!plan)
        return QByteArray::fromStdString("no plan: " + plan.error().describe());
    std::string text;
    switch (json::Changer(*plan, changes.mostBytes).change(body, text)) {
    case Outcome::Same:
        return "same";
    case Outcome::Changed:
        return QByteArray::fromStdString(text);
    case Outcome::NotSound:
        return "not sound";
    case Outcome::Ambiguous:
        return "ambiguous";
    case Outcome::TooLarge:
        return "too large";
    }
    return {};
}

const JsonChanges kAll{.set = {{"/unit", "\"C\""}, {"/pi/site", "1"}},
                       .renamed = {{"/temp", "celsius"}},
                       .removed = {"/secret", "/items/*/id", "/two/1"}};

} // namespace

/// Changes of JSON texts, by themselves.
class JsonTest : public QObject
{
    Q_OBJECT
private slots:
    void valuesAreSetRenamedAndRemoved_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("becomes");
        const auto row = [](const char *name, const char *body, const char *becomes) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(becomes);
        };
        row("what is missing is put behind the rest", R"({"a" : 1 })", R"({"a" : 1,"unit":"C","pi":{"site":1} })");
        row("an empty object", "{ }", R"({"unit":"C","pi":{"site":1} })");
        row("what is there is replaced", R"({"unit": [1, {"x":2}], "pi": {"site":null,"b":2}})",
            R"({"unit": "C", "pi": {"site":1,"b":2}})");
        row("the first goes", R"({"secret":1, "unit":"", "pi":0})", R"({"unit":"C", "pi":0})");
        row("the last goes", R"({"unit":"", "pi":0, "secret":1 })", R"({"unit":"C", "pi":0 })");
        row("all go, and others come", R"({"secret":{"secret":1}})", R"({"unit":"C","pi":{"site":1}})");
        row("a new name", R"({"unit":"C","pi":0,"temp" : 1})", R"({"unit":"C","pi":0,"celsius" : 1})");
        row("a new name that is taken", R"({"unit":"","pi":0,"celsius":9,"temp":1})",
            R"({"unit":"C","pi":0,"celsius":1})");
        row("the other of that name stays where there is none", R"({"unit":"","pi":0,"celsius":9})",
            R"({"unit":"C","pi":0,"celsius":9})");
        row("each element", R"({"unit":"","pi":0,"items":[{"id":1},{"a":1,"id":2},3,{}]})",
            R"({"unit":"C","pi":0,"items":[{},{"a":1},3,{}]})");
        row("one element", R"({"unit":"","pi":0,"two":[1, [2], 3]})", R"({"unit":"C","pi":0,"two":[1, 3]})");
        row("names by their meaning", R"({"unit":"","pi":0,"\u0073ecret":1})", R"({"unit":"C","pi":0})");
        row("places of another kind", R"([{"secret":1}])", "same");
        row("a number", " 12 ", "same");
    }

    void valuesAreSetRenamedAndRemoved()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, becomes);
        QCOMPARE(changed(kAll, body.toStdString()), becomes);
    }

    void everythingElseStaysToTheByte()
    {
        const std::string rest = "\"n\": 12345678901234567890123,\t\"f\":1.10E+400, \"z\":-0,\n"
                                 "\"e\":\"\\u00e9\\/\xC3\xA9\", \"dup\":1, \"dup\":2, \"deep\":[[[{ }]]]";
        QCOMPARE(changed({.removed = {"/secret"}}, "{\"secret\":1, " + rest + "} "),
                 QByteArray::fromStdString("{" + rest + "} "));
    }

    void pointersNameWhatHasSlashesTildesAndQuotes()
    {
        QCOMPARE(changed({.removed = {"/a~1b", "/m~0n", "/"}}, R"({"a/b":1,"m~n":2,"":3,"x":4})"),
                 QByteArray(R"({"x":4})"));
        QCOMPARE(changed({.renamed = {{"/a", "q\"\\\n\xC3\xA4"}}}, R"({"a":1})"),
                 QByteArray("{\"q\\\"\\\\\\u000a\xC3\xA4\":1}"));
        QCOMPARE(changed({.set = {{"/\xF0\x9F\x8D\x93", "1"}}}, R"({"\ud83c\udf53":0})"),
                 QByteArray(R"({"\ud83c\udf53":1})"));
    }

    void elementsAreReplacedAndNeverMade()
    {
        QCOMPARE(changed({.set = {{"/a/0", "9"}, {"/b/*/c", "7"}}}, R"({"a":[1,2],"b":[{},{"c":1},5]})"),
                 QByteArray(R"({"a":[9,2],"b":[{"c":7},{"c":7},5]})"));
        QCOMPARE(changed({.set = {{"/a/0", "9"}, {"/b/*/c", "7"}}}, R"({"a":[]})"), QByteArray("same"));
        QCOMPARE(changed({.removed = {"/*"}}, "[1, 2, 3]"), QByteArray("[]"));
    }

    void whatIsNoSoundJsonIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *const body : {"",
                                       " ",
                                       "{",
                                       "[1,]",
                                       "{\"a\":1,}",
                                       "{a:1}",
                                       "{\"a\" 1}",
                                       "01",
                                       "1.",
                                       ".5",
                                       "+1",
                                       "1e",
                                       "--1",
                                       "tru",
                                       "truee",
                                       "nul",
                                       "\"",
                                       "\"\\x\"",
                                       "\"\\u12g4\"",
                                       "\"\\ud800\"",
                                       "\"\\udc00\"",
                                       "\"\\ud800\\u0041\"",
                                       "\"\n\"",
                                       "1 2",
                                       "[1 2]",
                                       "]",
                                       "{\"a\":1]",
                                       "'a'",
                                       "\xEF\xBB\xBF{}",
                                       "\"\xFF\"",
                                       "\"\xC0\xAF\"",
                                       "\"\xED\xA0\x80\"",
                                       "NaN",
                                       "/**/{}"})
            QTest::newRow(body) << QByteArray(body);
        QTest::newRow("a nought") << QByteArray("{}\0", 3);
        QTest::newRow("too deep") << QByteArray(json::Reader::kMostDepth + 1, '[')
                                         + QByteArray(json::Reader::kMostDepth + 1, ']');
        QTest::newRow("a bomb") << QByteArray(200'000, '[');
    }

    void whatIsNoSoundJsonIsRefused()
    {
        QFETCH(const QByteArray, body);
        QCOMPARE(changed(kAll, body.toStdString()), QByteArray("not sound"));
    }

    void whatIsDeepButNotTooDeepPasses()
    {
        const QByteArray deep = QByteArray(json::Reader::kMostDepth, '[') + QByteArray(json::Reader::kMostDepth, ']');
        QCOMPARE(changed(kAll, deep.toStdString()), QByteArray("same"));
    }

    /// One reader would see what was changed, and the other what was not.
    void aNameThatCountsMayNotStandThereTwice()
    {
        for (const char *const body :
             {R"({"secret":1,"secret":2})", R"({"secret":1,"a":0,"\u0073ecret":2})", R"({"unit":1,"unit":2})",
              R"({"temp":1,"temp":2})", R"({"celsius":1,"celsius":2})", R"({"pi":{"site":1},"pi":{}})"})
            QCOMPARE(changed(kAll, body), QByteArray("ambiguous"));
    }

    void aBodyIsNoLargerThanItMayBeBeforeAndAfter()
    {
        const JsonChanges changes{.set = {{"/*/a", "\"" + std::string(90, 'x') + "\""}}, .mostBytes = 256};
        QCOMPARE(changed(changes, "[{},{}]").size(), 7 + 2 * 96);
        QCOMPARE(changed(changes, "[{},{},{}]"), QByteArray("too large"));
        QCOMPARE(changed(changes, std::string(257, ' ')), QByteArray("too large"));
    }

    void changesThatContradictEachOtherAreNoPlan()
    {
        const std::vector<JsonChanges> wrong{{.set = {{"/a", "1"}, {"/a", "2"}}},
                                             {.set = {{"/a", "1"}}, .removed = {"/a/b"}},
                                             {.set = {{"/a/b", "1"}}, .removed = {"/a"}},
                                             {.set = {{"/b", "1"}}, .renamed = {{"/a", "b"}}},
                                             {.renamed = {{"/a", "c"}, {"/b", "c"}}},
                                             {.renamed = {{"/a", "a"}}},
                                             {.renamed = {{"/a/0", "x"}}},
                                             {.removed = {"/a/*/x", "/a/0/y"}},
                                             {.removed = {"a"}},
                                             {.removed = {""}},
                                             {.removed = {"/a~2"}},
                                             {.removed = {"/a~"}}};
        for (const JsonChanges &changes : wrong)
            QVERIFY(!json::planOf(changes));
        QVERIFY(json::planOf({.renamed = {{"/a", "b"}}, .removed = {"/a/x"}}));
        QCOMPARE(changed({.renamed = {{"/a", "b"}}, .removed = {"/a/x"}}, R"({"a":{"x":1,"y":2}})"),
                 QByteArray(R"({"b":{"y":2}})"));
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "JsonTest.moc"
