// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Freed.h"
#include "core/base/Result.h"
#include "core/gateway/route/Config.h"
#include "core/gateway/tls/TicketKeys.h"

#include <openssl/ssl.h>

#include <memory>
#include <unordered_map>
#include <vector>

namespace piuptime::gateway::tls {

using ContextHandle = std::unique_ptr<SSL_CTX, Freed<&SSL_CTX_free>>;
using SessionHandle = std::unique_ptr<SSL, Freed<&SSL_free>>;

/// How a listener speaks TLS: 1.2 and 1.3, with the certificate of the host that a client names. Immutable, and shared
/// by workers; those who came under an old one keep it until they go.
class ServerContext
{
public:
    /// Reads and checks the files. The error names the file and the reason.
    /// \retval NotFound a file cannot be read
    /// \retval InvalidInput it holds nothing of use, a key does not fit, or a certificate has expired
    [[nodiscard]] static Result<std::shared_ptr<const ServerContext>> make(const ListenerConfig &config,
                                                                           std::shared_ptr<TicketKeys> tickets);
    ServerContext(const ServerContext &) = delete;
    ServerContext &operator=(const ServerContext &) = delete;

    /// For one client; null without memory.
    [[nodiscard]] SessionHandle newSession() const { return SessionHandle(SSL_new(m_contexts.front().get())); }

    // For OpenSSL.
    [[nodiscard]] SSL_CTX *contextFor(std::string_view host) const;
    [[nodiscard]] TicketKeys &tickets() const { return *m_tickets; }
    [[nodiscard]] bool speaksHttp2() const { return m_speaksHttp2; }

private:
    ServerContext() = default;
    [[nodiscard]] Result<void> add(const CertificateConfig &files, const ListenerConfig &config,
                                   std::span<const unsigned char> scope);

    std::shared_ptr<TicketKeys> m_tickets;
    std::vector<ContextHandle> m_contexts;               ///< one for each certificate
    std::unordered_map<std::string, SSL_CTX *> m_byHost; ///< in lower case, as certificates name them
    bool m_speaksHttp2 = false;
};

/// Reads and checks all files that a configuration names. Errors as of `ServerContext::make`, and as of
/// `ClientContext`'s.
[[nodiscard]] std::vector<Error> checkFiles(const Config &config);

/// How the endpoints of a group are reached by TLS. Immutable, shared by workers.
class ClientContext
{
public:
    /// \retval NotFound the file of authorities cannot be read   \retval InvalidInput it holds none
    [[nodiscard]] static Result<std::shared_ptr<const ClientContext>> make(const UpstreamTls &config);

    /// For a connection to an endpoint; null without memory. \param address  `host:port`
    [[nodiscard]] SessionHandle newSession(std::string_view address) const;

private:
    ClientContext() = default;

    ContextHandle m_context;
    std::string m_name;
};

} // namespace piuptime::gateway::tls
