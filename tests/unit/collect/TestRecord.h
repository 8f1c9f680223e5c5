// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Probe.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::collect {

inline constexpr UtcTime kNoon{std::chrono::seconds{1'732'100'400}}; ///< some time in November 2024

/// The reading of a record with these sections.
inline Reading readingOf(const std::vector<Section> &sections)
{
    return ReadingBuilder().build(sections, kNoon, MonoTime{});
}

inline Reading readingOf(std::string_view section, std::string_view bytes)
{
    return readingOf(std::vector<Section>{{section, bytes}});
}

inline std::string textOf(const Reading &reading, FactKey key, std::string_view instance = {})
{
    const std::string *text = reading.fact(key, instance);
    return text ? *text : "(no such fact)";
}

/// A record on the wire.
inline std::string framed(std::string_view nonce, const std::vector<Section> &sections)
{
    std::string body;
    for (const Section &section : sections) {
        body.append(section.name).append(" ").append(std::to_string(section.bytes.size())).append("\n");
        body.append(section.bytes).append("\n");
    }
    return std::string("PIU1 ").append(nonce).append(" ").append(std::to_string(body.size())).append("\n").append(body);
}

} // namespace piuptime::collect
