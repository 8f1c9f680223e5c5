// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Record.h"

#include <array>

namespace piuptime::spool {
namespace {

constexpr std::size_t kSumAt = 4;
constexpr std::size_t kLengthAt = 8;
constexpr std::size_t kPlaceAt = 12;
constexpr std::size_t kGroupAt = 16;

constexpr std::array<std::uint32_t, 256> makeTable()
{
    constexpr std::uint32_t polynomial = 0xEDB88320; // of Ethernet and zlib
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1U) ^ polynomial : value >> 1U;
        table[byte] = value;
    }
    return table;
}

std::uint32_t crc32(std::string_view bytes)
{
    static constexpr auto table = makeTable();
    std::uint32_t sum = 0xFFFFFFFF;
    for (const char byte : bytes)
        sum = table[(sum ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (sum >> 8U);
    return ~sum;
}

void put(std::string &out, std::uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i)
        out += static_cast<char>(value >> (8 * i));
}

std::uint64_t take(std::string_view bytes, std::size_t at, unsigned count)
{
    std::uint64_t value = 0;
    for (unsigned i = 0; i < count; ++i)
        value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
    return value;
}

} // namespace

void putRecord(std::string &out, RecordKind kind, const Record &record)
{
    std::string summed;
    summed.reserve(record.size() - kLengthAt);
    put(summed, record.payload.size(), 4);
    put(summed, record.place, 4);
    put(summed, record.group, 8);
    summed += record.payload;
    put(out, static_cast<std::uint32_t>(kind), 4);
    put(out, crc32(summed), 4);
    out += summed;
}

std::optional<std::size_t> claimedSize(std::string_view bytes, RecordKind kind)
{
    if (bytes.size() < Record::kHeadBytes || take(bytes, 0, 4) != static_cast<std::uint32_t>(kind))
        return std::nullopt;
    const auto length = static_cast<std::size_t>(take(bytes, kLengthAt, 4));
    return length <= Record::kMaxPayloadBytes ? std::optional(Record::kHeadBytes + length) : std::nullopt;
}

std::optional<Record> takeRecord(std::string_view bytes, RecordKind kind)
{
    const auto size = claimedSize(bytes, kind);
    if (!size || *size > bytes.size() || take(bytes, kSumAt, 4) != crc32(bytes.substr(kLengthAt, *size - kLengthAt)))
        return std::nullopt;
    return Record{take(bytes, kGroupAt, 8), static_cast<std::uint32_t>(take(bytes, kPlaceAt, 4)),
                  bytes.substr(Record::kHeadBytes, *size - Record::kHeadBytes)};
}

} // namespace piuptime::spool
