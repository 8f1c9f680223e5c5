// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway::control {

/// A key as the configuration knows it: never the key itself.
struct KeyEntry {
    std::string id;
    std::string sha256; ///< 64 hexadecimal digits
    std::string label{};
    std::string expires{}; ///< as TOML writes a time with its zone; empty: never
};

/// A configuration's text with another key for a consumer, below what it says of the consumer itself; everything else
/// stays to the byte, comments included.
/// \retval InvalidInput the text is no TOML   \retval NotFound it has no such consumer   \retval Conflict the id is
/// taken
[[nodiscard]] Result<std::string> withKey(std::string_view text, std::string_view consumer, const KeyEntry &key);

/// A consumer as the configuration knows it.
struct ConsumerEntry {
    std::string name;
    std::string plan{}; ///< empty: none
    std::vector<std::string> scopes{};
    std::string comment{}; ///< before it; may be empty
};

/// The text with another consumer, with a key, at its end; everything else stays to the byte.
/// \retval InvalidInput the text is no TOML, or its consumers are written in another way   \retval Conflict there is
/// one of this name
[[nodiscard]] Result<std::string> withConsumer(std::string_view text, const ConsumerEntry &consumer,
                                               const KeyEntry &key);

/// The text without the key of this id. \retval InvalidInput   \retval NotFound there is none
[[nodiscard]] Result<std::string> withoutKey(std::string_view text, std::string_view consumer, std::string_view id);

} // namespace piuptime::gateway::control
