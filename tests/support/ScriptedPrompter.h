// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/Prompter.h"

#include <QStringList>

#include <deque>

namespace piuptime::test {

/// Gives prepared answers and writes down what it was asked.
class ScriptedPrompter final : public ssh::Prompter
{
public:
    bool acceptHostKeys = true;
    std::deque<std::string> passwords; ///< given one after the other; none left: declined
    std::deque<std::string> passphrases;
    std::deque<std::vector<std::string>> replies; ///< to keyboard-interactive
    Milliseconds thought{20};                     ///< time to answer, so that others queue up behind a question
    QStringList asked;                            ///< such as `password retry`

    QCoro::Task<bool> confirmHostKey(SshEndpoint, std::string keyType, std::string fingerprint, Deadline) override;
    QCoro::Task<std::optional<Secret>> password(SshEndpoint, Retry retry, Deadline) override;
    QCoro::Task<std::optional<Secret>> passphrase(SshEndpoint, std::string identity, Retry retry, Deadline) override;
    QCoro::Task<std::optional<std::vector<Secret>>> keyboardInteractive(SshEndpoint, std::string instruction,
                                                                        std::vector<Prompt> prompts, Retry retry,
                                                                        Deadline) override;

private:
    void note(const QString &question, Retry retry);
};

} // namespace piuptime::test
