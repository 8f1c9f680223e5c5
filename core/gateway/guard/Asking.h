// SPDX-License-Identifier: GPL-3.0-or-later
// For the parts of a gate, and whoever else wants to know who asks.
#pragma once

#include "core/gateway/guard/Gate.h"
#include "core/gateway/guard/LimitFields.h"

#include <algorithm>

namespace piuptime::gateway::guard {

/// One request at a gate.
struct Gate::Asking {
    const Visit &visit;
    Admission &admission;
    std::optional<IpAddress> address; ///< no value where nobody can tell
    const ConsumerConfig *consumer = nullptr;
    KnownTokens::Claims token = {}; ///< its scopes count in place of the consumer's
    bool isLater = false;

    [[nodiscard]] const std::vector<std::string> &scopes() const
    {
        static const std::vector<std::string> kNone;
        return token ? token->scopes : consumer != nullptr ? consumer->scopes : kNone;
    }
    [[nodiscard]] bool hasScope(std::string_view scope) const
    {
        return std::ranges::find(scopes(), scope) != scopes().end();
    }
    /// For the upstream; those that could not stand in a field are left out.
    [[nodiscard]] std::string listedScopes() const;
};

/// Who asks: the peer, or, as far as proxies are trusted, whom they name.
[[nodiscard]] std::optional<IpAddress> clientOf(const Visit &visit, const std::vector<Network> &trusted);
/// Likewise, numeric, as people write it.
[[nodiscard]] std::string clientTextOf(const Visit &visit, const std::vector<Network> &trusted);

} // namespace piuptime::gateway::guard
