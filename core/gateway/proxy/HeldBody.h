// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace piuptime::gateway {

/// How much of bodies a worker holds until they are whole. One thread.
struct HeldBodies {
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

    std::size_t bytes = 0;
};

/// A body that is held until it is whole.
class HeldBody
{
public:
    HeldBody(HeldBodies &all, std::size_t most)
        : m_all(all)
        , m_most(most)
    {
    }
    ~HeldBody() { m_all.bytes -= m_text.size(); }
    HeldBody(const HeldBody &) = delete;
    HeldBody &operator=(const HeldBody &) = delete;

    /// \return why it cannot be held, or None
    [[nodiscard]] Cause add(std::string_view data)
    {
        if (data.size() > m_most - m_text.size())
            return Cause::BodyTooLarge;
        if (data.size() > HeldBodies::kMostBytes - m_all.bytes)
            return Cause::TooManyBodies;
        m_all.bytes += data.size();
        m_text += data;
        return Cause::None;
    }
    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    HeldBodies &m_all;
    std::size_t m_most;
    std::string m_text;
};

} // namespace piuptime::gateway
