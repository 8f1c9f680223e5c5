// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/portal/Desk.h"
#include "core/gateway/portal/Portal.h"
#include "core/gateway/proxy/HeldBody.h"

namespace piuptime::gateway {

/// A form of the pages for developers that is on its way. Belongs to its exchange.
struct FormTurn {
    static constexpr std::size_t kMostBytes = std::size_t{16} * 1024;

    FormTurn(const portal::Portal &whole, const portal::Page &one, HeldBodies &all)
        : portal(whole)
        , page(one)
        , body(all, kMostBytes)
    {
    }

    const portal::Portal &portal;
    const portal::Page &page; ///< that has the form
    std::string address = {}; ///< of whom it comes from, numeric
    HeldBody body;
    std::string key = {};                                   ///< of who asks for access
    std::shared_ptr<const portal::Filing> filing = nullptr; ///< null: not handed in yet
};

} // namespace piuptime::gateway
