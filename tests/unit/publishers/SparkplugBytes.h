// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/Protobuf.h"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::publishers {

/// One metric of a payload under construction.
class MetricBytes
{
public:
    MetricBytes &name(std::string_view name)
    {
        appendBytesField(bytes, 1, name);
        return *this;
    }
    MetricBytes &alias(std::uint64_t alias) { return integer(2, alias); }
    MetricBytes &at(std::uint64_t ms) { return integer(3, ms); }
    MetricBytes &type(std::uint32_t datatype) { return integer(4, datatype); }
    MetricBytes &historical() { return integer(5, 1); }
    MetricBytes &null() { return integer(7, 1); }
    MetricBytes &integer(std::uint32_t field, std::uint64_t value)
    {
        appendVarintField(bytes, field, value);
        return *this;
    }
    MetricBytes &real(double value)
    {
        appendVarint(bytes, 13U << 3 | 1);
        const auto raw = std::bit_cast<std::uint64_t>(value);
        for (int shift = 0; shift < 64; shift += 8)
            bytes += static_cast<char>(raw >> shift);
        return *this;
    }

    std::string bytes;
};

/// A payload of Sparkplug B.
template <class... Metrics>
std::string payloadOf(std::optional<std::uint64_t> sequence, std::uint64_t ms, const Metrics &...metrics)
{
    std::string bytes;
    appendVarintField(bytes, 1, ms);
    (appendBytesField(bytes, 2, metrics.bytes), ...);
    if (sequence)
        appendVarintField(bytes, 3, *sequence);
    return bytes;
}

} // namespace piuptime::publishers
