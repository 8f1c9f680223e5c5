// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/control/AdminServer.h"
#include "core/gateway/http/BodyReader.h"
#include "core/gateway/http/HeadParser.h"
#include "core/gateway/net/Stream.h"

namespace piuptime::gateway::control {

/// A client of the admin API: its requests are answered one after another. Belongs to the server's thread.
class AdminConnection final : public net::EventHandler
{
public:
    AdminConnection(AdminServer &server, UniqueFd fd, bool needsToken);

    [[nodiscard]] int fd() const { return m_stream.fd(); }
    void onEvents(std::uint32_t events) override;

private:
    [[nodiscard]] bool receive();
    [[nodiscard]] bool takeHead();
    [[nodiscard]] bool takeBody();
    [[nodiscard]] bool mayAsk() const;
    void serve();
    void say(const AdminAnswer &answer, bool isLast);
    void refuse(Cause cause);
    void send();
    void close();

    AdminServer &m_server;
    net::Stream m_stream;
    net::Buffer m_input;
    net::Buffer m_output;
    net::Timer m_timer;
    http::RequestParser m_head;
    http::BodyReader m_body;
    AdminRequest m_request;
    bool m_needsToken;
    bool m_hasHead = false;
    bool m_keeps = false;
    bool m_isEnding = false;
};

} // namespace piuptime::gateway::control
