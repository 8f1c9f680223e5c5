// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/systemd/ServiceManager.h"

#include "core/base/Text.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

namespace piuptime::systemd {
namespace {

std::string taken(const char *variable)
{
    const char *value = std::getenv(variable);
    std::string text = value != nullptr ? value : "";
    unsetenv(variable);
    return text;
}

std::int64_t monotonicMicroseconds()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

} // namespace

ServiceManager ServiceManager::fromEnvironment()
{
    ServiceManager manager;
    manager.m_address = taken("NOTIFY_SOCKET");
    const auto microseconds = toUnsigned(taken("WATCHDOG_USEC"));
    const std::string process = taken("WATCHDOG_PID");
    const bool isMeant = process.empty() || process == std::to_string(getpid());
    if (microseconds && *microseconds > 0 && isMeant)
        manager.m_watchdog = Milliseconds(std::max<std::uint64_t>(1, *microseconds / 2000));
    if (!manager.m_address.empty())
        manager.m_socket.reset(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    return manager;
}

void ServiceManager::ready()
{
    send("READY=1");
}

void ServiceManager::reloading()
{
    send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(monotonicMicroseconds()));
}

void ServiceManager::stopping()
{
    send("STOPPING=1");
}

void ServiceManager::alive()
{
    send("WATCHDOG=1");
}

void ServiceManager::status(std::string_view text)
{
    if (text == m_status)
        return;
    m_status = text;
    send("STATUS=" + printable(text));
}

void ServiceManager::send(std::string_view state)
{
    sockaddr_un address{};
    if (!m_socket.isOpen() || m_address.size() >= sizeof address.sun_path)
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, m_address.data(), m_address.size());
    if (m_address.front() == '@')
        address.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + m_address.size());
    (void)sendto(m_socket.get(), state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address),
                 length);
}

} // namespace piuptime::systemd
