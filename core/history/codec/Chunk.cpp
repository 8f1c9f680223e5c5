// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Chunk.h"

#include "core/history/codec/Bytes.h"
#include "core/history/codec/Frame.h"
#include "core/history/codec/Integers.h"
#include "core/history/codec/Numbers.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace piuptime::history {
namespace {

constexpr unsigned kPlainVersion = 0x10;
constexpr unsigned kCompressedVersion = 0x11;
/// A frame of columns is closed at this size: large enough to compress, small enough to be read for one series.
constexpr std::size_t kFrameBytes = 4000;
constexpr std::size_t kTimes = 0;
constexpr std::size_t kHeads = 1;
constexpr std::size_t kColumns = 2;

// What no sound chunk passes; keeps rubbish from taking memory.
constexpr std::size_t kMaxRows = 4 * kMaxChunkRows;
constexpr std::size_t kMaxFrames = std::size_t{1} << 16U;
constexpr std::size_t kMaxSeries = std::size_t{1} << 18U;
constexpr std::size_t kMaxFrameBytes = std::size_t{1} << 28U;
constexpr std::size_t kMaxValues = 4 * kMaxChunkValues;

/// FNV-1a, for the few bytes of a header.
std::uint32_t checksum(std::string_view bytes)
{
    std::uint32_t sum = 2'166'136'261U;
    for (const char byte : bytes)
        sum = (sum ^ static_cast<unsigned char>(byte)) * 16'777'619U;
    return sum;
}

struct FrameDraft {
    std::vector<SeriesNumber> series;
    std::string content;
};

/// What a sparse column's list of rows is called in the chunk: 0 is every row, n the n-th list.
class Patterns
{
public:
    std::size_t numberOf(const std::vector<std::uint32_t> &rows)
    {
        if (rows.empty())
            return 0;
        const auto same = [&](const auto *list) { return *list == rows; };
        auto found = std::ranges::find_if(m_lists, same);
        if (found == m_lists.end())
            found = m_lists.insert(m_lists.end(), &rows);
        return static_cast<std::size_t>(found - m_lists.begin()) + 1;
    }

    void write(ByteWriter &out) const
    {
        std::vector<std::int64_t> rows;
        out.varint(m_lists.size());
        for (const auto *list : m_lists) {
            rows.assign(list->begin(), list->end());
            out.varint(rows.size());
            writeIntegers(out, rows);
        }
    }

private:
    std::vector<const std::vector<std::uint32_t> *> m_lists;
};

std::string encodeHeads(const std::vector<RowHead> &heads)
{
    std::string content;
    ByteWriter out(content);
    std::vector<std::int64_t> integers(heads.size());
    const auto write = [&](auto member) {
        std::ranges::transform(heads, integers.begin(),
                               [&](const RowHead &head) { return static_cast<std::int64_t>(head.*member); });
        writeIntegers(out, integers);
    };
    write(&RowHead::boot);
    write(&RowHead::sequence);
    write(&RowHead::flags);
    std::vector<double> uptimes(heads.size());
    std::ranges::transform(heads, uptimes.begin(), &RowHead::uptimeSeconds);
    writeNumbers(out, uptimes);
    return content;
}

std::vector<FrameDraft> draftFrames(const Columns &columns, ChooseBy choice)
{
    std::vector<FrameDraft> frames(kColumns);
    Patterns patterns;
    for (const Columns::Column &column : columns.columns) {
        if (frames.size() == kColumns || frames.back().content.size() > kFrameBytes)
            frames.emplace_back();
        frames.back().series.push_back(column.series);
        ByteWriter out(frames.back().content);
        out.varint(patterns.numberOf(column.rows));
        writeNumbers(out, column.values, choice);
    }
    std::vector<std::int64_t> times(columns.rowCount());
    std::ranges::transform(columns.heads, times.begin(), &RowHead::atMs);
    ByteWriter out(frames[kTimes].content);
    writeIntegers(out, times);
    patterns.write(out);
    frames[kHeads].content = encodeHeads(columns.heads);
    return frames;
}

} // namespace

std::string encodeChunk(const Columns &columns, Packing packing)
{
    const bool compressed = packing == Packing::Compressed;
    const std::vector<FrameDraft> frames = draftFrames(columns, compressed ? ChooseBy::Entropy : ChooseBy::Width);
    std::string body;
    std::string header;
    ByteWriter out(header);
    out.byte(compressed ? kCompressedVersion : kPlainVersion);
    out.varint(columns.rowCount());
    out.varint(frames.size());
    for (const FrameDraft &frame : frames) {
        const std::string stored = compressed ? compress(frame.content) : std::string();
        out.varint(frame.content.size());
        if (compressed)
            out.varint(stored.size());
        body += compressed ? stored : frame.content;
        out.varint(frame.series.size());
        std::int64_t previous = -1;
        for (const SeriesNumber series : frame.series) {
            out.varint(static_cast<std::uint64_t>(series - previous - 1));
            previous = series;
        }
    }
    const std::uint32_t sum = checksum(header);
    for (unsigned shift = 0; shift < 32; shift += 8)
        out.byte((sum >> shift) & 0xFFU);
    return header + body;
}

ChunkReader::ChunkReader(std::string_view header, Fetch fetch)
    : m_fetch(std::move(fetch))
{
    readHeader(header);
}

ChunkReader::ChunkReader(std::string_view chunk)
    : ChunkReader(chunk, [chunk](std::size_t offset, std::size_t length) {
        return offset > chunk.size() ? std::string() : std::string(chunk.substr(offset, length));
    })
{
}

void ChunkReader::readHeader(std::string_view header)
{
    ByteReader in(header);
    const unsigned version = in.byte();
    m_compressed = version == kCompressedVersion;
    m_ok = m_compressed || version == kPlainVersion;
    m_rowCount = in.varintUpTo(kMaxRows);
    const std::size_t frames = in.varintUpTo(kMaxFrames);
    std::size_t offset = 0;
    std::size_t seriesInAll = 0;
    for (std::size_t i = 0; m_ok && in.ok() && i < frames; ++i) {
        Frame frame;
        frame.offset = offset;
        frame.size = in.varintUpTo(kMaxFrameBytes);
        frame.storedSize = m_compressed ? in.varintUpTo(kMaxFrameBytes) : frame.size;
        offset += frame.storedSize;
        const std::size_t count = in.varintUpTo(std::min(kMaxSeries - seriesInAll, in.left()));
        seriesInAll += count;
        std::uint64_t next = 0;
        for (std::size_t k = 0; in.ok() && k < count; ++k) {
            next += in.varintUpTo(kMaxSeries * 16);
            frame.series.push_back(static_cast<SeriesNumber>(next++));
        }
        m_frames.push_back(std::move(frame));
    }
    const std::size_t covered = header.size() - in.left();
    std::uint32_t sum = 0;
    for (unsigned shift = 0; shift < 32; shift += 8)
        sum |= in.byte() << shift;
    m_ok = m_ok && in.ok() && m_frames.size() >= kColumns && sum == checksum(header.substr(0, covered));
    m_headerSize = covered + 4;
    if (!m_ok)
        m_frames.clear();
    for (Frame &frame : m_frames)
        frame.offset += m_headerSize;
}

std::vector<SeriesNumber> ChunkReader::series() const
{
    std::vector<SeriesNumber> all;
    for (const Frame &frame : m_frames)
        all.insert(all.end(), frame.series.begin(), frame.series.end());
    return all;
}

bool ChunkReader::load(const Frame &frame, std::string &content)
{
    if (!m_ok)
        return false;
    std::string stored = m_fetch(frame.offset, frame.storedSize);
    m_ok = stored.size() == frame.storedSize;
    if (m_ok && m_compressed)
        m_ok = decompress(stored, frame.size, content);
    else
        content = std::move(stored);
    return m_ok;
}

bool ChunkReader::loadTimes()
{
    if (m_times)
        return m_ok;
    m_times.emplace();
    std::string content;
    if (m_frames.empty() || !load(m_frames[kTimes], content))
        return false;
    ByteReader in(content);
    readIntegers(in, m_rowCount, *m_times);
    std::vector<std::int64_t> rows;
    for (std::uint64_t left = in.varintUpTo(in.left()); in.ok() && left > 0; --left) {
        readIntegers(in, in.varintUpTo(m_rowCount), rows);
        const auto isOutside = [&](std::int64_t row) { return row < 0 || std::cmp_greater_equal(row, m_rowCount); };
        const bool ascending = std::ranges::adjacent_find(rows, std::greater_equal()) == rows.end();
        if (rows.empty() || !ascending || std::ranges::any_of(rows, isOutside))
            in.giveUp();
        m_patterns.emplace_back(rows.begin(), rows.end());
    }
    m_ok = in.ok() && in.atEnd();
    if (!m_ok)
        m_times->clear();
    return m_ok;
}

const std::vector<std::int64_t> &ChunkReader::times()
{
    (void)loadTimes();
    return *m_times;
}

const ChunkReader::Frame *ChunkReader::frameOf(SeriesNumber series) const
{
    const auto holds = [series](const Frame &frame) {
        return !frame.series.empty() && frame.series.front() <= series && series <= frame.series.back();
    };
    const auto found = std::ranges::find_if(m_frames, holds);
    return found == m_frames.end() || !std::ranges::binary_search(found->series, series) ? nullptr : &*found;
}

void ChunkReader::takeColumn(ByteReader &in, Columns::Column &column)
{
    const std::size_t pattern = in.varintUpTo(m_patterns.size());
    column.rows.clear();
    if (pattern > 0)
        column.rows = m_patterns[pattern - 1];
    readNumbers(in, pattern > 0 ? column.rows.size() : m_rowCount, column.values);
    m_ok = m_ok && in.ok();
    if (!m_ok)
        column.values.clear();
}

const Columns::Column *ChunkReader::column(SeriesNumber series)
{
    const Frame *frame = frameOf(series);
    if (frame == nullptr || !loadTimes())
        return nullptr;
    const auto place =
        static_cast<std::size_t>(std::ranges::lower_bound(frame->series, series) - frame->series.begin());
    if (frame != m_loaded || place < m_columnsTaken) {
        if (frame != m_loaded && !load(*frame, m_content))
            return nullptr;
        m_loaded = frame;
        m_columnsTaken = 0;
        m_bytesTaken = 0;
    }
    ByteReader in(std::string_view(m_content).substr(m_bytesTaken));
    for (; m_columnsTaken <= place; ++m_columnsTaken)
        takeColumn(in, m_column);
    m_bytesTaken = m_content.size() - in.left();
    m_column.series = series;
    return m_ok ? &m_column : nullptr;
}

std::vector<RowHead> ChunkReader::heads()
{
    std::string content;
    if (!loadTimes() || !load(m_frames[kHeads], content))
        return {};
    std::vector<RowHead> heads(m_rowCount);
    ByteReader in(content);
    std::vector<std::int64_t> integers;
    const auto read = [&](auto member) {
        readIntegers(in, m_rowCount, integers);
        for (std::size_t i = 0; i < integers.size(); ++i)
            heads[i].*member = static_cast<std::remove_reference_t<decltype(heads[i].*member)>>(integers[i]);
    };
    for (std::size_t i = 0; i < m_rowCount; ++i)
        heads[i].atMs = (*m_times)[i];
    read(&RowHead::boot);
    read(&RowHead::sequence);
    read(&RowHead::flags);
    std::vector<double> uptimes;
    readNumbers(in, m_rowCount, uptimes);
    for (std::size_t i = 0; i < uptimes.size(); ++i)
        heads[i].uptimeSeconds = uptimes[i];
    m_ok = m_ok && in.ok();
    return m_ok ? heads : std::vector<RowHead>();
}

Columns ChunkReader::all()
{
    Columns columns;
    columns.heads = heads();
    std::string content;
    std::size_t valuesInAll = 0;
    for (std::size_t i = kColumns; m_ok && i < m_frames.size(); ++i) {
        if (!load(m_frames[i], content))
            break;
        ByteReader values(content);
        for (const SeriesNumber series : m_frames[i].series) {
            if (!m_ok)
                break;
            Columns::Column column;
            column.series = series;
            takeColumn(values, column);
            valuesInAll += column.values.size();
            m_ok = m_ok && valuesInAll <= kMaxValues;
            columns.columns.push_back(std::move(column));
        }
    }
    const auto isUnordered = [](const auto &a, const auto &b) { return a.series >= b.series; };
    m_ok = m_ok && std::ranges::adjacent_find(columns.columns, isUnordered) == columns.columns.end();
    return m_ok ? columns : Columns();
}

} // namespace piuptime::history
