// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::spool {

/// What a record is for; the first four bytes of it.
enum class RecordKind : std::uint32_t {
    State = 0x53555050,   ///< `PPUS`
    Journal = 0x4A555050, ///< `PPUJ`
    Block = 0x42555050,   ///< `PPUB`
};

/// Bytes that can be told from rubbish and from a half-written record. All numbers little-endian:
/// kind (4), CRC-32 of all that follows (4), length of the payload (4), place (4), group (8), payload.
struct Record {
    static constexpr std::size_t kHeadBytes = 24;
    static constexpr std::size_t kMaxPayloadBytes = std::size_t{1} << 20U;

    std::uint64_t group = 0; ///< which of several of its kind came later
    std::uint32_t place = 0; ///< within the group
    std::string_view payload;

    [[nodiscard]] std::size_t size() const { return kHeadBytes + payload.size(); }
};

/// Appends a record. \param record its payload takes at most `kMaxPayloadBytes`
void putRecord(std::string &out, RecordKind kind, const Record &record);

/// How long the record that seems to begin here is; empty when none does.
[[nodiscard]] std::optional<std::size_t> claimedSize(std::string_view bytes, RecordKind kind);

/// The record at the start of `bytes`; empty when there is no whole one.
[[nodiscard]] std::optional<Record> takeRecord(std::string_view bytes, RecordKind kind);

} // namespace piuptime::spool
