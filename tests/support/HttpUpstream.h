// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace piuptime {

/// A server that answers as a test tells it, also in ways that no server should, and remembers what it was asked.
/// It takes in nothing but what a strict gateway may send.
class HttpUpstream
{
public:
    struct Request {
        int connection = 0; ///< number of the connection, from 0
        std::string head;   ///< with the empty line
        std::string body;   ///< as it came, chunks and all
    };

    /// The other end of one connection, for a script. Blocks; ends when the test does.
    class Peer
    {
    public:
        Peer(int fd, int number, std::string received)
            : m_fd(fd)
            , m_number(number)
            , m_received(std::move(received))
        {
        }

        void send(std::string_view bytes);
        /// An answer with a length.
        void answer(std::string_view body, std::string_view status = "200 OK", std::string_view fields = {});
        /// Ends the connection, as a process that dies does when `abruptly`.
        void close(bool abruptly = false);
        /// Waits for bytes; empty when the connection has ended.
        [[nodiscard]] std::string receive();
        [[nodiscard]] bool isOpen() const { return m_isOpen; }
        [[nodiscard]] int number() const { return m_number; }

    private:
        friend class HttpUpstream;
        [[nodiscard]] bool readRequest(Request &request);

        int m_fd;
        int m_number;
        std::string m_received; ///< and not yet taken
        bool m_isOpen = true;
    };

    /// Called in a thread of the connection, for each request; for each connection at once when `onConnect` is given.
    using Script = std::function<void(Peer &, const Request &)>;

    explicit HttpUpstream(Script script = {}, std::function<void(Peer &)> onConnect = {});
    ~HttpUpstream();
    HttpUpstream(const HttpUpstream &) = delete;
    HttpUpstream &operator=(const HttpUpstream &) = delete;

    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    /// Complete requests, in order.
    [[nodiscard]] std::vector<Request> requests() const;
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void accept();
    void serve(Peer peer);

    Script m_script;
    std::function<void(Peer &)> m_onConnect;
    UniqueFd m_listener;
    std::uint16_t m_port = 0;
    std::atomic<int> m_connections{0};
    mutable std::mutex m_mutex;
    std::vector<Request> m_requests;
    std::vector<int> m_open;
    std::list<std::thread> m_threads;
    std::thread m_acceptor;
    bool m_isEnding = false;
};

} // namespace piuptime
