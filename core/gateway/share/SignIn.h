// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/gateway/share/Redis.h"
#include "core/gateway/share/ShareConfig.h"

namespace piuptime::gateway::share {

/// The one of whom all gateways know, and Redis need not.
/// \retval NotFound a file cannot be read   \retval InvalidInput it holds no secret, or one that is too short
[[nodiscard]] Result<Secret> commonSecret(const ShareConfig &config);

/// Makes a key of the secret, another one for each purpose and prefix; nobody can tell one from another.
void deriveKey(std::span<std::uint8_t> key, std::string_view purpose, const ShareConfig &config, const Secret &secret);

/// Connects, and says who it is. The password is read each time: it may be another one by now.
/// \param wakeFd, mostBytes as of `Redis::connect`   \retval Unauthorized, Conflict Redis refuses   \retval …  as of
/// `Redis` and `commonSecret`
[[nodiscard]] Result<std::unique_ptr<Redis>> signIn(const ShareConfig &config, Deadline deadline, int wakeFd,
                                                    std::size_t mostBytes = Redis::kMostBytes);

/// Loads scripts. \return their names   \retval …  as of `Redis`; Corrupt it gives no name to one
[[nodiscard]] Result<std::vector<std::string>> loadScripts(Redis &redis, std::span<const std::string_view> scripts,
                                                           Deadline deadline);

/// Of a gateway, unlike any other's.
[[nodiscard]] std::string randomId();

/// What Redis refuses, in its words.
[[nodiscard]] tl::unexpected<Error> refused(const std::string &text);
/// What to do about a failure.
[[nodiscard]] std::string_view adviceFor(ErrorKind kind);

} // namespace piuptime::gateway::share
