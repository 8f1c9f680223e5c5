// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Integers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace piuptime::history {
namespace {

/// How the integers in the planes make the values; with unsigned arithmetic, so that nothing overflows.
enum Transform : unsigned {
    Constant,   ///< all are the base; there are no planes
    Offsets,    ///< value = base + step * plane
    Deltas,     ///< value = previous + step * unzigzag(plane), from the base on
    DeltaDeltas ///< difference = previous difference + step * unzigzag(plane), from the base and first difference on
};

using Words = std::vector<std::uint64_t>;

constexpr std::uint64_t asWord(std::int64_t value)
{
    return static_cast<std::uint64_t>(value);
}

/// The greatest step of which all values are a multiple away from `base`; 0 when all are equal.
std::uint64_t commonStep(std::span<const std::int64_t> values, std::int64_t base)
{
    std::uint64_t step = 0;
    for (const std::int64_t value : values) {
        const std::uint64_t distance = asWord(value) - asWord(base);
        if (step == 1)
            break;
        if (step == 0 || distance % step != 0)
            step = std::gcd(step, distance);
    }
    return step;
}

/// n * log2(n), for the counts that columns have.
double countTimesLog(std::uint32_t n)
{
    static const auto table = [] {
        std::array<float, 16'384> values{};
        for (std::size_t i = 2; i < values.size(); ++i)
            values[i] = static_cast<float>(static_cast<double>(i) * std::log2(static_cast<double>(i)));
        return values;
    }();
    return n < table.size() ? static_cast<double>(table[n]) : n * std::log2(n);
}

/// Bits of the widest of the words.
unsigned widthOf(const Words &words)
{
    std::uint64_t all = 0;
    for (const std::uint64_t word : words)
        all |= word;
    return static_cast<unsigned>(std::bit_width(all));
}

/// Expected bits of the words, none wider than `width`, after entropy coding byte by byte.
double costOf(const Words &words, unsigned width)
{
    if (width == 0)
        return 0;
    // Two histograms, since equal neighbours would wait for each other in one. All zero between calls.
    thread_local std::vector<std::uint32_t> histograms(2 * 256);
    std::uint32_t *const even = histograms.data();
    std::uint32_t *const odd = even + 256;
    std::size_t i = 0;
    for (; i + 1 < words.size(); i += 2) {
        ++even[words[i] & 0xFFU];
        ++odd[words[i + 1] & 0xFFU];
    }
    if (i < words.size())
        ++even[words[i] & 0xFFU];
    std::uint64_t high = 0;
    for (i = 0; width > 8 && i < words.size(); ++i)
        high += static_cast<unsigned>(std::bit_width(words[i] >> 8U));
    double bits = static_cast<double>(high) + countTimesLog(static_cast<std::uint32_t>(words.size()));
    const auto take = [&bits, even, odd](std::size_t byte) {
        bits -= countTimesLog(std::exchange(even[byte], 0) + std::exchange(odd[byte], 0));
    };
    const std::size_t bytes = std::size_t{1} << std::min(width, 8U);
    if (words.size() < bytes) {
        for (const std::uint64_t word : words)
            take(word & 0xFFU); // again: nothing is left of it
    } else {
        for (std::size_t byte = 0; byte < bytes; ++byte)
            take(byte);
    }
    return bits;
}

void makeOffsets(std::span<const std::int64_t> values, std::int64_t base, std::uint64_t step, Words &words)
{
    words.resize(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        words[i] = asWord(values[i]) - asWord(base);
    if (step == 1)
        return;
    for (std::uint64_t &word : words) // most steps and distances have 32 bits, for which dividing takes a fraction
        word = (word | step) >> 32U ? word / step : static_cast<std::uint32_t>(word) / static_cast<std::uint32_t>(step);
}

/// The differences of the offsets, in steps; the first is 0.
void differentiate(const Words &offsets, Words &words)
{
    words.resize(offsets.size());
    std::uint64_t previous = offsets.front();
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        words[i] = offsets[i] - previous;
        previous = offsets[i];
    }
}

void zigzagAll(Words &words)
{
    for (std::uint64_t &word : words)
        word = zigzag(static_cast<std::int64_t>(word));
}

/// How many bits a word of that width gets in the planes.
unsigned bitsFor(unsigned width)
{
    for (const unsigned narrow : {1U, 2U, 4U}) {
        if (width <= narrow)
            return narrow;
    }
    return (width + 7) / 8 * 8;
}

void putPlanes(ByteWriter &out, const Words &words, unsigned bits)
{
    if (bits < 8) {
        const unsigned perByte = 8 / bits;
        unsigned char *room = out.room((words.size() + perByte - 1) / perByte);
        for (std::size_t i = 0; i < words.size(); i += perByte) {
            std::uint64_t packed = 0;
            for (std::size_t k = 0; k < perByte && i + k < words.size(); ++k)
                packed |= words[i + k] << (k * bits);
            *room++ = static_cast<unsigned char>(packed);
        }
        return;
    }
    unsigned char *room = out.room(words.size() * (bits / 8));
    for (unsigned shift = 0; shift < bits; shift += 8) {
        for (const std::uint64_t word : words)
            *room++ = static_cast<unsigned char>(word >> shift);
    }
}

template <unsigned Bits>
void unpack(const unsigned char *data, std::vector<std::int64_t> &words)
{
    constexpr std::size_t kPerByte = 8 / Bits;
    constexpr unsigned kMask = (1U << Bits) - 1;
    std::size_t i = 0;
    for (; i + kPerByte <= words.size(); i += kPerByte, ++data) {
        for (std::size_t k = 0; k < kPerByte; ++k)
            words[i + k] = (*data >> (k * Bits)) & kMask;
    }
    for (unsigned shift = 0; i < words.size(); ++i, shift += Bits)
        words[i] = (*data >> shift) & kMask;
}

bool takePlanes(ByteReader &in, std::size_t count, unsigned bits, std::vector<std::int64_t> &words)
{
    if (bits != 1 && bits != 2 && bits != 4 && (bits % 8 != 0 || bits == 0 || bits > 64)) {
        in.giveUp();
        return false;
    }
    const std::size_t size = bits < 8 ? (count + 8 / bits - 1) / (8 / bits) : count * (bits / 8);
    const std::string_view bytes = in.bytes(size);
    if (!in.ok())
        return false;
    words.resize(count);
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    switch (bits) {
    case 1:
        unpack<1>(data, words);
        return true;
    case 2:
        unpack<2>(data, words);
        return true;
    case 4:
        unpack<4>(data, words);
        return true;
    default:
        unpack<8>(data, words);
    }
    for (unsigned plane = 1; plane < bits / 8; ++plane) {
        const unsigned char *bytesOfPlane = data + plane * count;
        for (std::size_t i = 0; i < count; ++i)
            words[i] = static_cast<std::int64_t>(asWord(words[i]) | std::uint64_t{bytesOfPlane[i]} << (8 * plane));
    }
    return true;
}

} // namespace

void writeIntegers(ByteWriter &out, std::span<const std::int64_t> values, ChooseBy choice)
{
    if (values.empty())
        return;
    const std::int64_t least = std::ranges::min(values);
    const std::uint64_t step = commonStep(values, least);
    if (step == 0) {
        out.byte(Constant);
        out.signedVarint(least);
        return;
    }
    // Kept for the next call: columns come by the thousand.
    thread_local std::array<Words, 3> words;
    auto &[offsets, deltas, deltaDeltas] = words;
    makeOffsets(values, least, step, offsets);
    differentiate(offsets, deltas);
    const std::uint64_t firstDifference = deltas.size() > 1 ? deltas[1] : 0;
    deltas[0] = firstDifference; // so that the differences of differences begin with 0
    differentiate(deltas, deltaDeltas);
    deltas[0] = 0;
    zigzagAll(deltas);
    zigzagAll(deltaDeltas);

    std::array<unsigned, 3> widths{};
    std::array<double, 3> costs{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        widths[i] = widthOf(words[i]);
        costs[i] = choice == ChooseBy::Entropy ? costOf(words[i], widths[i]) : widths[i];
    }
    const auto best = static_cast<unsigned>(std::ranges::min_element(costs) - costs.begin());
    const unsigned transform = Offsets + best;
    const unsigned bits = bitsFor(widths[best]);
    out.byte(transform);
    out.byte(bits);
    out.signedVarint(transform == Offsets ? least : values.front());
    out.varint(step);
    if (transform == DeltaDeltas)
        out.signedVarint(static_cast<std::int64_t>(firstDifference));
    putPlanes(out, words[best], bits);
}

void readIntegers(ByteReader &in, std::size_t count, std::vector<std::int64_t> &values)
{
    values.clear();
    if (count == 0)
        return;
    const unsigned transform = in.byte();
    if (transform == Constant) {
        const std::int64_t value = in.signedVarint();
        if (in.ok())
            values.assign(count, value);
        return;
    }
    if (transform > DeltaDeltas) {
        in.giveUp();
        return;
    }
    const unsigned bits = in.byte();
    std::uint64_t value = asWord(in.signedVarint());
    const std::uint64_t step = in.varint();
    std::uint64_t difference = transform == DeltaDeltas ? asWord(in.signedVarint()) * step : 0;
    if (!takePlanes(in, count, bits, values))
        return;
    if (transform == Offsets) {
        for (std::int64_t &word : values)
            word = static_cast<std::int64_t>(value + asWord(word) * step);
        return;
    }
    if (transform == Deltas) {
        for (std::int64_t &word : values) {
            value += asWord(unzigzag(asWord(word))) * step;
            word = static_cast<std::int64_t>(value);
        }
        return;
    }
    value -= difference; // the first word brings it back
    for (std::int64_t &word : values) {
        difference += asWord(unzigzag(asWord(word))) * step;
        value += difference;
        word = static_cast<std::int64_t>(value);
    }
}

} // namespace piuptime::history
