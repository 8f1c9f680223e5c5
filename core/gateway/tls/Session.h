// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/Cause.h"
#include "core/gateway/net/Stream.h"
#include "core/gateway/tls/Context.h"
#include "core/gateway/tls/PeerCertificate.h"

namespace piuptime::gateway::tls {

/// One connection's TLS, as a layer of its stream. Belongs to one thread.
class Session final : public net::Layer
{
public:
    /// With a client. \return null without memory
    [[nodiscard]] static std::unique_ptr<Session> withClient(std::shared_ptr<const ServerContext> context);
    /// With an upstream. \param address  `host:port`   \return null without memory
    [[nodiscard]] static std::unique_ptr<Session> withUpstream(std::shared_ptr<const ClientContext> context,
                                                               std::string_view address);

    /// Goes on with the handshake. \return Progress once it is done
    [[nodiscard]] net::Outcome handshake(net::Stream &socket);
    /// Why it failed.
    [[nodiscard]] Cause cause() const { return m_cause; }

    // Afterwards.
    [[nodiscard]] bool speaksHttp2() const;
    [[nodiscard]] std::string_view version() const; ///< such as `TLSv1.3`
    /// That the client named; empty: none.
    [[nodiscard]] std::string_view serverName() const;
    [[nodiscard]] std::shared_ptr<const PeerCertificate> peerCertificate() const { return verifiedPeer(m_ssl.get()); }

    [[nodiscard]] net::Outcome read(net::Stream &socket, net::Buffer &into) override;
    [[nodiscard]] net::Outcome write(net::Stream &socket, std::string_view bytes, std::size_t &sent) override;
    void end(net::Stream &socket) override;

private:
    enum class Role : std::uint8_t { Server, Client };
    class Use;

    Session(Role role, SessionHandle ssl, std::shared_ptr<const void> context);
    [[nodiscard]] net::Outcome outcomeOf(int result);

    // How OpenSSL reaches the socket.
    [[nodiscard]] static BIO_METHOD *socketMethod();
    static int readSocket(BIO *bio, char *bytes, int size);
    static int writeSocket(BIO *bio, const char *bytes, int size);
    static long controlSocket(BIO *bio, int command, long number, void *pointer);

    Role m_role;
    std::shared_ptr<const void> m_context; ///< kept alive
    SessionHandle m_ssl;
    net::Stream *m_socket = nullptr; ///< during a call
    Cause m_cause = Cause::None;
    bool m_hasEnded = false; ///< the socket, whether or not the peer said so within TLS
    bool m_hasFailed = false;
};

} // namespace piuptime::gateway::tls
