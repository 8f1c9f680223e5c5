// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Chunk.h"
#include "core/history/codec/Frame.h"
#include "core/history/codec/Integers.h"
#include "core/history/codec/Journal.h"
#include "core/history/codec/Numbers.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <set>

namespace piuptime::history {
namespace {

using Random = std::mt19937_64;

constexpr double kTwoTo53 = 9007199254740992.0;

void checkIntegers(const std::vector<std::int64_t> &values)
{
    std::string bytes;
    ByteWriter out(bytes);
    writeIntegers(out, values);
    ByteReader in(bytes);
    std::vector<std::int64_t> back{1, 2, 3};
    readIntegers(in, values.size(), back);
    QVERIFY(in.ok() && in.atEnd());
    QVERIFY(back == values);
}

bool sameBits(const std::vector<double> &a, const std::vector<double> &b)
{
    return std::ranges::equal(
        a, b, {}, [](double x) { return std::bit_cast<std::uint64_t>(x); },
        [](double x) { return std::bit_cast<std::uint64_t>(x); });
}

std::string encoded(const std::vector<double> &values)
{
    std::string bytes;
    ByteWriter out(bytes);
    writeNumbers(out, values);
    return bytes;
}

void checkNumbers(const std::vector<double> &values)
{
    const std::string bytes = encoded(values);
    ByteReader in(bytes);
    std::vector<double> back{1, 2, 3};
    readNumbers(in, values.size(), back);
    QVERIFY(in.ok() && in.atEnd());
    QVERIFY(sameBits(back, values));
}

/// Every kind of double that there is, also those that nobody measures.
double anyDouble(Random &random)
{
    switch (random() % 12) {
    case 0:
        return std::bit_cast<double>(0x7FF8000000000000U | (random() & 0xFFFFFFFFFFFFU)); // NaN with a payload
    case 1:
        return std::bit_cast<double>(0xFFF0000000000001U | (random() & 0xFFFFU));
    case 2:
        return random() % 2 ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    case 3:
        return -0.0;
    case 4:
        return std::bit_cast<double>(random() & 0xFFFFFFFFFFFFFU); // denormal
    case 5:
        return kTwoTo53 + static_cast<double>(static_cast<int>(random() % 5) - 2);
    case 6:
        return std::bit_cast<double>(random());
    case 7:
        return static_cast<double>(random());
    default:
        return static_cast<double>(random() % 100'000) / std::pow(10, static_cast<double>(random() % 12));
    }
}

/// Rows with series that have values in every row, in some, in one, and that come and go.
Columns anyColumns(Random &random, std::size_t rows)
{
    Columns columns;
    std::int64_t atMs = static_cast<std::int64_t>(random() % 2'000'000'000'000);
    const auto seriesCount = random() % 12;
    for (std::size_t row = 0; row < rows; ++row) {
        RowHead head;
        head.atMs = atMs += 1 + static_cast<std::int64_t>(random() % 20'000);
        head.uptimeSeconds = random() % 3 ? static_cast<double>(atMs) / 1000 : anyDouble(random);
        head.boot = static_cast<std::int64_t>(random() % 3);
        head.sequence = random() % 4 ? static_cast<std::int64_t>(row) : -1;
        head.flags = static_cast<std::uint32_t>(random() % 16);
        columns.beginRow(head);
        for (SeriesNumber series = 0; series < seriesCount; ++series) {
            if (series % 4 == 0 || random() % (series % 4 * 3) == 0)
                columns.add(series * 1000 + 7, series % 3 ? anyDouble(random) : 40 + static_cast<double>(row) / 10);
        }
    }
    columns.settle();
    return columns;
}

bool same(const RowHead &a, const RowHead &b)
{
    return a.atMs == b.atMs && a.boot == b.boot && a.sequence == b.sequence && a.flags == b.flags
           && sameBits({a.uptimeSeconds}, {b.uptimeSeconds});
}

bool same(const Columns &a, const Columns &b)
{
    const auto sameColumn = [](const Columns::Column &x, const Columns::Column &y) {
        return x.series == y.series && x.rows == y.rows && sameBits(x.values, y.values);
    };
    return std::ranges::equal(a.heads, b.heads, [](const RowHead &x, const RowHead &y) { return same(x, y); })
           && std::ranges::equal(a.columns, b.columns, sameColumn);
}

} // namespace

class CodecTest : public QObject
{
    Q_OBJECT
private slots:
    void integersComeBackExactly()
    {
        constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
        constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
        for (const std::vector<std::int64_t> &values :
             std::vector<std::vector<std::int64_t>>{{},
                                                    {0},
                                                    {kMin},
                                                    {kMax},
                                                    {kMin, kMax},
                                                    {kMax, kMin, kMax, kMin, 0},
                                                    {kMin, kMin + 1, kMin + 2},
                                                    {kMax, kMax - 3, kMax - 6},
                                                    {-1, 0, 1},
                                                    {5, 5, 5, 5},
                                                    {kMin, 0, kMax},
                                                    {0, kMin}})
            checkIntegers(values);
        Random random(1);
        for (int round = 0; round < 3000; ++round) {
            std::vector<std::int64_t> values(random() % 300);
            const auto shift = random() % 64;
            const auto step = static_cast<std::uint64_t>(1 + random() % 1000);
            std::uint64_t value = random();
            std::uint64_t speed = random() >> shift;
            for (std::int64_t &one : values) {
                switch (round % 4) {
                case 0:
                    value = random() >> shift;
                    break;
                case 1:
                    value += (random() >> shift) * step;
                    break;
                case 2:
                    value += speed += (random() % 3 - 1) * step;
                    break;
                default:
                    value += step;
                }
                one = static_cast<std::int64_t>(value);
            }
            checkIntegers(values);
        }
    }

    void everyDoubleComesBackBitByBit()
    {
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        for (const std::vector<double> &values : std::vector<std::vector<double>>{
                 {},
                 {kNan},
                 {-0.0},
                 {0.0, -0.0},
                 {-0.0, -0.0, -0.0},
                 {kTwoTo53, kTwoTo53 - 1, kTwoTo53 + 2, -kTwoTo53, 1 - kTwoTo53},
                 {kTwoTo53 / 10, kTwoTo53 / 1000, 0.1},
                 {std::numeric_limits<double>::denorm_min(), 1},
                 {std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()},
                 {1e22, 1e23, 123456789012345678.0},
                 {0.1 + 0.2, 0.3}})
            checkNumbers(values);
        Random random(2);
        for (int round = 0; round < 3000; ++round) {
            std::vector<double> values(random() % 200);
            const auto oddOnes = 1 + random() % 40;
            for (double &value : values)
                value = random() % oddOnes ? static_cast<double>(random() % 1000) / 10 : anyDouble(random);
            checkNumbers(values);
        }
    }

    void decimalsOfEachScaleTakeFewBytes()
    {
        Random random(3);
        double power = 1;
        for (int scale = 0; scale < 10; ++scale, power *= 10) {
            std::vector<double> values;
            for (int i = 0; i < 1000; ++i)
                values.push_back((40 * power + static_cast<double>(random() % 100)) / power);
            checkNumbers(values);
            QVERIFY2(encoded(values).size() < 1100, std::to_string(scale).c_str()); // a byte each
        }
        QVERIFY(encoded(std::vector<double>(1000, 47.5)).size() < 12);
        std::vector<double> counter;
        for (int i = 0; i < 1000; ++i)
            counter.push_back(8e15 + i * 512.0);
        QVERIFY(encoded(counter).size() < 200);
    }

    void chunksComeBackWholeAndInParts()
    {
        Random random(4);
        for (int round = 0; round < 400; ++round) {
            const Columns columns = anyColumns(random, round % 5 == 0 ? 1 : 1 + random() % 200);
            for (const Packing packing : {Packing::Plain, Packing::Compressed}) {
                const std::string bytes = encodeChunk(columns, packing);
                ChunkReader whole(bytes);
                QVERIFY(whole.ok());
                QCOMPARE(whole.rowCount(), columns.rowCount());
                QVERIFY(same(whole.all(), columns));
                ChunkReader parts(bytes);
                for (std::size_t i = columns.columns.size(); i-- > 0;) {
                    const Columns::Column &expected = columns.columns[i];
                    const Columns::Column *column = parts.column(expected.series);
                    QVERIFY(column != nullptr && column->rows == expected.rows);
                    QVERIFY(sameBits(column->values, expected.values));
                }
                QVERIFY(parts.column(3) == nullptr && parts.ok()); // there is no such series
                QVERIFY(std::ranges::equal(parts.times(), columns.heads, {}, {}, &RowHead::atMs));
                QCOMPARE(parts.series().size(), columns.columns.size());
            }
        }
    }

    void aChunkWithoutRowsOrColumnsComesBack()
    {
        Columns bare;
        bare.beginRow({});
        for (const Columns &columns : {Columns(), bare}) {
            for (const Packing packing : {Packing::Plain, Packing::Compressed}) {
                const std::string bytes = encodeChunk(columns, packing);
                ChunkReader reader(bytes);
                QVERIFY(same(reader.all(), columns));
                QVERIFY(reader.ok());
            }
        }
    }

    void oneSeriesIsReadWithoutTheRest()
    {
        Random random(5);
        Columns columns;
        for (int row = 0; row < 1000; ++row) {
            RowHead head;
            head.atMs = 10'000 * row;
            columns.beginRow(head);
            for (SeriesNumber series = 0; series < 40; ++series)
                columns.add(series, std::bit_cast<double>(random()));
        }
        columns.settle();
        const std::string bytes = encodeChunk(columns, Packing::Compressed);
        std::size_t fetched = 0;
        ChunkReader reader(bytes, [&](std::size_t offset, std::size_t length) {
            fetched += length;
            return bytes.substr(offset, length);
        });
        QVERIFY(sameBits(reader.column(20)->values, columns.columns[20].values));
        QVERIFY2(fetched < bytes.size() / 10, std::to_string(fetched).c_str());
    }

    void aFlippedByteOfACompressedChunkIsNoticed()
    {
        Random random(6);
        const Columns columns = anyColumns(random, 100);
        const std::string bytes = encodeChunk(columns, Packing::Compressed);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string bad = bytes;
            bad[i] = static_cast<char>(bad[i] ^ static_cast<char>(1U << (i % 8)));
            ChunkReader reader(bad);
            const Columns read = reader.all();
            QVERIFY2(!reader.ok() || same(read, columns), std::to_string(i).c_str());
            ChunkReader cut(std::string_view(bytes).substr(0, i));
            QVERIFY(cut.all().empty() && !cut.ok());
        }
    }

    void commitsComeBackAndFlippedOnesDoNot()
    {
        const std::vector<JournalEntry> entries{
            {1, 3'600'000, "abc"}, {200, -3'600'000, ""}, {3, 0, std::string(1000, 'x')}};
        const std::string bytes = encodeJournal(entries);
        const auto back = decodeJournal(bytes);
        const auto sameEntry = [](const JournalEntry &a, const JournalEntry &b) {
            return a.device == b.device && a.hourMs == b.hourMs && a.chunk == b.chunk;
        };
        QVERIFY(back && std::ranges::equal(*back, entries, sameEntry));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string bad = bytes;
            bad[i] = static_cast<char>(bad[i] ^ 0x10);
            const auto read = decodeJournal(bad); // zstd leaves one bit of its frames unused
            QVERIFY2(!read || std::ranges::equal(*read, entries, sameEntry), std::to_string(i).c_str());
            QVERIFY(!decodeJournal(std::string_view(bytes).substr(0, i)));
        }
        QVERIFY(decodeJournal(encodeJournal({})) && decodeJournal(encodeJournal({}))->empty());
    }

    void aFrameThatPromisesTooMuchIsRefused()
    {
        std::string content;
        QVERIFY(!decompress(compress("abc"), std::size_t{1} << 40U, content));
        QVERIFY(!decompress(compress("abc"), 4, content));
        QVERIFY(!decompress(compress("abc"), 2, content));
        QVERIFY(!decompress({}, 3, content));
        QVERIFY(decompress(compress({}), 0, content) && content.empty());
    }

    /// Against a list of readings, each a map of its values.
    void columnsKeepWhatIsPutIntoThem()
    {
        Random random(7);
        for (int round = 0; round < 300; ++round) {
            struct Row {
                RowHead head;
                std::map<SeriesNumber, double> values;
            };
            std::vector<Row> model;
            Columns columns;
            for (auto parts = 1 + random() % 4; parts > 0; --parts) {
                Columns part;
                for (auto rows = random() % 30; rows > 0; --rows) {
                    Row row;
                    row.head.atMs = static_cast<std::int64_t>(random() % 60) * 600'000;
                    row.head.sequence = round % 2 ? static_cast<std::int64_t>(random() % 50) : -1;
                    part.beginRow(row.head);
                    for (SeriesNumber series = 0; series < 6; ++series) {
                        if (series != 0 && random() % 3 == 0)
                            continue;
                        row.values[series] = static_cast<double>(random() % 1000);
                        part.add(series, row.values[series]);
                    }
                    model.push_back(row);
                }
                if (random() % 2)
                    part.settle();
                columns.append(part);
            }
            columns.settle();
            std::ranges::stable_sort(model, {}, [](const Row &row) { return row.head.atMs; });
            std::vector<Row> kept;
            for (const Row &row : model) {
                const auto repeats = [&](const Row &other) {
                    return row.head.atMs == other.head.atMs && other.head.sameReading(row.head);
                };
                if (std::ranges::none_of(kept, repeats))
                    kept.push_back(row);
            }
            const auto expectRows = [&](const Columns &got, std::size_t from, std::size_t count) {
                QCOMPARE(got.rowCount(), count);
                std::vector<std::map<SeriesNumber, double>> values(count);
                for (const Columns::Column &column : got.columns) {
                    for (std::size_t i = 0; i < column.values.size(); ++i)
                        values[column.rowOf(i)][column.series] = column.values[i];
                }
                for (std::size_t i = 0; i < count; ++i) {
                    QVERIFY(same(got.heads[i], kept[from + i].head));
                    QVERIFY(values[i] == kept[from + i].values);
                }
            };
            expectRows(columns, 0, kept.size());
            std::size_t from = 0;
            for (const auto &[startMs, period] : splitByPeriod(columns, 3'600'000)) {
                expectRows(period, from, period.rowCount());
                QVERIFY(period.heads.front().atMs >= startMs && period.heads.back().atMs < startMs + 3'600'000);
                from += period.rowCount();
            }
            QCOMPARE(from, kept.size());
            from = 0;
            for (const auto &[number, group] : splitByCount(columns, 7)) {
                QVERIFY(group.rowCount() <= 7 && number * 7 == static_cast<std::int64_t>(from));
                expectRows(group, from, group.rowCount());
                from += group.rowCount();
            }
            QCOMPARE(from, kept.size());
            Columns first = columns;
            first.truncate(kept.size() / 2);
            expectRows(first, 0, kept.size() / 2);
        }
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::CodecTest)
#include "CodecTest.moc"
