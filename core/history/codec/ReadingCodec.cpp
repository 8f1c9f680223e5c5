// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/codec/ReadingCodec.h"

#include <array>
#include <bit>
#include <cmath>

namespace piuptime::history {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kSlowFlag = 1;
constexpr std::uint8_t kUptimeFlag = 2;

struct Scale {
    bool divide; ///< whether the integer is divided by `factor` to give the value, or multiplied
    double factor;
};
/// The scales a value may name, in the order in which they are tried; the code after the last one means `raw`.
constexpr std::array<Scale, 7> kScales{
    {{false, 1000}, {true, 1}, {true, 10}, {true, 100}, {true, 1000}, {true, 1e4}, {true, 1e6}}};
constexpr std::uint64_t kRaw = kScales.size();
constexpr unsigned kScaleBits = 3;
/// Integers up to here are exact as doubles, also after the one correctly rounded operation that scales them.
constexpr double kLargestInteger = 9007199254740992.0;
constexpr std::uint64_t kLargestSeries = 0xFFFFFFFFU;

void putVarint(std::string &out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7U)
        out += static_cast<char>(value | 0x80U);
    out += static_cast<char>(value);
}

std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

double scaled(double integer, const Scale &scale)
{
    return scale.divide ? integer / scale.factor : integer * scale.factor;
}

void putValue(std::string &out, double value)
{
    for (std::uint64_t code = 0; code < kScales.size(); ++code) {
        const Scale &scale = kScales[code];
        const double integer = std::round(scale.divide ? value * scale.factor : value / scale.factor);
        if (!(std::fabs(integer) < kLargestInteger))
            continue;
        const auto exact = static_cast<std::int64_t>(integer);
        if (std::bit_cast<std::uint64_t>(scaled(static_cast<double>(exact), scale))
            == std::bit_cast<std::uint64_t>(value)) {
            putVarint(out, (zigzag(exact) << kScaleBits) | code);
            return;
        }
    }
    putVarint(out, kRaw);
    for (auto bits = std::bit_cast<std::uint64_t>(value), n = std::uint64_t{0}; n < 8; ++n, bits >>= 8U)
        out += static_cast<char>(bits & 0xFFU);
}

} // namespace

std::string encodeReading(bool slow, std::optional<double> uptimeSeconds, const std::vector<NumberedSample> &samples)
{
    std::string out;
    out.reserve(samples.size() * 5 + 16);
    const unsigned flags = (slow ? kSlowFlag : 0U) | (uptimeSeconds ? kUptimeFlag : 0U);
    out += static_cast<char>((kVersion << 4U) | flags);
    if (uptimeSeconds)
        putValue(out, *uptimeSeconds);
    std::int64_t previous = -1;
    for (const NumberedSample &sample : samples) {
        putVarint(out, static_cast<std::uint64_t>(sample.series - previous - 1));
        putValue(out, sample.value);
        previous = sample.series;
    }
    return out;
}

ReadingCursor::ReadingCursor(std::string_view bytes)
    : m_rest(bytes)
{
    if (bytes.empty() || static_cast<unsigned char>(bytes.front()) >> 4U != kVersion) {
        giveUp();
        return;
    }
    const auto flags = static_cast<unsigned char>(bytes.front());
    m_rest.remove_prefix(1);
    m_slow = (flags & kSlowFlag) != 0;
    double uptime = 0;
    if ((flags & kUptimeFlag) == 0)
        return;
    if (takeValue(uptime))
        m_uptimeSeconds = uptime;
    else
        giveUp();
}

std::optional<NumberedSample> ReadingCursor::next()
{
    if (m_rest.empty())
        return std::nullopt;
    std::uint64_t distance = 0;
    double value = 0;
    if (!takeVarint(distance) || distance > kLargestSeries || !takeValue(value))
        return giveUp();
    m_previous += static_cast<std::int64_t>(distance) + 1;
    if (static_cast<std::uint64_t>(m_previous) > kLargestSeries)
        return giveUp();
    return NumberedSample{static_cast<std::uint32_t>(m_previous), value};
}

bool ReadingCursor::takeVarint(std::uint64_t &value)
{
    value = 0;
    for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

bool ReadingCursor::takeValue(double &value)
{
    std::uint64_t coded = 0;
    if (!takeVarint(coded))
        return false;
    const std::uint64_t code = coded & ((1U << kScaleBits) - 1);
    if (code != kRaw) {
        value = scaled(static_cast<double>(unzigzag(coded >> kScaleBits)), kScales[code]);
        return true;
    }
    if (m_rest.size() < 8)
        return false;
    std::uint64_t bits = 0;
    for (unsigned n = 0; n < 8; ++n)
        bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_rest[n])) << (8 * n);
    value = std::bit_cast<double>(bits);
    m_rest.remove_prefix(8);
    return true;
}

std::nullopt_t ReadingCursor::giveUp()
{
    m_rest = {};
    m_damaged = true;
    return std::nullopt;
}

} // namespace piuptime::history
