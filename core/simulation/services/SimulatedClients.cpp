// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/services/SimulatedClients.h"

#include "core/base/UniqueFd.h"
#include "core/gateway/net/Address.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>

namespace piuptime::simulation {

namespace {

constexpr std::size_t kMostRequests = 64;
constexpr Seconds kPatience{10};

} // namespace

/// One request on a connection of its own.
class SimulatedClients::Request
{
public:
    Request(SimulatedClients &clients, UniqueFd fd, std::string bytes)
        : m_clients(clients)
        , m_fd(std::move(fd))
        , m_bytes(std::move(bytes))
        , m_watch(clients.m_loop.add(m_fd.get(), EPOLLOUT, [this](std::uint32_t events) { go(events); }))
    {
    }
    ~Request() { m_clients.m_loop.remove(m_watch); }
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;

    void end() { m_clients.m_requests.erase(m_fd.get()); }

private:
    void go(std::uint32_t events)
    {
        if ((events & EPOLLOUT) != 0) {
            const ssize_t sent = ::send(m_fd.get(), m_bytes.data(), m_bytes.size(), MSG_NOSIGNAL);
            if (sent != static_cast<ssize_t>(m_bytes.size()))
                return end(); // the gateway is not there
            return m_clients.m_loop.change(m_watch, EPOLLIN);
        }
        std::array<char, 16384> bytes{};
        if (::recv(m_fd.get(), bytes.data(), bytes.size(), 0) <= 0)
            end();
    }

    SimulatedClients &m_clients;
    UniqueFd m_fd;
    std::string m_bytes;
    std::uint64_t m_watch;
};

SimulatedClients::SimulatedClients(EventLoop &loop, std::vector<ClientHabit> habits, std::uint16_t port,
                                   std::uint64_t seed)
    : m_loop(loop)
    , m_habits(std::move(habits))
    , m_port(port)
    , m_chance(seed)
{
    for (std::size_t i = 0; i < m_habits.size(); ++i)
        turn(i);
}

SimulatedClients::~SimulatedClients() = default;

void SimulatedClients::turn(std::size_t habit)
{
    const ClientHabit &one = m_habits[habit];
    for (int i = 0; i < one.atOnce; ++i)
        ask(one);
    const auto share = std::uniform_int_distribution(50, 150)(m_chance);
    m_loop.after(one.every * share / 100, [this, habit, there = std::weak_ptr(m_isThere)] {
        if (there.lock())
            turn(habit);
    });
}

void SimulatedClients::ask(const ClientHabit &habit)
{
    const auto from = gateway::net::Address::resolve(habit.address + ":0");
    const auto to = gateway::net::Address::resolve("127.0.0.1:" + std::to_string(m_port));
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (m_requests.size() >= kMostRequests || !from || !to || fd.get() < 0
        || ::bind(fd.get(), from->get(), from->length()) != 0)
        return;                                         // another time
    (void)::connect(fd.get(), to->get(), to->length()); // is under way; what becomes of it, the first event tells
    const std::size_t path = std::uniform_int_distribution<std::size_t>(0, habit.paths.size() - 1)(m_chance);
    std::string bytes = (habit.form.empty() ? "GET " : "POST ") + habit.paths[path]
                        + " HTTP/1.1\r\nHost: gateway.simulated\r\nConnection: close\r\n";
    if (!habit.key.empty())
        bytes += "X-API-Key: " + habit.key + "\r\n";
    if (!habit.form.empty())
        bytes += "Origin: http://gateway.simulated\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 "Content-Length: "
                 + std::to_string(habit.form.size()) + "\r\n";
    bytes += "\r\n" + habit.form;
    const int number = fd.get();
    const auto request = std::make_shared<Request>(*this, std::move(fd), std::move(bytes));
    m_requests[number] = request;
    m_loop.after(kPatience, [weak = std::weak_ptr(request)] {
        if (const auto late = weak.lock())
            late->end();
    });
}

} // namespace piuptime::simulation
