// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace piuptime {

/// A password or passphrase. It has no stream or comparison operators and no implicit conversion, so it cannot end up
/// in a log by accident, and its bytes are overwritten when it goes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string value)
        : m_value(std::move(value))
    {
    }
    Secret(const Secret &) = default;
    Secret(Secret &&other) noexcept
        : m_value(std::move(other.m_value))
    {
        other.wipe();
    }
    Secret &operator=(const Secret &other)
    {
        if (this != &other) {
            wipe();
            m_value = other.m_value;
        }
        return *this;
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe();
            m_value = std::move(other.m_value);
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    [[nodiscard]] bool isEmpty() const { return m_value.empty(); }
    /// The plain bytes, for handing to the peer or the keyring and nothing else.
    [[nodiscard]] const std::string &reveal() const { return m_value; }

private:
    void wipe() noexcept
    {
        m_value.resize(m_value.capacity());
        volatile char *byte = m_value.data();
        for (std::size_t i = 0; i < m_value.size(); ++i)
            byte[i] = '\0';
        m_value.clear();
    }

    std::string m_value;
};

} // namespace piuptime
