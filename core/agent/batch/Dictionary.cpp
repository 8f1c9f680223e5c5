// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/batch/Dictionary.h"

#include "core/agent/batch/Wire.h"

#include <array>
#include <bit>
#include <cmath>

namespace piuptime::agent {
namespace {

constexpr std::array<double, 10> kPowersOfTen{1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
/// Beyond, a double holds no halves any more, and the units could not be told apart.
constexpr double kLargestUnits = 4503599627370496.0;

} // namespace

std::string encodeDictionary(const Dictionary &dictionary)
{
    std::string message;
    history::ByteWriter out(message);
    out.byte(static_cast<unsigned>(MessageKind::Dictionary));
    out.varint(dictionary.id);
    putSender(out, dictionary.sender);
    out.signedVarint(toMsUtc(dictionary.startedAt));
    out.signedVarint(dictionary.startedUptimeMs);
    out.varint(dictionary.series.size());
    for (const Dictionary::Series &series : dictionary.series) {
        putSeries(out, *series.key);
        out.byte(series.decimals);
        out.signedVarint(series.base);
    }
    putFacts(out, dictionary.facts);
    return message;
}

Result<Dictionary> decodeDictionary(std::string_view message)
{
    if (kindOf(message) != MessageKind::Dictionary)
        return fail(ErrorKind::Corrupt, "not a dictionary");
    history::ByteReader in(message.substr(1));
    Dictionary dictionary;
    dictionary.id = in.varint();
    dictionary.sender = takeSender(in);
    dictionary.startedAt = fromMsUtc(in.signedVarint());
    dictionary.startedUptimeMs = in.signedVarint();
    for (auto left = in.varintUpTo(kMaxSeries); left > 0 && in.ok(); --left) {
        auto key = takeSeries(in);
        const unsigned decimals = in.byte();
        if (decimals >= kPowersOfTen.size())
            in.giveUp();
        dictionary.series.push_back({std::move(key), decimals, in.signedVarint()});
    }
    dictionary.facts = takeFacts(in);
    if (!in.ok() || !in.atEnd())
        return fail(ErrorKind::Corrupt, "a damaged dictionary");
    return dictionary;
}

std::optional<std::int64_t> toUnits(double value, unsigned decimals)
{
    const double product = std::round(value * kPowersOfTen[decimals]);
    if (!(std::fabs(product) < kLargestUnits))
        return std::nullopt;
    const auto units = static_cast<std::int64_t>(product);
    const bool comesBack =
        std::bit_cast<std::uint64_t>(fromUnits(units, decimals)) == std::bit_cast<std::uint64_t>(value);
    return comesBack ? std::optional(units) : std::nullopt;
}

double fromUnits(std::int64_t units, unsigned decimals)
{
    return static_cast<double>(units) / kPowersOfTen[decimals];
}

} // namespace piuptime::agent
