// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Limit.h"

namespace piuptime::gateway::guard {

/// By which keys of limits are made, so that nobody can choose whom they share a place with.
using Seed = std::array<std::uint8_t, 16>;

/// Makes limits that count beyond this process. For any number of threads.
class LimitSource
{
public:
    LimitSource() = default;
    virtual ~LimitSource() = default;
    LimitSource(const LimitSource &) = delete;
    LimitSource &operator=(const LimitSource &) = delete;

    /// Tells its limits from those of any other source.
    [[nodiscard]] virtual const std::string &id() const = 0;
    /// The same for all who count together.
    [[nodiscard]] virtual const Seed &seed() const = 0;
    /// \param name the same for all who count together   \param places as of `LocalLimit`
    /// \return null for what cannot be counted so
    [[nodiscard]] virtual std::shared_ptr<Limit> make(const std::string &name, const LimitConfig &config,
                                                      std::size_t places) = 0;
};

} // namespace piuptime::gateway::guard
