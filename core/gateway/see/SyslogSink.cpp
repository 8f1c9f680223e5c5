// SPDX-License-Identifier: GPL-3.0-or-later
// Lines as messages of RFC 5424: datagrams to a Unix socket or by UDP, with their lengths by TCP (RFC 6587, 3.4.1).
#include "core/gateway/net/Address.h"
#include "core/gateway/see/LineCursor.h"
#include "core/gateway/see/LogSink.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace piuptime::gateway {

namespace {

using Transport = SyslogConfig::Transport;

constexpr timeval kPatience{.tv_sec = 2, .tv_usec = 0};
constexpr int kPriority = 16 * 8 + 6; ///< local0, informational

std::string hostName()
{
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0)
        return "-";
    return name.data();
}

class SyslogSink final : public LogSink
{
public:
    explicit SyslogSink(SyslogConfig config)
        : m_config(std::move(config))
        , m_head('<' + std::to_string(kPriority) + ">1 - " + hostName() + ' ' + m_config.appName + ' '
                 + std::to_string(::getpid()) + " request - ")
    {
    }

    [[nodiscard]] std::string_view name() const override { return "syslog"; }

    [[nodiscard]] Result<void> write(std::string_view lines) override
    {
        if (const auto connected = connect(); !connected)
            return connected;
        return m_cursor.each(lines, [this](std::string_view line) { return send(line); });
    }

    void reopen() override { m_fd.reset(); }

private:
    [[nodiscard]] auto failed(const char *step)
    {
        const int error = errno;
        m_fd.reset();
        const bool isSlow = error == EAGAIN || error == EINPROGRESS;
        return fail(isSlow ? ErrorKind::Timeout : ErrorKind::Unreachable,
                    std::string(step) + ' ' + m_config.address + ": " + (isSlow ? "too slow" : std::strerror(error)));
    }

    Result<void> connect()
    {
        if (m_fd.isOpen())
            return {};
        return m_config.transport == Transport::Unix ? connectHere() : connectThere();
    }

    Result<void> connectHere()
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (m_config.address.size() >= sizeof address.sun_path)
            return fail(ErrorKind::InvalidInput, "the path of the syslog socket is too long", m_config.address);
        std::memcpy(address.sun_path, m_config.address.data(), m_config.address.size());
        return connectTo(SOCK_DGRAM, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }

    Result<void> connectThere()
    {
        const auto address = net::Address::resolve(m_config.address);
        if (!address)
            return tl::unexpected(address.error());
        return connectTo(m_config.transport == Transport::Udp ? SOCK_DGRAM : SOCK_STREAM, address->get(),
                         address->length());
    }

    Result<void> connectTo(int type, const sockaddr *address, socklen_t length)
    {
        m_fd.reset(::socket(address->sa_family, type | SOCK_CLOEXEC, 0));
        ::setsockopt(m_fd.get(), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience); // for connecting too
        if (!m_fd.isOpen() || ::connect(m_fd.get(), address, length) != 0)
            return failed("connecting to the syslog at");
        return {};
    }

    Result<void> send(std::string_view line)
    {
        m_message = m_head;
        m_message.append(line);
        if (m_config.transport == Transport::Tcp)
            m_message.insert(0, std::to_string(m_message.size()) + ' ');
        std::string_view left = m_message;
        while (!left.empty()) {
            const ssize_t sent = ::send(m_fd.get(), left.data(), left.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR)
                continue;
            if (sent < 0)
                return failed("sending to the syslog at");
            left.remove_prefix(static_cast<std::size_t>(sent));
        }
        return {};
    }

    const SyslogConfig m_config;
    const std::string m_head; ///< its time is left to the server: the line has the request's
    std::string m_message;
    UniqueFd m_fd;
    LineCursor m_cursor;
};

} // namespace

std::unique_ptr<LogSink> makeSyslogSink(SyslogConfig config)
{
    return std::make_unique<SyslogSink>(std::move(config));
}

} // namespace piuptime::gateway
