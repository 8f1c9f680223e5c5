// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/Archive.h"
#include "core/remote/Calls.h"
#include "core/remote/Messages.h"
#include "tests/support/FakeEngine.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>
#include <set>

using namespace piuptime;
using namespace piuptime::remote;
using namespace piuptime::testsupport;

namespace {

template <class T>
std::string bytesOf(const T &value)
{
    std::string bytes;
    ByteWriter out(bytes);
    put(out, value);
    return bytes;
}

/// \return empty where the bytes are not exactly such a value
template <class T>
std::optional<T> valueOf(std::string_view bytes)
{
    ByteReader in(bytes);
    T value{};
    take(in, value);
    return in.ok() && in.atEnd() ? std::optional(std::move(value)) : std::nullopt;
}

Notice richNotice()
{
    Whole whole;
    whole.devices = {"a", "b"};
    fleet::Question question;
    question.kind = fleet::Question::Kind::KeyboardInteractive;
    question.prompts = {{"Code", true}};
    question.endpoint = {"pi", "fe80::1", 2222};
    whole.questions = {question};
    whole.history.problem = "full";
    whole.brokers = {BrokerConfig{}};
    whole.brokerStates = {{"attic", BrokerState::Connection::Waiting, true, Error{ErrorKind::Timeout, "late", {"x"}}}};
    whole.bindings = {Binding{}};
    return whole;
}

} // namespace

/// Values as bytes, and bytes that are no values.
class ArchiveTest : public QObject
{
    Q_OBJECT

private slots:
    void statesOfAFleetComeBackAsTheyWere()
    {
        for (const DeviceState &state : exampleFleet(40)) {
            const auto back = valueOf<DeviceState>(bytesOf(state));
            QVERIFY(back.has_value());
            QCOMPARE(back->config, state.config);
            QCOMPARE(back->latest.samples, state.latest.samples);
            QCOMPARE(back->latest.facts, state.latest.facts);
            QCOMPARE(back->latest.receivedMono, state.latest.receivedMono);
            QCOMPARE(back->health, state.health);
            QCOMPARE(back->error, state.error);
            QCOMPARE(bytesOf(*back), bytesOf(state));
        }
    }
    void numbersAtTheirBoundsComeBack()
    {
        using Numbers = std::tuple<std::int64_t, std::int64_t, std::uint64_t, std::uint8_t, std::int32_t, bool, double>;
        const Numbers bounds{INT64_MIN, INT64_MAX, UINT64_MAX, 255, INT32_MIN, true, -0.0};
        QCOMPARE(valueOf<Numbers>(bytesOf(bounds)), std::optional(bounds));
        const auto nan = valueOf<float>(bytesOf(std::nanf("")));
        QVERIFY(nan && std::isnan(*nan));
    }
    void aNumberThatIsTooLargeForItsTypeIsNone()
    {
        QVERIFY(!valueOf<std::uint8_t>(bytesOf(std::uint64_t{256})));
        QVERIFY(!valueOf<std::int32_t>(bytesOf(std::int64_t{INT32_MIN} - 1)));
        QVERIFY(!valueOf<HealthLevel>(bytesOf(std::uint64_t{256})));
    }
    void resultsComeBackWithTheirErrors()
    {
        const Result<std::string> good("text");
        QCOMPARE(*valueOf<Result<std::string>>(bytesOf(good)), good);
        const Error error{ErrorKind::Unauthorized, "no", {"signing in"}, ChangedHostKey{"pi", "k", {"a"}, "b"}};
        const Result<std::string> bad = tl::unexpected(error);
        QCOMPARE(*valueOf<Result<std::string>>(bytesOf(bad)), bad);
        const Result<void> worse = tl::unexpected(error);
        QCOMPARE(valueOf<Result<void>>(bytesOf(worse))->error(), error);
        QVERIFY(valueOf<Result<void>>(bytesOf(Result<void>())).has_value());
    }
    void secretsTravelWhole()
    {
        const std::map<std::string, Secret> passwords{{"attic", Secret(std::string("p\0q", 3))}};
        const auto back = valueOf<std::map<std::string, Secret>>(bytesOf(passwords));
        QVERIFY(back.has_value());
        QCOMPARE(back->at("attic").reveal(), passwords.at("attic").reveal());
    }
    void whatIsCutShortIsNoValue()
    {
        const std::string whole = bytesOf(richNotice());
        QVERIFY(valueOf<Notice>(whole).has_value());
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY2(!valueOf<Notice>(std::string_view(whole).substr(0, size)), std::to_string(size).c_str());
    }
    void aCountThatPromisesMoreThanIsThereCostsNothing()
    {
        std::string bytes;
        ByteWriter(bytes).varint(UINT64_MAX >> 1U);
        QVERIFY(!valueOf<std::vector<DeviceState>>(bytes));
        QVERIFY((!valueOf<std::map<std::string, std::string>>(bytes)));
        QVERIFY(!valueOf<std::string>(bytes));
    }
    /// Whatever the bytes are: an answer, or none, and what was taken can be written again.
    void rubbishIsNoValueOrOneThatCanBeWritten()
    {
        std::mt19937 random(20261126);
        const std::array<std::string, 2> seeds{
            bytesOf(richNotice()),
            bytesOf(Notice(fleet::FleetChange{{std::make_shared<const DeviceState>(exampleFleet(3)[1])}, {"x"}}))};
        int values = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes = seeds[static_cast<std::size_t>(round) % seeds.size()];
            for (unsigned flips = random() % 4 + 1; flips > 0; --flips)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            if (const auto value = valueOf<Notice>(bytes)) {
                QVERIFY(valueOf<Notice>(bytesOf(*value)).has_value());
                ++values;
            }
        }
        QVERIFY(values > 0); // a flipped letter of a name makes another name
    }
    void theShapeTellsTypesApart()
    {
        struct Before {
            int a;
            std::string b;
        };
        struct After {
            int a;
            std::string b;
            bool c;
        };
        QVERIFY(shapeOf<Before>() != shapeOf<After>());
        QVERIFY(shapeOf<UtcTime>() != shapeOf<MonoTime>());
        QVERIFY(shapeOf<Seconds>() != shapeOf<Milliseconds>());
    }
    void eachCallHasANumberOfItsOwn()
    {
        std::set<std::size_t> numbers;
        for (std::uint64_t number = 0; number < Calls::kCount; ++number)
            QVERIFY(Calls::visit(
                number, [&]<auto Method>() { numbers.insert(Calls::numberOf<Method>()); }));
        QCOMPARE(numbers.size(), Calls::kCount);
        QVERIFY(!Calls::visit(Calls::kCount, []<auto>(){}));
    }
};

QTEST_GUILESS_MAIN(ArchiveTest)
#include "ArchiveTest.moc"
