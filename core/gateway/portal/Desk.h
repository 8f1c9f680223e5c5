// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/KeyHash.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace piuptime::gateway::portal {

/// What somebody says who asks for access to an API. Whoever has the key of that hash is the one who asked.
struct Application {
    std::string id; ///< of the key
    guard::KeyHash hash{};
    std::string api;
    std::string plan{}; ///< empty: none
    std::string name{};
    std::string contact{};
    std::string purpose{};
    std::string address; ///< of the client, numeric
};

/// What came of handing one in. Filled in by the desk's thread; others look once `isOver`.
struct Filing {
    enum class Outcome : std::uint8_t { Kept, DeskFull, AddressFull, Failed };

    std::atomic<bool> isOver{false};
    Outcome outcome = Outcome::Failed;
};

/// Where a person has an application.
enum class Standing : std::uint8_t { Waiting, Approved, Rejected };

/// Keeps applications until a person decides. For any number of threads; blocks none of them.
class Desk
{
public:
    virtual ~Desk() = default;
    [[nodiscard]] virtual std::shared_ptr<const Filing> hand(Application application) = 0;

    struct Told {
        std::string api;
        Standing standing = Standing::Waiting;
        std::string reason; ///< why it was rejected; may be empty
    };
    /// What became of the one that was handed in with the key of this hash.
    [[nodiscard]] virtual std::optional<Told> find(const guard::KeyHash &hash) const = 0;
};

} // namespace piuptime::gateway::portal
