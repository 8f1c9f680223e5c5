// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Terminal.h"

#include <cstdio>
#include <memory>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace piuptime::ctl {
namespace {

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
        const ssize_t length = ::read(fd, &c, 1);
        if (length < 0 || (length == 0 && line.empty()))
            return std::nullopt;
        if (length == 0 || c == '\n')
            return line;
        if (line.size() >= kMaxAnswer)
            return std::nullopt;
        line += c;
    }
}

} // namespace

std::optional<std::string> askOnTerminal(const QString &question, Echo echo, Deadline deadline)
{
    const Terminal terminal = openTerminal();
    if (!terminal)
        return std::nullopt;
    const int fd = fileno(terminal.get());
    std::optional<NoEcho> silence;
    if (echo == Echo::Off)
        silence.emplace(fd); // before the question: who answers at once is neither shown nor lost
    std::fputs(question.toUtf8().constData(), terminal.get());
    std::fflush(terminal.get());
    std::optional<std::string> line = readLine(fd, deadline);
    if (silence)
        std::fputs("\n", terminal.get());
    return line;
}

std::optional<std::string> lineFromInput(Deadline deadline)
{
    return readLine(STDIN_FILENO, deadline);
}

} // namespace piuptime::ctl
