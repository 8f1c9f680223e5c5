// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/guard/Crowd.h"
#include "core/gateway/net/Buffer.h"
#include "core/gateway/tls/PeerCertificate.h"

#include <string>
#include <string_view>

namespace piuptime::gateway {

/// Who is at the other end of a client's connection.
struct Visitor {
    std::string address; ///< numeric, without a port
    bool isSecure = false;
    bool speaksHttp2 = false;
    std::string tlsVersion = {};                                  ///< such as `TLSv1.3`; empty without TLS
    std::string serverName = {};                                  ///< that it named by TLS; empty: none
    std::shared_ptr<const tls::PeerCertificate> certificate = {}; ///< verified; null when none was shown
    guard::Crowd::Place place = {}; ///< among those of its address; not taken: it is not counted
};

/// A client as an exchange sees it: sends one request and takes its answer, both as HTTP/1.1, whatever is spoken on the
/// wire. Belongs to a worker's thread.
class Client
{
public:
    /// Above this much waiting for the client, nothing more is taken from its upstream.
    static constexpr std::size_t kHighMark = std::size_t{64} * 1024;

    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Numeric, without a port.
    [[nodiscard]] const std::string &address() const { return m_who.address; }
    /// `http` or `https`: how the client came.
    [[nodiscard]] std::string_view scheme() const { return m_who.isSecure ? "https" : "http"; }
    [[nodiscard]] const Visitor &who() const { return m_who; }
    /// What the client has proved to be; null when it has shown no certificate.
    [[nodiscard]] const tls::PeerCertificate *peerCertificate() const { return m_who.certificate.get(); }

    /// What came and was not taken yet.
    [[nodiscard]] net::Buffer &input() { return m_input; }
    /// What is to be sent.
    [[nodiscard]] net::Buffer &output() { return m_output; }

    /// Does all that can be done without waiting. Afterwards the client may be gone and about to be destroyed.
    virtual void pump() = 0;
    /// Ends the answer soon, so that the client cannot take what it has for the whole.
    virtual void breakOff() = 0;

protected:
    /// \param visitor outlives the client
    Client(net::BlockPool &blocks, const Visitor &visitor)
        : m_who(visitor)
        , m_input(blocks)
        , m_output(blocks)
    {
    }
    ~Client() = default;

    const Visitor &m_who;
    net::Buffer m_input;
    net::Buffer m_output;
};

} // namespace piuptime::gateway
