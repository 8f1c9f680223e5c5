// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/Numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace piuptime::history {
namespace {

enum Form : unsigned {
    Decimal, ///< integers, divided by 10 to the scale
    Raw,     ///< the eight bytes of each, in planes
};

constexpr std::array<double, 10> kPowersOfTen{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
/// Integers up to here are exact as doubles, also after the one correctly rounded division that scales them.
constexpr double kLargestInteger = 9007199254740992.0;
/// With more exceptions than one in this many the values are no decimals.
constexpr std::size_t kValuesPerException = 8;

/// The integer of which `value` is the decimal fraction; a larger scale suits wherever a smaller one does.
std::optional<std::int64_t> integerOf(double value, unsigned scale)
{
    const double power = kPowersOfTen[scale];
    const double product = value * power;
    if (!(std::fabs(product) < kLargestInteger))
        return std::nullopt;
    const auto exact = static_cast<std::int64_t>(product + (product < 0 ? -0.5 : 0.5));
    const double back = static_cast<double>(exact) / power;
    if (std::bit_cast<std::uint64_t>(back) != std::bit_cast<std::uint64_t>(value))
        return std::nullopt;
    return exact;
}

/// Added to a number below 2^51 it leaves the nearest whole number in the lower bits, and the exponent as it is.
constexpr double kRounder = 6755399441055744.0; // 1.5 * 2^52
constexpr unsigned kExponentShift = 52;
/// Values that are looked at together.
constexpr std::size_t kBlock = 64;

/// Whether `integerOf` gives an integer of each, for those that are not very large. Without branches, so that a
/// compiler can look at several at once.
bool areIntegers(std::span<const double> values, unsigned scale)
{
    const double power = kPowersOfTen[scale];
    std::uint64_t wrong = 0;
    std::uint64_t changed = 0;
    for (const double value : values) {
        const double sum = value * power + kRounder;
        const double back = (sum - kRounder) / power;
        wrong |= std::bit_cast<std::uint64_t>(back) ^ std::bit_cast<std::uint64_t>(value);
        changed |= std::bit_cast<std::uint64_t>(sum) ^ std::bit_cast<std::uint64_t>(kRounder);
    }
    return wrong == 0 && changed >> kExponentShift == 0;
}

/// The integers of values of which `areIntegers` said so.
void toIntegers(std::span<const double> values, unsigned scale, std::int64_t *integers)
{
    const double power = kPowersOfTen[scale];
    for (std::size_t i = 0; i < values.size(); ++i)
        integers[i] = std::bit_cast<std::int64_t>(values[i] * power + kRounder) - std::bit_cast<std::int64_t>(kRounder);
}

struct Exception {
    std::size_t index;
    double value;
};

/// The integers of all values; one that has none is an exception and repeats the integer before it.
void findIntegers(std::span<const double> values, unsigned scale, std::vector<Exception> &exceptions,
                  std::vector<std::int64_t> &integers)
{
    exceptions.clear();
    integers.resize(values.size());
    for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
        const auto block = values.subspan(begin, std::min(kBlock, values.size() - begin));
        if (areIntegers(block, scale)) {
            toIntegers(block, scale, integers.data() + begin);
            continue;
        }
        for (std::size_t i = begin; i < begin + block.size(); ++i) {
            const auto integer = integerOf(values[i], scale);
            if (!integer)
                exceptions.push_back({i, values[i]});
            integers[i] = integer.value_or(i > 0 ? integers[i - 1] : 0);
        }
    }
}

void writeRaw(ByteWriter &out, std::span<const double> values)
{
    out.byte(Raw);
    unsigned char *room = out.room(values.size() * 8);
    for (unsigned shift = 0; shift < 64; shift += 8) {
        for (const double value : values)
            *room++ = static_cast<unsigned char>(std::bit_cast<std::uint64_t>(value) >> shift);
    }
}

void readRaw(ByteReader &in, std::size_t count, std::vector<double> &values)
{
    const std::string_view bytes = in.bytes(in.left() / 8 < count ? in.left() + 1 : count * 8);
    if (!in.ok())
        return;
    const auto *data = reinterpret_cast<const unsigned char *>(bytes.data());
    values.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t bits = 0;
        for (unsigned plane = 0; plane < 8; ++plane)
            bits |= std::uint64_t{data[plane * count + i]} << (8 * plane);
        values[i] = std::bit_cast<double>(bits);
    }
}

} // namespace

std::optional<unsigned> findDecimals(std::span<const double> values)
{
    unsigned scale = 0;
    std::size_t exceptions = 0;
    for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
        const auto block = values.subspan(begin, std::min(kBlock, values.size() - begin));
        if (areIntegers(block, scale))
            continue;
        for (const double value : block) {
            unsigned needed = scale;
            while (needed < kPowersOfTen.size() && !integerOf(value, needed))
                ++needed;
            if (needed < kPowersOfTen.size())
                scale = needed;
            else if (++exceptions * kValuesPerException > values.size() + kValuesPerException)
                return std::nullopt;
        }
    }
    return scale;
}

void writeNumbers(ByteWriter &out, std::span<const double> values, ChooseBy choice)
{
    if (values.empty())
        return;
    const std::optional<unsigned> scale = findDecimals(values);
    thread_local std::vector<std::int64_t> integers;
    thread_local std::vector<Exception> exceptions;
    if (scale)
        findIntegers(values, *scale, exceptions, integers);
    if (!scale || exceptions.size() * kValuesPerException > values.size() + kValuesPerException) {
        writeRaw(out, values);
        return;
    }
    out.byte(Decimal | *scale << 1U);
    out.varint(exceptions.size());
    std::size_t after = 0;
    for (const Exception &exception : exceptions) {
        out.varint(exception.index - after);
        out.number(exception.value);
        after = exception.index + 1;
    }
    writeIntegers(out, integers, choice);
}

void readNumbers(ByteReader &in, std::size_t count, std::vector<double> &values)
{
    values.clear();
    if (count == 0)
        return;
    const unsigned head = in.byte();
    if ((head & 1U) == Raw) {
        if (head != Raw)
            in.giveUp();
        readRaw(in, count, values);
        return;
    }
    const unsigned scale = head >> 1U;
    if (scale >= kPowersOfTen.size()) {
        in.giveUp();
        return;
    }
    thread_local std::vector<Exception> exceptions;
    exceptions.clear();
    std::size_t after = 0;
    for (std::uint64_t left = in.varintUpTo(count); left > 0 && in.ok(); --left) {
        const auto index = after + static_cast<std::size_t>(in.varintUpTo(count - 1));
        exceptions.push_back({index, in.number()});
        after = index + 1;
        if (index >= count)
            in.giveUp();
    }
    thread_local std::vector<std::int64_t> integers;
    readIntegers(in, count, integers);
    if (!in.ok())
        return;
    values.resize(count);
    const double power = kPowersOfTen[scale];
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<double>(integers[i]) / power;
    for (const Exception &exception : exceptions)
        values[exception.index] = exception.value;
}

} // namespace piuptime::history
