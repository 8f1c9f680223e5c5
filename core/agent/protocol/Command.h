// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"
#include "core/model/Action.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace piuptime::agent {

/// An Ed25519 public key: who may command an agent.
struct CommandKey {
    std::array<unsigned char, 32> bytes{};

    friend bool operator==(const CommandKey &, const CommandKey &) = default;
};
/// As 43 characters of Base64 and one `=`, as it stands in `agent.toml`.
[[nodiscard]] std::string encodeCommandKey(const CommandKey &key);
/// \retval InvalidInput it is no such text
[[nodiscard]] Result<CommandKey> parseCommandKey(std::string_view text);

/// A fresh private key: 32 bytes. \retval Internal the system gives no random numbers
[[nodiscard]] Result<Secret> makeCommandSecret();
/// \retval InvalidInput these are not 32 bytes
[[nodiscard]] Result<CommandKey> keyOf(const Secret &secret);

/// A command to an agent. As a message it is text, and its last line signs all before it:
///
///     piuptime-command 1
///     to AGENT
///     challenge 0f…                   the one that the agent told last; good once
///     expires 1764150000000           UTC in milliseconds since 1970
///     do restart nginx.service
///     signature …                     Ed25519, in Base64
struct Command {
    std::string agent;
    std::string challenge;
    UtcTime expires{};
    Action action;

    friend bool operator==(const Command &, const Command &) = default;
};

/// \retval InvalidInput the secret is no key, or a text of the command has other than one word
[[nodiscard]] Result<std::string> sign(const Command &command, const Secret &secret);
/// The command, once its signature is that of one of `keys`. Whether it is meant for this agent, in time and not told
/// before is for the caller to see.
/// \retval Corrupt it is no command   \retval Unauthorized nobody who may command has signed it
[[nodiscard]] Result<Command> verify(std::string_view message, std::span<const CommandKey> keys);

/// A fresh challenge: 32 hexadecimal digits. \retval Internal the system gives no random numbers
[[nodiscard]] Result<std::string> makeChallenge();

/// What came of a command, on `Channel::Result`: `CHALLENGE done TEXT` or `CHALLENGE failed TEXT`.
struct CommandResult {
    std::string challenge;
    bool succeeded = false;
    std::string told; ///< printable, for people

    friend bool operator==(const CommandResult &, const CommandResult &) = default;
};
[[nodiscard]] std::string encodeCommandResult(const CommandResult &result);
/// \retval Corrupt it is none
[[nodiscard]] Result<CommandResult> decodeCommandResult(std::string_view message);

} // namespace piuptime::agent
