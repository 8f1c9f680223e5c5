// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TerminalPrompter.h"

#include "app/ctl/Terminal.h"
#include "app/ctl/Tr.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

namespace piuptime::ctl {
namespace {

using presentation::shown;
using presentation::Texts;

std::optional<Secret> askSecret(const QString &question, ssh::Prompter::Retry retry, Deadline deadline)
{
    const QString again = retry == ssh::Prompter::Retry::Yes ? Tr::tr("That was not accepted. ") : QString();
    auto line = askOnTerminal(again + question, Echo::Off, deadline);
    if (!line)
        return std::nullopt;
    return Secret(std::move(*line));
}

} // namespace

QCoro::Task<bool> TerminalPrompter::confirmHostKey(SshEndpoint server, std::string keyType, std::string fingerprint,
                                                   Deadline deadline)
{
    if (m_newKeys == NewKeys::Accept)
        co_return true;
    if (m_asking == Asking::Never)
        co_return false;
    const QString question = Tr::tr("The host key of %1 is not known yet.\n"
                                    "  %2 %3\n"
                                    "Compare it on the Pi: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\n"
                                    "Trust this key from now on? [y/N] ")
                                 .arg(Texts::endpoint(server), shown(keyType), shown(fingerprint));
    const auto line = askOnTerminal(question, Echo::On, deadline);
    co_return line && (*line == "y" || *line == "Y" || *line == "yes");
}

QCoro::Task<std::optional<Secret>> TerminalPrompter::password(SshEndpoint server, Retry retry, Deadline deadline)
{
    if (m_asking == Asking::Never)
        co_return std::nullopt;
    co_return askSecret(Tr::tr("Password of %1: ").arg(Texts::endpoint(server)), retry, deadline);
}

QCoro::Task<std::optional<Secret>> TerminalPrompter::passphrase(SshEndpoint, std::string identity, Retry retry,
                                                                Deadline deadline)
{
    if (m_asking == Asking::Never)
        co_return std::nullopt;
    co_return askSecret(Tr::tr("Passphrase of the key %1: ").arg(shown(identity)), retry, deadline);
}

QCoro::Task<std::optional<std::vector<Secret>>> TerminalPrompter::keyboardInteractive(SshEndpoint server,
                                                                                      std::string instruction,
                                                                                      std::vector<Prompt> prompts,
                                                                                      Retry, Deadline deadline)
{
    if (m_asking == Asking::Never)
        co_return std::nullopt;
    std::vector<Secret> answers;
    QString heading = Tr::tr("%1 asks: ").arg(Texts::endpoint(server)) + shown(instruction) + QLatin1Char('\n');
    for (const Prompt &prompt : prompts) {
        auto line = askOnTerminal(heading + shown(prompt.text) + QLatin1Char(' '), prompt.echo ? Echo::On : Echo::Off,
                                  deadline);
        if (!line)
            co_return std::nullopt;
        answers.emplace_back(std::move(*line));
        heading.clear();
    }
    co_return answers;
}

} // namespace piuptime::ctl
