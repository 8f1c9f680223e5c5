// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/services/SimulatedService.h"

#include "core/gateway/http/BodyReader.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/net/Address.h"
#include "core/simulation/Format.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>

namespace piuptime::simulation {

namespace {

using gateway::http::Progress;

constexpr std::size_t kMostWaiting = std::size_t{64} << 10U; ///< bytes of one connection that were not taken yet
constexpr double kSlowShare = 0.01;
constexpr int kSlowFactor = 10;

} // namespace

/// One connection.
class SimulatedService::Visit : public std::enable_shared_from_this<SimulatedService::Visit>
{
public:
    Visit(SimulatedService &service, UniqueFd fd)
        : m_service(service)
        , m_fd(std::move(fd))
        , m_watch(service.m_loop.add(m_fd.get(), EPOLLIN, [this](std::uint32_t) { read(); }))
    {
    }
    ~Visit() { m_service.m_loop.remove(m_watch); }
    Visit(const Visit &) = delete;
    Visit &operator=(const Visit &) = delete;

private:
    void read()
    {
        const auto self = shared_from_this(); // it may end amid this
        std::array<char, 8192> bytes{};
        const ssize_t length = ::recv(m_fd.get(), bytes.data(), bytes.size(), 0);
        if (length <= 0 || m_received.size() > kMostWaiting)
            return end();
        m_received.append(bytes.data(), static_cast<std::size_t>(length));
        takeRequest();
    }

    void takeRequest()
    {
        if (m_isAnswering || (!m_hasHead && !takeHead()))
            return;
        std::string_view input = m_received;
        Progress progress = m_body.isDone() ? Progress::Done : Progress::More;
        for (std::string_view data; progress == Progress::More && !input.empty();)
            progress = m_body.read(input, data);
        m_received.erase(0, m_received.size() - input.size());
        if (progress == Progress::Refused)
            return end();
        if (progress != Progress::Done)
            return;
        m_isAnswering = true;
        const auto answer = std::make_shared<Answer>(m_service.answerTo(m_path, m_isHead));
        m_service.m_loop.after(answer->after, [weak = weak_from_this(), answer] {
            if (const auto self = weak.lock())
                self->send(answer->bytes);
        });
    }

    [[nodiscard]] bool takeHead()
    {
        const Progress progress = m_head.parse(m_received);
        if (progress == Progress::Refused || (progress == Progress::Done && !begin())) {
            end();
            return false;
        }
        return progress == Progress::Done;
    }

    [[nodiscard]] bool begin()
    {
        m_hasHead = true;
        m_path = m_head.head().path;
        m_isHead = m_head.head().method == gateway::http::Method::Head;
        const bool isSound = m_body.begin(m_head.head().body) == gateway::Cause::None;
        m_received.erase(0, m_head.length());
        return isSound;
    }

    void send(const std::string &bytes)
    {
        const ssize_t sent = ::send(m_fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(bytes.size()))
            return end(); // nobody reads
        m_isAnswering = false;
        m_hasHead = false;
        m_head.reset();
        takeRequest();
    }

    void end() { m_service.m_visits.erase(m_fd.get()); }

    SimulatedService &m_service;
    UniqueFd m_fd;
    gateway::http::RequestParser m_head{{}};
    gateway::http::BodyReader m_body{{}};
    std::string m_received;
    std::string m_path;
    bool m_isHead = false;
    bool m_hasHead = false;
    bool m_isAnswering = false;
    std::uint64_t m_watch;
};

Result<std::unique_ptr<SimulatedService>> SimulatedService::start(EventLoop &loop, Options options, std::uint64_t seed)
{
    std::unique_ptr<SimulatedService> service(new SimulatedService(loop, std::move(options), seed));
    const auto address = gateway::net::Address::resolve(service->m_options.host + ":0");
    if (!address)
        return tl::unexpected(address.error());
    auto listener = gateway::net::listenOn(*address, gateway::net::Sharing::No);
    if (!listener)
        return fail(listener.error(), "starting the simulated " + service->m_options.name);
    service->m_listener = std::move(*listener);
    const std::uint16_t port = gateway::net::Address::ofSocket(service->m_listener.get()).port();
    service->m_address = service->m_options.host + ':' + std::to_string(port);
    service->m_watch =
        loop.add(service->m_listener.get(), EPOLLIN, [raw = service.get()](std::uint32_t) { raw->accept(); });
    return service;
}

SimulatedService::~SimulatedService()
{
    m_loop.remove(m_watch);
}

void SimulatedService::accept()
{
    UniqueFd fd(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (fd.get() < 0)
        return; // who knocked has left
    const int number = fd.get();
    m_visits[number] = std::make_shared<Visit>(*this, std::move(fd));
}

SimulatedService::Answer SimulatedService::answerTo(std::string_view path, bool isHead)
{
    if (path == "/health")
        return {.bytes = "HTTP/1.1 204 No Content\r\n\r\n", .after = Milliseconds(1)};
    const auto share = [this] { return std::uniform_real_distribution(0.0, 1.0)(m_chance); };
    Milliseconds after = m_options.typical / 2 + m_options.typical * static_cast<int>(share() * 100) / 100;
    if (share() < kSlowShare)
        after *= kSlowFactor;
    if (share() < m_options.failureShare)
        return {.bytes = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", .after = after};
    std::string body = format(R"({"service":"%s","value":%.2f,"note":")", m_options.name.c_str(), 20 + 5 * share());
    body.append(m_options.answerBytes - std::min(m_options.answerBytes, body.size()), '.').append("\"}\n");
    const std::string kept =
        m_options.freshFor.count() > 0 ? "max-age=" + std::to_string(m_options.freshFor.count()) : "no-store";
    std::string bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: " + kept
                        + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return {.bytes = isHead ? bytes : bytes + body, .after = after};
}

} // namespace piuptime::simulation
