// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/BatchDecoder.h"
#include "core/agent/batch/LiveEncoder.h"
#include "core/agent/batch/Row.h"
#include "core/agent/batch/Wire.h"
#include "core/history/codec/Bytes.h"
#include "tests/unit/agent/SimulatedRun.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace piuptime;
using namespace piuptime::agent;
using simulation::BoardKind;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Fails the test where `read` is not what was `sent`.
void verifySame(const Reading &read, const Reading &sent)
{
    QCOMPARE(read.receivedAt, sent.receivedAt);
    QCOMPARE(read.uptimeSeconds, sent.uptimeSeconds);
    QCOMPARE(read.bootId, sent.bootId);
    QCOMPARE(read.sequence, sent.sequence);
    QCOMPARE(read.slow, sent.slow);
    QCOMPARE(read.historical, sent.historical);
    QCOMPARE(read.timeQuality, sent.timeQuality);
    QCOMPARE(read.samples.size(), sent.samples.size());
    for (std::size_t i = 0; i < sent.samples.size(); ++i) {
        QVERIFY(read.samples[i].series == sent.samples[i].series);
        QCOMPARE(std::bit_cast<std::uint64_t>(read.samples[i].value),
                 std::bit_cast<std::uint64_t>(sent.samples[i].value));
    }
    QVERIFY(read.facts == sent.facts);
}

const Sender kSender{"10000000abcdef01", "d8:3a:dd:01:02:03", "press-4", "0b3c5a1e-boot", 500};

Reading reading(std::uint64_t number, double temperature)
{
    Reading made;
    made.receivedAt = kNoon + Seconds(10 * static_cast<std::int64_t>(number));
    made.uptimeSeconds = 50.25 + 10 * static_cast<double>(number);
    made.bootId = kSender.bootId;
    made.sequence = number;
    made.samples = {{{Metric::CpuUsage, {}}, 12.5}, {{Metric::SocTemperature, {}}, temperature}};
    made.facts = {{FactKey::BootId, {}, kSender.bootId}};
    return made;
}

/// All messages for a reading, to a decoder; what the last one gave.
Result<Batch> sendTo(BatchDecoder &decoder, const LiveEncoder::Messages &messages)
{
    if (!messages.dictionary.empty()) {
        if (const auto taken = decoder.decode(messages.dictionary); !taken)
            return taken;
    }
    return decoder.decode(messages.row);
}

} // namespace

class BatchTest : public QObject
{
    Q_OBJECT
private slots:
    void everyReadingComesBackFromItsRow_data();
    void everyReadingComesBackFromItsRow();
    void everyReadingComesBackFromABlock_data() { everyReadingComesBackFromItsRow_data(); }
    void everyReadingComesBackFromABlock();
    void aRowTakesFewBytesAndADictionaryLasts();
    void thirtyDaysOfFiftyValuesTakeLessThanSixteenMegabytes_data() { everyReadingComesBackFromItsRow_data(); }
    void thirtyDaysOfFiftyValuesTakeLessThanSixteenMegabytes();
    void aRowWhoseDictionaryDidNotComeIsNotFound();
    void aLostDictionaryCanBeSentAnew();
    void aNewSeriesMakesANewDictionary();
    void valuesOfMoreDecimalsMakeANewDictionaryOnce();
    void valuesThatAreNoDecimalsComeBackToo();
    void whatIsAbsentStaysAbsent();
    void factsOfSlowReadingsTravelOnce();
    void aClockThatWasSetTravelsWithTheReadings();
    void aRunAfterAnotherCountsAboveIt();
    void valuesThatAreNotFiniteAreDropped();
    void textsComeOutPrintable();
    void metricsOfALaterVersionAreLeftOut();
    void aCutMessageIsCorruptWhereverItIsCut();
    void aMessageMayNotClaimMoreThanItHolds();
    void anOldDictionaryIsForgottenForANewOne();
};

void BatchTest::everyReadingComesBackFromItsRow_data()
{
    QTest::addColumn<int>("board");
    QTest::newRow("Zero 2 W") << static_cast<int>(BoardKind::Zero2W);
    QTest::newRow("4B") << static_cast<int>(BoardKind::FourB);
    QTest::newRow("5") << static_cast<int>(BoardKind::Five);
}

void BatchTest::everyReadingComesBackFromItsRow()
{
    QFETCH(const int, board);
    const SimulatedRun run = simulateRun(static_cast<BoardKind>(board), std::chrono::minutes(30));
    QVERIFY(run.readings.size() > 100);
    LiveEncoder encoder(run.sender);
    BatchDecoder decoder;
    for (const Reading &sent : run.readings) {
        const auto batch = sendTo(decoder, encoder.encode(sent));
        QVERIFY2(batch, batch ? "" : batch.error().describe().c_str());
        QCOMPARE(batch->sender, run.sender);
        QCOMPARE(batch->readings.size(), std::size_t(1));
        verifySame(batch->readings.front(), sent);
    }
}

void BatchTest::everyReadingComesBackFromABlock()
{
    QFETCH(const int, board);
    SimulatedRun run = simulateRun(static_cast<BoardKind>(board), std::chrono::minutes(30));
    for (Reading &reading : run.readings)
        reading.historical = true;
    BatchDecoder decoder;
    const auto batch = decoder.decode(encodeBlock(run.sender, run.readings));
    QVERIFY2(batch, batch ? "" : batch.error().describe().c_str());
    QCOMPARE(batch->sender, run.sender);
    QCOMPARE(batch->readings.size(), run.readings.size());
    for (std::size_t i = 0; i < run.readings.size(); ++i)
        verifySame(batch->readings[i], run.readings[i]);
}

void BatchTest::aRowTakesFewBytesAndADictionaryLasts()
{
    const SimulatedRun run = simulateRun(BoardKind::Five, std::chrono::hours(6));
    LiveEncoder encoder(run.sender);
    std::size_t bytes = 0;
    std::size_t values = 0;
    std::size_t dictionaries = 0;
    std::size_t dictionaryBytes = 0;
    for (const Reading &reading : run.readings) {
        const auto messages = encoder.encode(reading);
        bytes += messages.row.size();
        values += reading.samples.size();
        dictionaries += messages.dictionary.empty() ? 0 : 1;
        dictionaryBytes += messages.dictionary.size();
    }
    const std::size_t rows = run.readings.size();
    qInfo("%zu values in %zu bytes a row; %zu dictionaries of %zu bytes", values / rows, bytes / rows, dictionaries,
          dictionaryBytes / dictionaries);
    QVERIFY(bytes * 50 <= values * 150);
    QVERIFY(dictionaries <= rows / 100);
}

void BatchTest::thirtyDaysOfFiftyValuesTakeLessThanSixteenMegabytes()
{
    QFETCH(const int, board);
    const SimulatedRun run = simulateRun(static_cast<BoardKind>(board), std::chrono::hours(1));
    std::size_t values = 0;
    for (const Reading &reading : run.readings)
        values += reading.samples.size();
    const std::size_t bytes = encodeBlock(run.sender, run.readings).size();
    const double each = static_cast<double>(bytes) / static_cast<double>(values);
    qInfo("%zu values of %zu readings in %zu bytes, %.2f each", values, run.readings.size(), bytes, each);
    constexpr double fiftyValuesForThirtyDays = 50 * 30 * 8640;
    QVERIFY(each * fiftyValuesForThirtyDays < 16 * 1024 * 1024);
}

void BatchTest::aRowWhoseDictionaryDidNotComeIsNotFound()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    const auto batch = decoder.decode(encoder.encode(reading(500, 48.3)).row);
    QVERIFY(!batch);
    QCOMPARE(batch.error().kind, ErrorKind::NotFound);
}

void BatchTest::aLostDictionaryCanBeSentAnew()
{
    LiveEncoder encoder(kSender);
    QVERIFY(encoder.dictionary().empty());
    (void)encoder.encode(reading(500, 48.3));
    const auto messages = encoder.encode(reading(501, 48.3));
    QVERIFY(messages.dictionary.empty());
    BatchDecoder decoder;
    QVERIFY(decoder.decode(encoder.dictionary()));
    const auto batch = decoder.decode(messages.row);
    QVERIFY(batch);
    verifySame(batch->readings.front(), reading(501, 48.3));
}

void BatchTest::aNewSeriesMakesANewDictionary()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    QVERIFY(sendTo(decoder, encoder.encode(reading(500, 48.3))));
    Reading richer = reading(501, 48.3);
    richer.samples.push_back({{Metric::FanSpeed, "pwmfan"}, 3000});
    const auto messages = encoder.encode(richer);
    QVERIFY(!messages.dictionary.empty());
    const auto batch = sendTo(decoder, messages);
    QVERIFY(batch);
    verifySame(batch->readings.front(), richer);
    QVERIFY(encoder.encode(reading(502, 48.3)).dictionary.empty());
}

void BatchTest::valuesOfMoreDecimalsMakeANewDictionaryOnce()
{
    LiveEncoder encoder(kSender);
    QVERIFY(!encoder.encode(reading(500, 48.3)).dictionary.empty());
    QVERIFY(encoder.encode(reading(501, 48.312)).dictionary.empty());
    QVERIFY(!encoder.encode(reading(502, 48.31252)).dictionary.empty());
    const auto messages = encoder.encode(reading(503, 48.99999));
    QVERIFY(messages.dictionary.empty());
    QVERIFY(messages.row.size() < 25);
}

void BatchTest::valuesThatAreNoDecimalsComeBackToo()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    std::uint64_t number = 500;
    for (const double value : {1.0 / 3, 1e300, -1e-300, 4503599627370497.0, -0.0, 1e15, std::nextafter(48.3, 49)}) {
        const Reading sent = reading(number++, value);
        const auto messages = encoder.encode(sent);
        const auto batch = sendTo(decoder, messages);
        QVERIFY(batch);
        verifySame(batch->readings.front(), sent);
    }
    QVERIFY2(encoder.encode(reading(number, 1.0 / 7)).dictionary.empty(), "no dictionary would make it shorter");
}

void BatchTest::whatIsAbsentStaysAbsent()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    QVERIFY(sendTo(decoder, encoder.encode(reading(500, 48.3))));
    Reading poorer = reading(501, 48.3);
    poorer.samples.pop_back();
    poorer.uptimeSeconds.reset();
    const auto messages = encoder.encode(poorer);
    QVERIFY(messages.dictionary.empty());
    const auto batch = sendTo(decoder, messages);
    QVERIFY(batch);
    verifySame(batch->readings.front(), poorer);
}

void BatchTest::factsOfSlowReadingsTravelOnce()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    Reading slow = reading(500, 48.3);
    slow.slow = true;
    slow.facts = {{FactKey::Model, {}, "Raspberry Pi 5 Model B Rev 1.0"}, slow.facts.front()};
    QVERIFY(sendTo(decoder, encoder.encode(slow)));
    slow.sequence = 501;
    const auto messages = encoder.encode(slow);
    QVERIFY(messages.dictionary.empty());
    QVERIFY(messages.row.size() < 25);
    const auto batch = sendTo(decoder, messages);
    QVERIFY(batch);
    verifySame(batch->readings.front(), slow);

    Reading fast = reading(502, 48.3); // what a fast reading tells goes with it
    fast.facts.push_back({FactKey::UpsStatus, "rack", "OB DISCHRG"});
    const auto ofFast = encoder.encode(fast);
    QVERIFY(ofFast.dictionary.empty());
    const auto read = sendTo(decoder, ofFast);
    QVERIFY(read);
    verifySame(read->readings.front(), fast);
}

void BatchTest::aClockThatWasSetTravelsWithTheReadings()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    Reading wrong = reading(500, 48.3);
    wrong.receivedAt = fromMsUtc(1'234); // no clock, no network yet
    wrong.timeQuality = TimeQuality::Doubtful;
    for (const Reading &sent : {wrong, reading(501, 48.3)}) {
        const auto batch = sendTo(decoder, encoder.encode(sent));
        QVERIFY(batch);
        verifySame(batch->readings.front(), sent);
    }
}

void BatchTest::aRunAfterAnotherCountsAboveIt()
{
    const double start = 1234.56;
    const std::uint64_t first = firstSequenceAt(start);
    const std::uint64_t afterAnHourOfOneASecond = first + 3600;
    QVERIFY(firstSequenceAt(start + 3600) > afterAnHourOfOneASecond);
    QCOMPARE(firstSequenceAt(-1), std::uint64_t(0));
}

void BatchTest::valuesThatAreNotFiniteAreDropped()
{
    LiveEncoder encoder(kSender);
    BatchDecoder decoder;
    std::uint64_t number = 500;
    for (const double value : {kInfinity, -kInfinity, std::numeric_limits<double>::quiet_NaN()}) {
        const auto batch = sendTo(decoder, encoder.encode(reading(number++, value)));
        QVERIFY(batch);
        QVERIFY(!batch->readings.front().value(Metric::SocTemperature));
        QCOMPARE(batch->readings.front().value(Metric::CpuUsage), std::optional(12.5));
        const auto fromBlock = decoder.decode(encodeBlock(kSender, std::vector{reading(number, value)}));
        QVERIFY(fromBlock);
        QVERIFY(!fromBlock->readings.front().value(Metric::SocTemperature));
    }
}

void BatchTest::textsComeOutPrintable()
{
    Sender sender = kSender;
    sender.hostName = "\x1b[31mred\xff";
    Reading sent = reading(500, 48.3);
    sent.samples.push_back({{Metric::FilesystemUsed, "/a\nb"}, 1});
    BatchDecoder decoder;
    for (const std::string &message :
         {encodeBlock(sender, std::vector{sent}), LiveEncoder(sender).encode(sent).dictionary}) {
        const auto batch = decoder.decode(message);
        QVERIFY(batch);
        QCOMPARE(batch->sender.hostName, std::string("red\xef\xbf\xbd"));
        for (const Reading &read : batch->readings)
            QVERIFY(read.value(Metric::FilesystemUsed, "/a b"));
    }
}

void BatchTest::metricsOfALaterVersionAreLeftOut()
{
    LiveEncoder encoder(kSender);
    auto messages = encoder.encode(reading(500, 48.3));
    const std::string name(info(Metric::SocTemperature).name);
    const std::size_t at = messages.dictionary.find(name);
    QVERIFY(at != std::string::npos);
    messages.dictionary[at] = '?';
    BatchDecoder decoder;
    const auto batch = sendTo(decoder, messages);
    QVERIFY(batch);
    QCOMPARE(batch->readings.front().samples.size(), std::size_t(1));
    QCOMPARE(batch->readings.front().value(Metric::CpuUsage), std::optional(12.5));
}

void BatchTest::aCutMessageIsCorruptWhereverItIsCut()
{
    const SimulatedRun run = simulateRun(BoardKind::FourB, std::chrono::minutes(2));
    LiveEncoder encoder(run.sender);
    const auto messages = encoder.encode(run.readings.front());
    BatchDecoder decoder;
    QVERIFY(sendTo(decoder, messages));
    for (const std::string &message : {messages.dictionary, messages.row, encodeBlock(run.sender, run.readings)}) {
        QVERIFY(decoder.decode(message));
        for (std::size_t length = 0; length < message.size(); ++length) {
            const auto batch = decoder.decode(std::string_view(message).substr(0, length));
            QVERIFY2(!batch, std::to_string(length).c_str());
        }
        QVERIFY(!decoder.decode(message + '\0'));
    }
}

void BatchTest::aMessageMayNotClaimMoreThanItHolds()
{
    std::string dictionary;
    history::ByteWriter out(dictionary);
    out.byte(static_cast<unsigned>(MessageKind::Dictionary));
    out.varint(1);
    putSender(out, kSender);
    out.signedVarint(0);
    out.signedVarint(0);
    out.varint(std::uint64_t{1} << 40U); // series
    QVERIFY(!BatchDecoder().decode(dictionary));

    std::string block;
    history::ByteWriter outer(block);
    outer.byte(static_cast<unsigned>(MessageKind::Block));
    outer.varint(std::uint64_t{1} << 40U); // bytes of content
    outer.bytes("(\xb5/\xfd");
    QVERIFY(!BatchDecoder().decode(block));
    QVERIFY(!BatchDecoder().decode(std::string(1 << 20, '\xd3')));
    QVERIFY(!BatchDecoder().decode({}));
}

void BatchTest::anOldDictionaryIsForgottenForANewOne()
{
    BatchDecoder decoder;
    LiveEncoder first(kSender);
    const auto messages = first.encode(reading(500, 48.3));
    QVERIFY(sendTo(decoder, messages));
    for (std::size_t i = 0; i < BatchDecoder::kMaxDictionaries; ++i)
        QVERIFY(sendTo(decoder, LiveEncoder(kSender).encode(reading(501, 48.3))));
    const auto batch = decoder.decode(messages.row);
    QVERIFY(!batch);
    QCOMPARE(batch.error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(BatchTest)
#include "BatchTest.moc"
