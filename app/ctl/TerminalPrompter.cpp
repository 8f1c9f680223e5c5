// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/TerminalPrompter.h"

#include "app/ctl/Tr.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <cstdio>
#include <memory>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace piuptime::ctl {
namespace {

using presentation::shown;
using presentation::Texts;

constexpr std::size_t kMaxAnswer = 4096;

struct CloseFile {
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using Terminal = std::unique_ptr<std::FILE, CloseFile>;

Terminal openTerminal()
{
    return Terminal(std::fopen("/dev/tty", "r+"));
}

/// Switches the echo off for as long as it lives.
class NoEcho
{
public:
    explicit NoEcho(int fd)
        : m_fd(fd)
        , m_saved(tcgetattr(fd, &m_before) == 0)
    {
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_saved)
            tcsetattr(fd, TCSAFLUSH, &silent);
    }
    ~NoEcho()
    {
        if (m_saved)
            tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
    NoEcho(const NoEcho &) = delete;
    NoEcho &operator=(const NoEcho &) = delete;

private:
    int m_fd;
    termios m_before{};
    bool m_saved;
};

std::optional<std::string> readLine(int fd, Deadline deadline)
{
    std::string line;
    for (;;) {
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(deadline.remaining().count())) <= 0)
            return std::nullopt;
        char c = 0;
        if (::read(fd, &c, 1) != 1)
            return std::nullopt;
        if (c == '\n')
            return line;
        if (line.size() >= kMaxAnswer)
            return std::nullopt;
        line += c;
    }
}

/// The program does nothing else meanwhile, so waiting here for the person is what is wanted.
std::optional<std::string> ask(const QString &question, bool echo, Deadline deadline)
{
    const Terminal terminal = openTerminal();
    if (!terminal)
        return std::nullopt;
    const int fd = fileno(terminal.get());
    std::fputs(question.toUtf8().constData(), terminal.get());
    std::fflush(terminal.get());
    std::optional<std::string> line;
    if (echo) {
        line = readLine(fd, deadline);
    } else {
        const NoEcho silence(fd);
        line = readLine(fd, deadline);
        std::fputs("\n", terminal.get());
    }
    return line;
}

std::optional<Secret> askSecret(const QString &question, ssh::Prompter::Retry retry, Deadline deadline)
{
    const QString again = retry == ssh::Prompter::Retry::Yes ? Tr::tr("That was not accepted. ") : QString();
    auto line = ask(again + question, false, deadline);
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
    const auto line = ask(question, true, deadline);
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
        auto line = ask(heading + shown(prompt.text) + QLatin1Char(' '), prompt.echo, deadline);
        if (!line)
            co_return std::nullopt;
        answers.emplace_back(std::move(*line));
        heading.clear();
    }
    co_return answers;
}

} // namespace piuptime::ctl
