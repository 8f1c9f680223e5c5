// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Protobuf.h"

namespace piuptime::publishers {
namespace {

enum WireType : std::uint64_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

constexpr int kMaxVarintBits = 64;
constexpr std::uint64_t kMaxFieldNumber = (1U << 29) - 1;

} // namespace

std::optional<ProtobufField> ProtobufReader::next()
{
    if (m_rest.empty() || !m_isSound)
        return std::nullopt;
    const auto tag = takeVarint();
    ProtobufField field;
    const std::uint64_t number = tag.value_or(0) >> 3;
    m_isSound = number > 0 && number <= kMaxFieldNumber && takeValue(*tag & 7, field);
    if (!m_isSound)
        return std::nullopt;
    field.number = static_cast<std::uint32_t>(number);
    return field;
}

bool ProtobufReader::takeValue(std::uint64_t wireType, ProtobufField &field)
{
    const auto integer = wireType == Fixed64   ? takeFixed(8)
                         : wireType == Fixed32 ? takeFixed(4)
                                               : takeVarint(); // of bytes their length
    if (!integer || (wireType != Varint && wireType != Fixed64 && wireType != Bytes && wireType != Fixed32))
        return false;
    field.integer = *integer;
    field.isBytes = wireType == Bytes;
    if (!field.isBytes)
        return true;
    if (*integer > m_rest.size())
        return false;
    field.bytes = m_rest.substr(0, *integer);
    m_rest.remove_prefix(*integer);
    return true;
}

std::optional<std::uint64_t> ProtobufReader::takeVarint()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < kMaxVarintBits && !m_rest.empty(); shift += 7) {
        const auto byte = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> ProtobufReader::takeFixed(std::size_t width)
{
    if (m_rest.size() < width)
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = width; i-- > 0;)
        value = value << 8 | static_cast<std::uint8_t>(m_rest[i]);
    m_rest.remove_prefix(width);
    return value;
}

void appendVarint(std::string &out, std::uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>(value | 0x80);
    out += static_cast<char>(value);
}

void appendVarintField(std::string &out, std::uint32_t number, std::uint64_t value)
{
    appendVarint(out, static_cast<std::uint64_t>(number) << 3 | Varint);
    appendVarint(out, value);
}

void appendBytesField(std::string &out, std::uint32_t number, std::string_view bytes)
{
    appendVarint(out, static_cast<std::uint64_t>(number) << 3 | Bytes);
    appendVarint(out, bytes.size());
    out += bytes;
}

} // namespace piuptime::publishers
