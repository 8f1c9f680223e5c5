// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/Snapshot.h"

namespace piuptime::gateway {

/// How much of bodies a worker holds until they are whole. One thread.
struct HeldBodies {
    static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

    std::size_t bytes = 0;
};

/// A body that is held until it is whole, to be changed. Belongs to its exchange.
struct JsonTurn {
    JsonTurn(const Snapshot::JsonSide &changes, HeldBodies &all, net::BlockPool &blocks)
        : side(changes)
        , held(all)
        , head(blocks)
    {
    }
    ~JsonTurn() { held.bytes -= body.size(); }
    JsonTurn(const JsonTurn &) = delete;
    JsonTurn &operator=(const JsonTurn &) = delete;

    /// \return why it cannot be held, or None
    [[nodiscard]] Cause add(std::string_view data)
    {
        if (data.size() > side.changer.mostBytes() - body.size())
            return Cause::BodyTooLarge;
        if (data.size() > HeldBodies::kMostBytes - held.bytes)
            return Cause::TooManyBodies;
        held.bytes += data.size();
        body += data;
        return Cause::None;
    }

    const Snapshot::JsonSide &side;
    HeldBodies &held;
    net::Buffer head; ///< without the length that is not known yet
    std::string body;
};

} // namespace piuptime::gateway
