// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/proxy/Connection.h"
#include "core/gateway/tls/Session.h"

namespace piuptime::gateway {

/// A client that has connected by TLS, until it is known who it is and what it speaks: then another connection takes
/// its stream and its place. Belongs to a worker's thread.
class ClientHandshake final : public Connection
{
public:
    /// \param context of its listener
    ClientHandshake(Worker &worker, net::Stream stream, Visitor visitor,
                    std::shared_ptr<const tls::ServerContext> context);
    ~ClientHandshake() override;

    void pump() override;
    /// Its turn in the line has come.
    void begin();
    void drain() override;
    [[nodiscard]] MonoTime waitsSince() const override { return m_began; }
    [[nodiscard]] bool isHandshake() const override { return true; }
    void giveUp() override { fail(Cause::CrowdedOut); }

private:
    void leaveLine();
    void proceed();
    void succeed();
    void fail(Cause cause);
    void answerPlainly();

    std::shared_ptr<const tls::ServerContext> m_context;
    std::unique_ptr<tls::Session> m_session; ///< from the first bytes on: it takes memory, and anybody can connect
    net::Timer m_timer;
    MonoTime m_began;
    bool m_isInLine = false;
};

} // namespace piuptime::gateway
