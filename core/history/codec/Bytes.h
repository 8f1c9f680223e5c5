// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace piuptime::history {

[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1U) ^ (0 - (value & 1U)));
}

/// Appends numbers to a string of bytes: varints, least significant first; doubles as their eight bytes, little-endian.
class ByteWriter
{
public:
    explicit ByteWriter(std::string &out)
        : m_out(out)
    {
    }

    void byte(unsigned value) { m_out += static_cast<char>(value); }
    void varint(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7U)
            byte(static_cast<unsigned>(value | 0x80U));
        byte(static_cast<unsigned>(value));
    }
    void signedVarint(std::int64_t value) { varint(zigzag(value)); }
    void number(double value)
    {
        for (auto bits = std::bit_cast<std::uint64_t>(value), n = std::uint64_t{0}; n < 8; ++n, bits >>= 8U)
            byte(static_cast<unsigned>(bits & 0xFFU));
    }
    void bytes(std::string_view bytes) { m_out += bytes; }
    /// Room for `count` bytes, to be filled at once.
    [[nodiscard]] unsigned char *room(std::size_t count)
    {
        const std::size_t size = m_out.size();
        m_out.resize(size + count);
        return reinterpret_cast<unsigned char *>(m_out.data()) + size;
    }
    /// The bytes with their length in front.
    void text(std::string_view text)
    {
        varint(text.size());
        bytes(text);
    }

private:
    std::string &m_out;
};

/// Takes from bytes what ByteWriter put there. Where they end early or make no sense, it gives zeros from then on and
/// is no longer `ok`: a caller may read several things and look once.
class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::size_t left() const { return m_rest.size(); }

    unsigned byte()
    {
        if (m_rest.empty())
            return giveUp();
        const auto value = static_cast<unsigned char>(m_rest.front());
        m_rest.remove_prefix(1);
        return value;
    }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const unsigned next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
            if (next < 0x80)
                return m_ok ? value : 0;
        }
        return giveUp();
    }
    std::int64_t signedVarint() { return unzigzag(varint()); }
    /// A varint of at most `largest`.
    std::uint64_t varintUpTo(std::uint64_t largest)
    {
        const std::uint64_t value = varint();
        return value <= largest ? value : giveUp();
    }
    double number()
    {
        if (m_rest.size() < 8)
            return giveUp();
        std::uint64_t bits = 0;
        for (unsigned n = 0; n < 8; ++n)
            bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_rest[n])) << (8 * n);
        m_rest.remove_prefix(8);
        return std::bit_cast<double>(bits);
    }
    std::string_view bytes(std::size_t count)
    {
        if (count > m_rest.size()) {
            giveUp();
            return {};
        }
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }
    std::string_view text() { return bytes(static_cast<std::size_t>(varintUpTo(m_rest.size()))); }

    /// For what only the caller can tell to be wrong. \return 0
    unsigned giveUp()
    {
        m_rest = {};
        m_ok = false;
        return 0;
    }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

} // namespace piuptime::history
