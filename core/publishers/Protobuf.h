// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::publishers {

/// One field of a message on the wire.
struct ProtobufField {
    std::uint32_t number = 0;
    std::uint64_t integer = 0; ///< of a varint or of fixed width
    std::string_view bytes;    ///< of text, bytes and messages
    bool isBytes = false;

    [[nodiscard]] float asFloat() const { return std::bit_cast<float>(static_cast<std::uint32_t>(integer)); }
    [[nodiscard]] double asDouble() const { return std::bit_cast<double>(integer); }
};

/// Reads the fields of one message in order, without descending into those within. Safe on any bytes.
class ProtobufReader
{
public:
    explicit ProtobufReader(std::string_view message)
        : m_rest(message)
    {
    }

    /// \return empty at the end, and at what is no field; see `isSound`
    [[nodiscard]] std::optional<ProtobufField> next();
    /// Whether all that was read so far was well formed.
    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    [[nodiscard]] std::optional<std::uint64_t> takeVarint();
    [[nodiscard]] std::optional<std::uint64_t> takeFixed(std::size_t width);
    [[nodiscard]] bool takeValue(std::uint64_t wireType, ProtobufField &field);

    std::string_view m_rest;
    bool m_isSound = true;
};

void appendVarint(std::string &out, std::uint64_t value);
void appendVarintField(std::string &out, std::uint32_t number, std::uint64_t value);
void appendBytesField(std::string &out, std::uint32_t number, std::string_view bytes);

} // namespace piuptime::publishers
