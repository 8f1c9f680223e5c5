// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/AdminMessage.h"
#include "core/gateway/net/Address.h"
#include "core/gateway/net/Buffer.h"
#include "core/gateway/net/EventLoop.h"

#include <functional>
#include <optional>
#include <thread>

namespace piuptime::gateway::control {

class AdminConnection;

/// Serves the admin API over HTTP in a thread of its own: at a Unix socket, for processes of the same user and root,
/// and, where an address is given, at a loopback address for whoever knows the token. Everything is bounded: clients,
/// the length of a request and the time it may take.
class AdminServer
{
public:
    struct Options {
        std::string socket;                   ///< path; its folder exists
        std::optional<std::string> address{}; ///< `127.0.0.1:port`; must be a loopback address
        std::string tokenFile{};              ///< where the token lies, with an address; made when there is none
        int mostClients = 32;
        std::size_t mostBodyBytes = std::size_t{4} << 20U;
        Milliseconds patience{15'000}; ///< for a request, and for the next one of a client
    };
    /// Answers requests, one at a time, in the server's thread. May block.
    using Answer = std::function<AdminAnswer(const AdminRequest &)>;

    /// Takes its places, which nobody else has then; requests are answered once `serve` was called.
    /// \retval Conflict another process answers at the socket, or has the port   \retval InvalidInput the address is
    /// not one of this machine alone   \retval Internal the system or the disk refused
    [[nodiscard]] static Result<std::unique_ptr<AdminServer>> open(Options options);
    ~AdminServer();
    AdminServer(const AdminServer &) = delete;
    AdminServer &operator=(const AdminServer &) = delete;

    void serve(Answer answer);
    /// Of the loopback address; 0 without one.
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    friend class AdminConnection;
    class Door;

    AdminServer(Options options, std::unique_ptr<net::EventLoop> loop);
    [[nodiscard]] Result<void> openSocket();
    [[nodiscard]] Result<void> openAddress();
    void admit(UniqueFd fd, bool needsToken);
    void dismiss(AdminConnection &connection);

    const Options m_options;
    Answer m_answer;
    bool m_hasSocket = false;
    std::string m_token; ///< empty without an address
    net::BlockPool m_blocks;
    std::unique_ptr<net::EventLoop> m_loop;
    std::vector<std::unique_ptr<Door>> m_doors;
    std::vector<std::unique_ptr<AdminConnection>> m_connections;
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

} // namespace piuptime::gateway::control
