// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAPI documents in YAML, as people write them and as somebody would who means harm.
#include "core/gateway/openapi/Yaml.h"
#include "core/gateway/openapi/Document.h"

#include <QTest>

using namespace piuptime;
using namespace piuptime::gateway::openapi;
using nlohmann::json;

namespace {

void compare(const std::string &yaml, const std::string &wanted)
{
    const auto value = parseYaml(yaml);
    QVERIFY2(value.has_value(), value ? "" : value.error().describe().c_str());
    QCOMPARE(value->dump(), json::parse(wanted).dump());
}

QByteArray refusalOf(const std::string &yaml)
{
    const auto value = parseYaml(yaml);
    return QByteArray::fromStdString(value ? "it is taken: " + value->dump() : value.error().describe()).left(200);
}

void addLines(const std::initializer_list<std::pair<const char *, const char *>> &rows)
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("wanted");
    for (const auto &[yaml, wanted] : rows)
        QTest::newRow(QByteArray(yaml).simplified()) << QByteArray(yaml) << QByteArray(wanted);
}

} // namespace

class YamlTest : public QObject
{
    Q_OBJECT

private slots:
    void plainTextsAreWhatTheCoreSchemaSays_data()
    {
        addLines({{"on", "\"on\""},
                  {"yes", "\"yes\""},
                  {"y", "\"y\""},
                  {"True", "true"},
                  {"FALSE", "false"},
                  {"tRue", "\"tRue\""},
                  {"~", "null"},
                  {"Null", "null"},
                  {"nULL", "\"nULL\""},
                  {"012", "12"},
                  {"-7", "-7"},
                  {"+7", "7"},
                  {"0o14", "12"},
                  {"0o18", "\"0o18\""},
                  {"0x1F", "31"},
                  {"-0x1F", "\"-0x1F\""},
                  {"0x", "\"0x\""},
                  {"1_000", "\"1_000\""},
                  {"1.5", "1.5"},
                  {"+.5", "0.5"},
                  {"1.", "1.0"},
                  {"1e3", "1000.0"},
                  {"1e", "\"1e\""},
                  {".", "\".\""},
                  {"-", "[null]"},
                  {"3.0.3", "\"3.0.3\""},
                  {"12:30:45", "\"12:30:45\""},
                  {"2027-01-31", "\"2027-01-31\""},
                  {"'12'", "\"12\""},
                  {"\"on\"", "\"on\""},
                  {"!!str 12", "\"12\""},
                  {"! 12", "\"12\""},
                  {"18446744073709551615", "18446744073709551615"},
                  {"123456789012345678901", "123456789012345678901"},
                  {"|\n  a\n  b\n", "\"a\\nb\\n\""},
                  {">-\n  a\n  b\n", "\"a b\""},
                  {"", "null"},
                  {"\"\\u00e9\\n\"", "\"\\u00e9\\n\""}});
    }
    void plainTextsAreWhatTheCoreSchemaSays()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, wanted);
        compare(yaml.toStdString(), wanted.toStdString());
    }

    void keysAreTextsWhateverTheyLookLike()
    {
        compare("200: a\n'201': b\non: c\ntrue: d\n1.0: e\n0x1F: f\n",
                R"({"200": "a", "201": "b", "on": "c", "true": "d", "1.0": "e", "0x1F": "f"})");
    }

    void listsMapsAndAliasesBecomeWhatTheyStandFor()
    {
        compare("a: &one {x: [1, 2], y: }\nb:\n- *one\n-\n  - *one\n  - z\n- &two t\n- *two\n",
                R"({"a": {"x": [1, 2], "y": null}, "b": [{"x": [1, 2], "y": null}, [{"x": [1, 2], "y": null}, "z"],
                    "t", "t"]})");
        compare("&k key: a\nb: *k\n", R"({"key": "a", "b": "key"})");
        compare("- &a 1\n- *a\n- &a 2\n- *a\n", "[1, 1, 2, 2]"); // a name may be given anew
    }

    void whatIsRefusedIsToldWithItsPlace_data()
    {
        addLines(
            {{"a: 1\nb: 2\na: 3\n", "line 3, column 1: the key a stands here twice: leave one of them"},
             {"200: 1\n'200': 2\n", "line 2, column 1: the key 200 stands here twice: leave one of them"},
             {"a: &x {}\nb:\n  <<: *x\n", "line 3, column 3: YAML 1.2 has no merge keys: write out what << brings"},
             {"a: !pi 3\n", "line 1, column 4: a tag that is not known here: take !pi away"},
             {"a: !!binary aGk=\n",
              "line 1, column 4: a tag that is not known here: take tag:yaml.org,2002:binary away"},
             {"a: .inf\n", "line 1, column 4: a number that JSON cannot say: put it in quotes"},
             {"a: -.NaN\n", "line 1, column 4: a number that JSON cannot say: put it in quotes"},
             {"a: 1e999\n", "line 1, column 4: a number that JSON cannot say: put it in quotes"},
             {"a: 0xffffffffffffffffff\n", "line 1, column 4: a number that JSON cannot say: put it in quotes"},
             {"? [a]\n: b\n", "line 1, column 3: a key is a list or a map: only texts can be keys"},
             {"~: a\n", "line 1, column 1: a key is null: put it in quotes"},
             {"- &k a\n- *k : b\n", "line 2, column 3: a key is an alias: write it out"},
             {"a: &x [*x]\n", "line 1, column 8: an alias stands in what it is an alias of"},
             {"a: *x\n", "line 1, column 4: the referenced anchor is not defined"},
             {"a: 1\n---\nb: 2\n", "line 2, column 1: another document begins: one is read"},
             {"{a: b} x\n", "line 1, column 8: another document begins: one is read"},
             {"a: [b\n", "line 2, column 1: end of sequence flow not found"},
             {"a: b: c\n", "line 1, column 5: illegal map value"},
             {"a: \"\\q\"\n", "line 1, column 7: unknown escape character: q"},
             {"a: \"\\ud800\"\n", "line 1, column 11: invalid unicode: 55296"},
             {"a: b\nc: \x04\n", "line 2: a control character"},
             {"a: \xff\n", "the document is not in UTF-8: save it as that"},
             {"\xff\xfe"
              "a",
              "the document is not in UTF-8: save it as that"}});
    }
    void whatIsRefusedIsToldWithItsPlace()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QByteArray, wanted);
        QCOMPARE(refusalOf(yaml.toStdString()), wanted);
    }
    void escapesOfWhichNoUtf8WouldComeAreRefused()
    {
        for (const char *const yaml : {"\"a\\N\"", "\"\\_\"", "{\"\\N\": 1}"})
            QVERIFY(refusalOf(yaml).endsWith("write \\u0085 and \\u00a0"));
        compare("\"\\x85\\L\\u00a0\"", R"("\u0085\u2028\u00a0")");
    }
    void linesMayEndAsOnWindows()
    {
        compare("a: b\r\nc: d\r\n", R"({"a": "b", "c": "d"})");
        QCOMPARE(refusalOf("a: b\rc: d\r"), QByteArray("line 1: a control character"));
    }
    void aNulIsAControlCharacterToo()
    {
        QCOMPARE(refusalOf(std::string("a: b\0c", 6)), QByteArray("line 1: a control character"));
    }

    void depthIsBoundedWhileItIsRead_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("end");
        QTest::addColumn<QByteArray>("wanted");
        const QByteArray deep = ": more than 100 levels";
        QTest::newRow("lists in a line") << QByteArray("[") << QByteArray("]") << deep;
        QTest::newRow("maps in a line") << QByteArray("{a: ") << QByteArray("}") << deep;
        QTest::newRow("lists") << QByteArray("- ") << QByteArray() << deep;
        QTest::newRow("lists that do not end") << QByteArray("[") << QByteArray() << QByteArray();
        QTest::newRow("keys in keys") << QByteArray("? ") << QByteArray() << QByteArray(": only texts can be keys");
        QTest::newRow("nothing for a key") << QByteArray(": ") << QByteArray() << QByteArray(": put it in quotes");
    }
    void depthIsBoundedWhileItIsRead()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, end);
        QFETCH(QByteArray, wanted);
        const QByteArray refusal = refusalOf((begin.repeated(300'000) + end.repeated(300'000)).toStdString());
        QVERIFY2(refusal.startsWith("line ") && refusal.endsWith(wanted), refusal);
    }
    void aHundredLevelsAreRead()
    {
        const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
        QVERIFY(parseYaml(nested(kDeepest)).has_value());
        QVERIFY(!parseYaml(nested(kDeepest + 1)).has_value());
    }

    void aliasesDoNotLeadDeeper()
    {
        const auto nested = [](std::size_t levels, const std::string &within) {
            return std::string(levels, '[') + within + std::string(levels, ']');
        };
        const std::string first = "- &a " + nested(60, "x") + "\n- ";
        QVERIFY(parseYaml(first + nested(39, "*a")).has_value());
        QVERIFY(refusalOf(first + nested(40, "*a")).endsWith(": more than 100 levels"));
    }

    void aliasesOfAliasesDoNotGrowBeyondTheBound()
    {
        std::string laughs = "- &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n";
        for (int i = 1; i < 40; ++i) {
            laughs += "- &a" + std::to_string(i) + " [";
            for (int k = 0; k < 10; ++k)
                laughs += "*a" + std::to_string(i - 1) + ", ";
            laughs += "]\n";
        }
        QVERIFY(refusalOf(laughs).endsWith("larger than 32 MiB: write less by aliases"));
        std::string texts = "- &a " + std::string(1'000'000, 'x') + "\n";
        for (int i = 0; i < 100; ++i)
            texts += "- *a\n";
        QVERIFY(refusalOf(texts).endsWith("larger than 32 MiB: write less by aliases"));
    }
    void copiesForAliasesThatNeverComeCountAsWell()
    {
        std::string nested;
        for (int i = 0; i < 90; ++i)
            nested += "&a" + std::to_string(i) + " [";
        QVERIFY(refusalOf(nested + std::string(1'000'000, 'x') + std::string(90, ']'))
                    .endsWith("larger than 32 MiB: write less by aliases"));
        std::string small = nested + "x" + std::string(90, ']');
        QVERIFY(parseYaml(small).has_value()); // but not as if each held another one's copy
    }

    void aDocumentMayBeJsonOrYaml()
    {
        const auto fromJson = readDocument(R"({"openapi": "3.1.0", "x": "\ud83d\ude00"})");
        QVERIFY(fromJson && fromJson->isJson);
        const auto fromYaml = readDocument("%YAML 1.2\n---\nopenapi: 3.1.0 # a comment\nx: \xf0\x9f\x98\x80\n");
        QVERIFY(fromYaml && !fromYaml->isJson);
        QCOMPARE(fromYaml->value.dump(), fromJson->value.dump());
        const auto almostJson = readDocument("{\"openapi\": \"3.1.0\", \"x\" \"y\"}");
        QVERIFY(!almostJson && almostJson.error().detail.starts_with("line 1, column "));
        for (const char *const other : {"openapi: 3.1", "swagger: '2.0'", "- openapi", "text", ""})
            QVERIFY(!readDocument(other).has_value());
    }
};

QTEST_GUILESS_MAIN(YamlTest)
#include "YamlTest.moc"
