// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/HeldBody.h"
#include "core/gateway/proxy/Snapshot.h"

namespace piuptime::gateway {

/// A body that is held until it is whole, to be changed. Belongs to its exchange.
struct JsonTurn {
    JsonTurn(const Snapshot::JsonSide &changes, HeldBodies &all, net::BlockPool &blocks)
        : side(changes)
        , body(all, changes.changer.mostBytes())
        , head(blocks)
    {
    }

    const Snapshot::JsonSide &side;
    HeldBody body;
    net::Buffer head; ///< without the length that is not known yet
};

} // namespace piuptime::gateway
