// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/ReadingCodec.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

namespace piuptime::history {
namespace {

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

std::vector<NumberedSample> decoded(const std::string &bytes)
{
    std::vector<NumberedSample> samples;
    ReadingCursor cursor(bytes);
    while (const auto sample = cursor.next())
        samples.push_back(*sample);
    return cursor.damaged() ? std::vector<NumberedSample>() : samples;
}

/// A mixture of what Pis measure and of what only a test thinks of.
double anyValue(std::mt19937_64 &random)
{
    std::uniform_int_distribution<int> kind(0, 6);
    std::uniform_int_distribution<std::int64_t> integer(-5'000'000'000, 5'000'000'000);
    std::uniform_real_distribution<double> fraction(0, 100);
    switch (kind(random)) {
    case 0:
        return static_cast<double>(integer(random));
    case 1:
        return std::round(fraction(random) * 10) / 10;
    case 2:
        return std::round(fraction(random) * 1000) / 1000;
    case 3:
        return fraction(random);
    case 4:
        return static_cast<double>(integer(random)) * 1e300;
    case 5:
        return -0.0;
    default:
        return std::bit_cast<double>(random());
    }
}

} // namespace

class ReadingCodecTest : public QObject
{
    Q_OBJECT
private slots:
    void everyDoubleComesBackBitByBit()
    {
        using Limits = std::numeric_limits<double>;
        std::vector<double> values{0.0,
                                   -0.0,
                                   1,
                                   -1,
                                   0.1,
                                   48.3,
                                   5.0312,
                                   1e15,
                                   9007199254740991.0,
                                   9007199254740993.0,
                                   -9007199254740992.0,
                                   1e22,
                                   1e23,
                                   Limits::max(),
                                   Limits::lowest(),
                                   Limits::min(),
                                   Limits::denorm_min(),
                                   Limits::infinity(),
                                   -Limits::infinity(),
                                   Limits::quiet_NaN(),
                                   std::bit_cast<double>(0x7ff0000000000001U),
                                   std::bit_cast<double>(0xfff8dead0000beefU)};
        std::mt19937_64 random(20);
        for (int i = 0; i < 100'000; ++i)
            values.push_back(anyValue(random));
        for (const double value : values) {
            const std::string bytes = encodeReading(false, value, {{7, value}});
            ReadingCursor cursor(bytes);
            const auto sample = cursor.next();
            QVERIFY(sample && sample->series == 7 && sameBits(sample->value, value));
            QVERIFY(cursor.uptimeSeconds() && sameBits(*cursor.uptimeSeconds(), value));
            QVERIFY(!cursor.next() && !cursor.damaged());
        }
    }

    void aWholeReadingComesBack()
    {
        std::mt19937_64 random(4);
        for (int round = 0; round < 2000; ++round) {
            std::vector<NumberedSample> samples;
            std::uint32_t number = 0;
            for (auto n = random() % 60; n > 0; --n) {
                number += static_cast<std::uint32_t>(random() % (round % 7 == 0 ? 70'000'000 : 5));
                samples.push_back({number++, anyValue(random)});
            }
            const bool slow = random() % 2 == 0;
            const std::string bytes = encodeReading(slow, std::nullopt, samples);
            QCOMPARE(ReadingCursor(bytes).slow(), slow);
            QVERIFY(!ReadingCursor(bytes).uptimeSeconds());
            const auto back = decoded(bytes);
            QCOMPARE(back.size(), samples.size());
            for (std::size_t i = 0; i < samples.size(); ++i)
                QVERIFY(back[i].series == samples[i].series && sameBits(back[i].value, samples[i].value));
        }
    }

    void theLargestSeriesNumberComesBack()
    {
        const auto back = decoded(encodeReading(false, std::nullopt, {{0, 1}, {0xFFFFFFFFU, 2}}));
        QCOMPARE(back.size(), std::size_t(2));
        QCOMPARE(back[1].series, 0xFFFFFFFFU);
    }

    void aUsualReadingTakesLittleRoom()
    {
        std::vector<NumberedSample> samples;
        for (std::uint32_t i = 0; i < 10; ++i) {
            samples.push_back({i * 4, 48.3 + i});            // degrees and per cents
            samples.push_back({i * 4 + 1, 1'500'000'000});   // clocks
            samples.push_back({i * 4 + 2, 4'123'456'512.0}); // bytes
            samples.push_back({i * 4 + 3, 5.0712});          // volts
        }
        const std::size_t bytes = encodeReading(false, 123456.78, samples).size();
        QVERIFY2(bytes >= 100 && bytes <= 250, std::to_string(bytes).c_str());
    }

    void rubbishEndsTheWalkWithoutACrash()
    {
        std::mt19937_64 random(99);
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes(random() % 64, '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random());
            if (!bytes.empty() && round % 2 == 0)
                bytes[0] = static_cast<char>(0x10 | (random() & 3U));
            ReadingCursor cursor(bytes);
            std::size_t samples = 0;
            std::int64_t previous = -1;
            while (const auto sample = cursor.next()) {
                QVERIFY(sample->series > previous);
                previous = sample->series;
                ++samples;
            }
            QVERIFY(samples <= bytes.size());
        }
        QVERIFY(ReadingCursor("").damaged());
        QVERIFY(ReadingCursor("\x20").damaged()); // another version of the coding
    }

    void aCutReadingIsFoundDamagedOrEndsAtASample()
    {
        const std::string whole = encodeReading(true, 17.5, {{1, 0.123456789}, {9, 3}, {300, -7.25}});
        for (std::size_t length = 0; length < whole.size(); ++length) {
            ReadingCursor cursor(std::string_view(whole).substr(0, length));
            std::size_t samples = 0;
            while (cursor.next())
                ++samples;
            QVERIFY(samples < 3);
        }
    }
};

} // namespace piuptime::history

QTEST_APPLESS_MAIN(piuptime::history::ReadingCodecTest)
#include "ReadingCodecTest.moc"
