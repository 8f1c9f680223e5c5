// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace piuptime::gateway {

/// Text of at most so many bytes, in place: what is longer is cut. Copies only what there is.
template <std::size_t kMost>
class ShortText
{
public:
    ShortText() = default; // NOLINT(cppcoreguidelines-pro-type-member-init): bytes beyond the length are never read
    ShortText(const ShortText &other) { *this = other.view(); } // NOLINT(cppcoreguidelines-pro-type-member-init)
    ShortText &operator=(const ShortText &other)
    {
        if (this != &other)
            *this = other.view();
        return *this;
    }
    ShortText &operator=(std::string_view text)
    {
        m_length = static_cast<std::uint16_t>(std::min(text.size(), kMost));
        std::ranges::copy(text.substr(0, m_length), m_bytes.data());
        return *this;
    }

    void clear() { m_length = 0; }
    [[nodiscard]] bool isEmpty() const { return m_length == 0; }
    [[nodiscard]] std::string_view view() const { return {m_bytes.data(), m_length}; }

private:
    static_assert(kMost <= 0xffff);
    std::uint16_t m_length = 0;
    std::array<char, kMost> m_bytes;
};

} // namespace piuptime::gateway
