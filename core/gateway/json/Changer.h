// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/json/Plan.h"

namespace piuptime::gateway::json {

/// What came of a body that was to be changed.
enum class Outcome : std::uint8_t {
    Same, ///< it holds nothing that is to be changed
    Changed,
    NotSound,  ///< no JSON in UTF-8, or nested more than 128 deep
    Ambiguous, ///< a name that is to be changed stands in one object twice
    TooLarge,  ///< before or after
};

/// Changes JSON texts at the places of its plan; every other byte stays as it is, so that numbers of any size, escapes
/// and blanks come through. Immutable, for any number of threads.
class Changer
{
public:
    Changer(Node plan, std::size_t mostBytes)
        : m_plan(std::move(plan))
        , m_mostBytes(mostBytes)
    {
    }

    /// \param changed what it becomes, where it does
    [[nodiscard]] Outcome change(std::string_view body, std::string &changed) const;
    [[nodiscard]] std::size_t mostBytes() const { return m_mostBytes; }

private:
    Node m_plan;
    std::size_t m_mostBytes;
};

} // namespace piuptime::gateway::json
