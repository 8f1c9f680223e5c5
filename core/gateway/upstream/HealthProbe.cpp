// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/HealthProbe.h"

namespace piuptime::gateway {

using Outcome = net::Stream::Outcome;

HealthProbe::HealthProbe(net::EventLoop &loop, net::BlockPool &blocks, std::shared_ptr<Group> group,
                         std::shared_ptr<Endpoint> endpoint, Milliseconds delay)
    : m_loop(loop)
    , m_group(std::move(group))
    , m_endpoint(std::move(endpoint))
    , m_timer(loop.timers(), [this] { onTimer(); })
    , m_input(blocks)
    , m_answer(http::Limits{})
    , m_request("GET " + rule().path + " HTTP/1.1\r\nHost: " + m_endpoint->name()
                + "\r\nUser-Agent: piuptime-health\r\nConnection: close\r\n\r\n")
{
    m_timer.set(loop.now() + delay);
}

void HealthProbe::stop()
{
    m_timer.cancel();
    close();
}

void HealthProbe::close()
{
    if (m_stream.isOpen())
        m_loop.unwatch(m_stream.fd());
    m_stream.close();
    m_input.clear();
}

void HealthProbe::onTimer()
{
    if (m_stream.isOpen())
        conclude(false);
    else
        ask();
}

void HealthProbe::ask()
{
    m_sent = 0;
    m_answer.reset();
    const Endpoint::Place place = m_endpoint->place();
    m_stream = net::Stream(place.turn == 0 ? UniqueFd() : net::startConnecting(place.address));
    if (m_group->tls())
        m_stream.setLayer(tls::Session::withUpstream(m_group->tls(), m_endpoint->name()));
    if (m_stream.isOpen() && m_loop.watch(m_stream.fd(), *this, net::Stream::kEvents))
        m_timer.set(m_loop.now() + rule().timeout);
    else
        conclude(false);
}

void HealthProbe::onEvents(std::uint32_t events)
{
    if (!m_stream.isOpen())
        return;
    m_stream.note(events);
    send();
    if (m_stream.isOpen())
        receive();
}

void HealthProbe::send()
{
    Outcome outcome = Outcome::Progress;
    while (outcome == Outcome::Progress && m_sent < m_request.size()) {
        std::size_t sent = 0;
        outcome = m_stream.write(std::string_view(m_request).substr(m_sent), sent);
        m_sent += sent;
    }
    if (outcome == Outcome::Failed)
        conclude(false);
}

void HealthProbe::receive()
{
    Outcome outcome = Outcome::Progress;
    while (outcome == Outcome::Progress) {
        outcome = m_stream.read(m_input);
        if (m_input.isEmpty())
            continue;
        const http::Progress progress = m_answer.parse(m_input.view());
        if (progress != http::Progress::More) {
            conclude(progress == http::Progress::Done && m_answer.head().status >= 200 && m_answer.head().status < 400);
            return;
        }
    }
    if (outcome != Outcome::Blocked)
        conclude(false);
}

void HealthProbe::conclude(bool isWell)
{
    close();
    m_endpoint->checked(isWell, m_loop.now(), rule());
    m_timer.set(m_loop.now() + rule().interval);
}

} // namespace piuptime::gateway
