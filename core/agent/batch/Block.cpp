// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/Block.h"

#include "core/agent/batch/Wire.h"
#include "core/history/codec/Chunk.h"
#include "core/history/codec/Frame.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace piuptime::agent {
namespace {

using history::ByteReader;
using history::ByteWriter;
using history::ChunkReader;
using history::Columns;
using history::RowHead;

/// Far more than the largest block takes that an agent writes.
constexpr std::size_t kMaxContentBytes = std::size_t{4} << 20U;
constexpr std::int64_t kThisBoot = 1;

/// Lists of facts, each once; a reading names its list by the number, of which 0 is the empty one.
class FactLists
{
public:
    std::uint64_t numberOf(std::vector<Fact> facts)
    {
        if (facts.empty())
            return 0;
        const auto found = std::ranges::find(m_lists, facts);
        const auto index = static_cast<std::size_t>(found - m_lists.begin());
        if (found == m_lists.end())
            m_lists.push_back(std::move(facts));
        return index + 1;
    }
    [[nodiscard]] const std::vector<std::vector<Fact>> &lists() const { return m_lists; }

private:
    std::vector<std::vector<Fact>> m_lists;
};

RowHead headOf(const Reading &reading)
{
    RowHead head;
    head.atMs = toMsUtc(reading.receivedAt);
    head.uptimeSeconds = reading.uptimeSeconds.value_or(std::numeric_limits<double>::quiet_NaN());
    head.boot = kThisBoot;
    head.sequence = static_cast<std::int64_t>(reading.sequence.value_or(0));
    head.flags = (reading.slow ? RowHead::kSlow : 0) | (reading.historical ? RowHead::kHistorical : 0)
                 | static_cast<unsigned>(reading.timeQuality) << RowHead::kTimeQualityShift;
    return head;
}

/// Each once.
std::vector<const Reading *> inOrderOfTime(std::span<const Reading> readings)
{
    const auto place = [](const Reading *reading) { return std::tie(reading->receivedAt, reading->sequence); };
    std::vector<const Reading *> sorted;
    for (const Reading &reading : readings)
        sorted.push_back(&reading);
    std::ranges::sort(sorted, {}, place);
    const auto same = [&](const Reading *a, const Reading *b) { return place(a) == place(b); };
    sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());
    return sorted;
}

/// \return empty when the head makes no sense
std::optional<Reading> readingOf(const RowHead &head)
{
    const unsigned quality = head.flags >> RowHead::kTimeQualityShift;
    if (quality > static_cast<unsigned>(TimeQuality::Doubtful) || head.sequence < 0 || std::isinf(head.uptimeSeconds))
        return std::nullopt;
    Reading reading;
    reading.receivedAt = fromMsUtc(head.atMs);
    if (!std::isnan(head.uptimeSeconds))
        reading.uptimeSeconds = head.uptimeSeconds;
    reading.sequence = static_cast<std::uint64_t>(head.sequence);
    reading.slow = (head.flags & RowHead::kSlow) != 0;
    reading.historical = (head.flags & RowHead::kHistorical) != 0;
    reading.timeQuality = static_cast<TimeQuality>(quality);
    return reading;
}

/// The readings of a chunk without their samples; empty when it is damaged or too large.
std::vector<Reading> takeHeads(ChunkReader &chunk)
{
    std::vector<Reading> readings;
    if (!chunk.ok() || chunk.rowCount() > kMaxBlockRows)
        return readings;
    for (const RowHead &head : chunk.heads()) {
        auto reading = readingOf(head);
        if (!reading)
            return {};
        readings.push_back(std::move(*reading));
    }
    return readings;
}

/// Lays the column of one series over the readings. \return whether the chunk is sound so far
bool addColumn(ChunkReader &chunk, history::SeriesNumber number, const std::optional<SeriesKey> &key,
               std::vector<Reading> &readings)
{
    const Columns::Column *column = chunk.column(number);
    if (column == nullptr)
        return false;
    for (std::size_t i = 0; key && i < column->values.size(); ++i) {
        const std::uint32_t row = column->rowOf(i);
        if (row >= readings.size())
            return false;
        readings[row].samples.push_back({*key, column->values[i]});
    }
    return true;
}

} // namespace

std::string encodeBlock(const Sender &sender, std::span<const Reading> readings)
{
    std::map<SeriesKey, history::SeriesNumber> numbers;
    for (const Reading &reading : readings) {
        for (const Sample &sample : reading.samples)
            numbers.try_emplace(sample.series, 0);
    }
    std::string content;
    ByteWriter out(content);
    putSender(out, sender);
    out.varint(numbers.size());
    history::SeriesNumber next = 0;
    for (auto &[series, number] : numbers) {
        putSeries(out, series);
        number = next++;
    }

    FactLists facts;
    std::vector<std::uint64_t> factsOfRows;
    Columns columns;
    for (const Reading *reading : inOrderOfTime(readings)) {
        factsOfRows.push_back(facts.numberOf(withoutBootId(reading->facts)));
        columns.beginRow(headOf(*reading));
        for (const Sample &sample : reading->samples)
            columns.add(numbers.at(sample.series), sample.value);
    }
    columns.settle();
    out.varint(facts.lists().size());
    for (const auto &list : facts.lists())
        putFacts(out, list);
    out.varint(factsOfRows.size());
    for (const std::uint64_t number : factsOfRows)
        out.varint(number);
    out.bytes(history::encodeChunk(columns, history::Packing::Plain));

    std::string message;
    ByteWriter whole(message);
    whole.byte(static_cast<unsigned>(MessageKind::Block));
    whole.varint(content.size());
    whole.bytes(history::compress(content));
    return message;
}

Result<Batch> decodeBlock(std::string_view message)
{
    const auto damaged = [] { return fail(ErrorKind::Corrupt, "a damaged block"); };
    if (kindOf(message) != MessageKind::Block)
        return fail(ErrorKind::Corrupt, "not a block");
    ByteReader outer(message.substr(1));
    const auto size = static_cast<std::size_t>(outer.varintUpTo(kMaxContentBytes));
    std::string content;
    if (!outer.ok() || !history::decompress(outer.bytes(outer.left()), size, content))
        return damaged();

    ByteReader in(content);
    Batch batch;
    batch.sender = takeSender(in);
    std::vector<std::optional<SeriesKey>> series;
    for (auto left = in.varintUpTo(kMaxSeries); left > 0 && in.ok(); --left)
        series.push_back(takeSeries(in));
    std::vector<std::vector<Fact>> facts;
    for (auto left = in.varintUpTo(kMaxBlockRows); left > 0 && in.ok(); --left)
        facts.push_back(takeFacts(in));
    std::vector<std::size_t> factsOfRows;
    for (auto left = in.varintUpTo(kMaxBlockRows); left > 0 && in.ok(); --left)
        factsOfRows.push_back(static_cast<std::size_t>(in.varintUpTo(facts.size())));
    if (!in.ok())
        return damaged();

    ChunkReader chunk(in.bytes(in.left()));
    batch.readings = takeHeads(chunk);
    if (batch.readings.size() != factsOfRows.size())
        return damaged();
    for (const history::SeriesNumber number : chunk.series()) {
        if (number >= series.size() || !addColumn(chunk, number, series[number], batch.readings))
            return damaged();
    }
    for (std::size_t row = 0; row < batch.readings.size(); ++row) {
        if (factsOfRows[row] > 0)
            batch.readings[row].facts = facts[factsOfRows[row] - 1];
        complete(batch.readings[row], batch.sender);
    }
    return batch;
}

} // namespace piuptime::agent
