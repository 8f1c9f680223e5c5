// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QFuture>

#include <memory>
#include <optional>
#include <string>

namespace piuptime::config {

struct Paths;

/// Keeps passwords and passphrases: never in plain text on disk, in logs or in the history.
///
/// A key says the purpose and the endpoint or file, such as `password pi@192.168.1.20:22`; it is no secret itself.
/// Every call may come from any thread and returns at once; every future ends with a value, at the latest after a
/// minute, which leaves a person time to unlock their keyring.
class SecretStore
{
public:
    enum class State {
        Ready,
        Locked, ///< `unlock` with the passphrase first
        New,    ///< `unlock` with a passphrase of the person's choice first
    };

    virtual ~SecretStore() = default;

    /// \return empty when nothing is stored under `key`
    /// \retval Unauthorized locked, or refused by the person   \retval Corrupt the store was altered
    /// \retval Unreachable the keyring is gone   \retval Timeout
    [[nodiscard]] virtual QFuture<Result<std::optional<Secret>>> read(std::string key) = 0;
    /// Replaces what is stored under `key`. Errors as with `read`.
    [[nodiscard]] virtual QFuture<Result<void>> write(std::string key, Secret secret) = 0;
    /// Forgets what is stored under `key`, if anything. Errors as with `read`.
    [[nodiscard]] virtual QFuture<Result<void>> remove(std::string key) = 0;

    [[nodiscard]] virtual State state() const = 0;
    /// \retval Unauthorized wrong passphrase   \retval Corrupt the store was altered   \retval InvalidInput empty
    [[nodiscard]] virtual QFuture<Result<void>> unlock(Secret passphrase) = 0;
    /// Where the secrets are, for people: `the system keyring` or `the sealed file /…`.
    [[nodiscard]] virtual std::string description() const = 0;
};

/// The system keyring if one answers within three seconds, else the sealed file. Never fails.
/// Thread: one with an event loop that runs for as long as the store is used, such as the main thread.
[[nodiscard]] QFuture<std::shared_ptr<SecretStore>> openSecretStore(const Paths &paths);

} // namespace piuptime::config
