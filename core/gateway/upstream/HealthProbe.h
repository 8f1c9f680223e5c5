// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/http/HeadParser.h"
#include "core/gateway/net/EventLoop.h"
#include "core/gateway/net/Stream.h"
#include "core/gateway/tls/Session.h"
#include "core/gateway/upstream/Group.h"

namespace piuptime::gateway {

/// Asks one endpoint again and again whether it is well: an answer with a status of 200 to 399 in time says so.
class HealthProbe final : public net::EventHandler
{
public:
    /// \param delay before the first question
    HealthProbe(net::EventLoop &loop, net::BlockPool &blocks, std::shared_ptr<Group> group,
                std::shared_ptr<Endpoint> endpoint, Milliseconds delay);

    void stop();
    void onEvents(std::uint32_t events) override;

private:
    [[nodiscard]] const ActiveCheck &rule() const { return m_group->config().check; }
    void onTimer();
    void ask();
    void send();
    void receive();
    void conclude(bool isWell);
    void close();

    net::EventLoop &m_loop;
    std::shared_ptr<Group> m_group;
    std::shared_ptr<Endpoint> m_endpoint;
    net::Timer m_timer; ///< until the next question, or how long the answer may take
    net::Stream m_stream;
    net::Buffer m_input;
    http::ResponseParser m_answer;
    std::string m_request;
    std::size_t m_sent = 0;
};

} // namespace piuptime::gateway
