// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::gateway::share {

/// Makes bytes unreadable, and unchangeable without notice, for all who do not have the key (XSalsa20-Poly1305).
class Seal
{
public:
    using Key = std::array<std::uint8_t, 32>;

    explicit Seal(const Key &key)
        : m_key(key)
    {
    }
    ~Seal();
    Seal(const Seal &) = delete;
    Seal &operator=(const Seal &) = delete;

    [[nodiscard]] std::string seal(std::string_view bytes) const;
    /// \return none when they were not sealed with this key, or are not whole
    [[nodiscard]] std::optional<std::string> open(std::string_view sealed) const;
    /// Digits by which something is found again, which say nothing of it.
    [[nodiscard]] std::string nameOf(std::string_view bytes) const;

private:
    Key m_key;
};

} // namespace piuptime::gateway::share
