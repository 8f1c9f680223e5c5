// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/Prompter.h"

namespace piuptime::ctl {

/// Asks on the controlling terminal; secrets are typed without echo. Without a terminal, or in batch mode, every
/// question is declined.
class TerminalPrompter final : public ssh::Prompter
{
public:
    enum class Asking { Allowed, Never };
    enum class NewKeys { Ask, Accept };

    TerminalPrompter(Asking asking, NewKeys newKeys)
        : m_asking(asking)
        , m_newKeys(newKeys)
    {
    }

    QCoro::Task<bool> confirmHostKey(SshEndpoint server, std::string keyType, std::string fingerprint,
                                     Deadline deadline) override;
    QCoro::Task<std::optional<Secret>> password(SshEndpoint server, Retry retry, Deadline deadline) override;
    QCoro::Task<std::optional<Secret>> passphrase(SshEndpoint server, std::string identity, Retry retry,
                                                  Deadline deadline) override;
    QCoro::Task<std::optional<std::vector<Secret>>> keyboardInteractive(SshEndpoint server, std::string instruction,
                                                                        std::vector<Prompt> prompts, Retry retry,
                                                                        Deadline deadline) override;

private:
    Asking m_asking;
    NewKeys m_newKeys;
};

} // namespace piuptime::ctl
