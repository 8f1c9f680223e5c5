// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <initializer_list>
#include <vector>

namespace piuptime::agent {

/// Signals as something to wait for in `poll`. Made before any other thread, which then does not get them either.
class Signals
{
public:
    /// Blocks these signals for good.
    explicit Signals(std::initializer_list<int> signals);

    /// Readable while one waits.
    [[nodiscard]] int fd() const { return m_fd.get(); }
    [[nodiscard]] std::vector<int> take();

private:
    UniqueFd m_fd;
};

} // namespace piuptime::agent
