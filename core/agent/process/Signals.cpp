// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/process/Signals.h"

#include <csignal>

#include <sys/signalfd.h>

namespace piuptime::agent {

Signals::Signals(std::initializer_list<int> signals)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals)
        sigaddset(&set, signal);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_fd.reset(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

std::vector<int> Signals::take()
{
    std::vector<int> taken;
    signalfd_siginfo info{};
    while (::read(m_fd.get(), &info, sizeof info) == sizeof info)
        taken.push_back(static_cast<int>(info.ssi_signo));
    return taken;
}

} // namespace piuptime::agent
