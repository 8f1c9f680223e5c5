// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Secret.h"
#include "core/model/Device.h"

#include <QCoroTask>

#include <optional>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// Answers what only a person, or a store of secrets on their behalf, can answer while a session is opened.
/// Each question ends by its deadline; nothing (or `false`) means that the person declined or did not answer.
/// `server` is the one that asks: the Pi itself or one of its jump hosts. Thread: the session's.
class Prompter
{
public:
    enum class Retry { No, Yes }; ///< Yes: the previous answer was not accepted

    struct Prompt {
        std::string text; ///< from the server, printable
        bool echo = false;
    };

    virtual ~Prompter() = default;

    /// \param keyType  such as `ssh-ed25519`   \param fingerprint  `SHA256:…`
    /// \return whether the key is that server's
    [[nodiscard]] virtual QCoro::Task<bool> confirmHostKey(SshEndpoint server, std::string keyType,
                                                           std::string fingerprint, Deadline deadline) = 0;
    [[nodiscard]] virtual QCoro::Task<std::optional<Secret>> password(SshEndpoint server, Retry retry,
                                                                      Deadline deadline) = 0;
    /// \param identity  path of the private key that the passphrase opens
    [[nodiscard]] virtual QCoro::Task<std::optional<Secret>> passphrase(SshEndpoint server, std::string identity,
                                                                        Retry retry, Deadline deadline) = 0;
    /// \param instruction  from the server, printable; may be empty
    /// \return one answer for each prompt
    [[nodiscard]] virtual QCoro::Task<std::optional<std::vector<Secret>>>
    keyboardInteractive(SshEndpoint server, std::string instruction, std::vector<Prompt> prompts, Retry retry,
                        Deadline deadline) = 0;
};

} // namespace piuptime::ssh
