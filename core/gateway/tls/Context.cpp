// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls/Context.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/tls/Files.h"
#include "core/gateway/tls/PeerCertificate.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>

namespace piuptime::gateway::tls {

namespace {

// Ephemeral keys and authenticated encryption alone.
constexpr const char *kCiphers12 = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr const char *kCiphers13 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr const char *kGroups = "X25519:P-256:P-384";
/// Of tickets, in seconds; their keys last longer.
constexpr long kSessionSeconds = 2 * 3600;
constexpr std::string_view kHttp2 = "\x02h2";
constexpr std::string_view kHttp11 = "\x08http/1.1";

const unsigned char *bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

const ServerContext &serverOf(SSL *session)
{
    return *static_cast<const ServerContext *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(session)));
}

int onServerName(SSL *session, int *, void *)
{
    const char *const host = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    if (host != nullptr)
        SSL_set_SSL_CTX(session, serverOf(session).contextFor(host));
    return SSL_TLSEXT_ERR_OK;
}

/// Who offers nothing that is spoken here means another service: better no connection than a mistaken one.
int onProtocols(SSL *session, const unsigned char **chosen, unsigned char *length, const unsigned char *offered,
                unsigned offeredLength, void *)
{
    std::string known(serverOf(session).speaksHttp2() ? kHttp2 : "");
    known += kHttp11;
    unsigned char *found = nullptr;
    if (SSL_select_next_proto(&found, length, bytesOf(known), static_cast<unsigned>(known.size()), offered,
                              offeredLength)
        != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    const std::string_view name(reinterpret_cast<const char *>(found), *length);
    *chosen = bytesOf(name == kHttp2.substr(1) ? kHttp2.substr(1) : kHttp11.substr(1)); // which outlive this call
    return SSL_TLSEXT_ERR_OK;
}

bool begin(const TicketKey &key, const unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac, bool isSealing)
{
    std::array<OSSL_PARAM, 3> parameters{
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, const_cast<unsigned char *>(key.mac.data()),
                                          key.mac.size()),
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char *>("SHA256"), 0),
        OSSL_PARAM_construct_end()};
    return EVP_CipherInit_ex(cipher, EVP_aes_256_cbc(), nullptr, key.cipher.data(), iv, isSealing ? 1 : 0) == 1
           && EVP_MAC_CTX_set_params(mac, parameters.data()) == 1;
}

/// \return as OpenSSL has it: below 0 failed, 0 no such key, 1 good, 2 good and to be renewed
int onTicket(SSL *session, unsigned char *name, unsigned char *iv, EVP_CIPHER_CTX *cipher, EVP_MAC_CTX *mac,
             int isSealing)
{
    TicketKeys &keys = serverOf(session).tickets();
    const MonoTime now = std::chrono::steady_clock::now();
    if (isSealing != 0) {
        const auto key = keys.forSealing(now);
        if (!key || RAND_bytes(iv, EVP_CIPHER_get_iv_length(EVP_aes_256_cbc())) != 1)
            return -1;
        std::ranges::copy(key->name, name);
        return begin(*key, iv, cipher, mac, true) ? 1 : -1;
    }
    const auto found = keys.forOpening({name, TicketKey::kNameBytes}, now);
    if (!found)
        return 0;
    if (!begin(found->key, iv, cipher, mac, false))
        return -1;
    return found->isCurrent ? 1 : 2;
}

ContextHandle makeContext(const SSL_METHOD *method)
{
    ContextHandle context(SSL_CTX_new(method));
    if (!context)
        return nullptr;
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.get(), kCiphers12);
    SSL_CTX_set_ciphersuites(context.get(), kCiphers13);
    SSL_CTX_set1_groups_list(context.get(), kGroups);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    // A connection without traffic holds no buffers; one read takes all that has come.
    SSL_CTX_set_mode(context.get(),
                     SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_read_ahead(context.get(), 1);
    return context;
}

/// What a ticket is good for: the same listener, and the same authorities for its clients. Else one who was let in
/// under other rules would stay in.
Result<std::string> scopeOf(const ListenerConfig &config)
{
    std::string text = config.address;
    text += static_cast<char>('0' + static_cast<int>(config.clientCertificates));
    if (config.clientCertificates != ClientCertificates::Off) {
        const auto hash = hashOf(config.clientCa);
        if (!hash)
            return fail(hash.error(), "reading the authorities of clients");
        text += *hash;
    }
    std::string scope(SSL_MAX_SID_CTX_LENGTH, '\0');
    EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char *>(scope.data()), nullptr, EVP_sha256(),
               nullptr);
    return scope;
}

Result<void> askForCertificates(SSL_CTX *context, const ListenerConfig &config)
{
    if (config.clientCertificates == ClientCertificates::Off)
        return {};
    if (const auto used = useAuthorities(context, config.clientCa); !used)
        return used;
    SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(config.clientCa.c_str()));
    const bool isRequired = config.clientCertificates == ClientCertificates::Required;
    SSL_CTX_set_verify(context, isRequired ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT : SSL_VERIFY_PEER,
                       nullptr);
    return {};
}

} // namespace

Result<std::shared_ptr<const ServerContext>> ServerContext::make(const ListenerConfig &config,
                                                                 std::shared_ptr<TicketKeys> tickets)
{
    if (config.certificates.empty())
        return fail(ErrorKind::InvalidInput, "a listener without certificates", config.address);
    const auto scope = scopeOf(config);
    if (!scope)
        return tl::unexpected(scope.error());
    std::shared_ptr<ServerContext> made(new ServerContext);
    made->m_tickets = std::move(tickets);
    made->m_speaksHttp2 = config.http2;
    for (const CertificateConfig &files : config.certificates) {
        if (const auto added = made->add(files, config, {bytesOf(*scope), scope->size()}); !added)
            return fail(added.error(), "preparing TLS at " + config.address);
    }
    return made;
}

Result<void> ServerContext::add(const CertificateConfig &files, const ListenerConfig &config,
                                std::span<const unsigned char> scope)
{
    ContextHandle context = makeContext(TLS_server_method());
    if (!context)
        return fail(ErrorKind::Internal, "no TLS context can be made");
    SSL_CTX *const raw = context.get();
    if (const auto used = useCertificate(raw, files); !used)
        return used;
    if (const auto asked = askForCertificates(raw, config); !asked)
        return asked;
    // The server's order, unless the client has no AES instructions and says so by what it wants first.
    SSL_CTX_set_options(raw, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF); // clients keep their tickets
    SSL_CTX_set_timeout(raw, kSessionSeconds);
    SSL_CTX_set_session_id_context(raw, scope.data(), static_cast<unsigned>(scope.size()));
    SSL_CTX_set_app_data(raw, this);
    SSL_CTX_set_tlsext_servername_callback(raw, &onServerName);
    SSL_CTX_set_tlsext_ticket_key_evp_cb(raw, &onTicket);
    SSL_CTX_set_alpn_select_cb(raw, &onProtocols, nullptr);
    for (const std::string &host : hostsOf(SSL_CTX_get0_certificate(raw)))
        m_byHost.emplace(host, raw);
    m_contexts.push_back(std::move(context));
    return {};
}

SSL_CTX *ServerContext::contextFor(std::string_view host) const
{
    std::string name(host);
    std::ranges::transform(name, name.begin(), http::lower);
    if (const auto exact = m_byHost.find(name); exact != m_byHost.end())
        return exact->second;
    if (const std::size_t dot = name.find('.'); dot != std::string::npos) {
        if (const auto below = m_byHost.find("*" + name.substr(dot)); below != m_byHost.end())
            return below->second;
    }
    return m_contexts.front().get();
}

Result<std::shared_ptr<const ClientContext>> ClientContext::make(const UpstreamTls &config)
{
    std::shared_ptr<ClientContext> made(new ClientContext);
    made->m_context = makeContext(TLS_client_method());
    made->m_name = config.name;
    SSL_CTX *const raw = made->m_context.get();
    if (raw == nullptr)
        return fail(ErrorKind::Internal, "no TLS context can be made");
    if (config.ca.empty())
        SSL_CTX_set_default_verify_paths(raw);
    else if (const auto used = useAuthorities(raw, config.ca); !used)
        return fail(used.error(), "preparing TLS with upstreams");
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_alpn_protos(raw, bytesOf(kHttp11), static_cast<unsigned>(kHttp11.size()));
    return made;
}

SessionHandle ClientContext::newSession(std::string_view address) const
{
    std::string host(m_name.empty() ? address.substr(0, address.rfind(':')) : std::string_view(m_name));
    if (host.starts_with('['))
        host = host.substr(1, host.size() - 2);
    SessionHandle session(SSL_new(m_context.get()));
    if (!session)
        return nullptr;
    const bool isAddress = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), host.c_str()) == 1;
    const bool isNamed = isAddress
                         || (SSL_set1_host(session.get(), host.c_str()) == 1
                             && SSL_set_tlsext_host_name(session.get(), host.c_str()) == 1);
    return isNamed ? std::move(session) : nullptr;
}

std::vector<Error> checkFiles(const Config &config)
{
    std::vector<Error> errors;
    const auto tickets = std::make_shared<TicketKeys>();
    for (const ListenerConfig &listener : config.listeners) {
        if (const auto made = ServerContext::make(listener, tickets); !made)
            errors.push_back(made.error());
    }
    for (const GroupConfig &group : config.groups) {
        if (!group.tls.isOn)
            continue;
        if (const auto made = ClientContext::make(group.tls); !made)
            errors.push_back(made.error());
    }
    return errors;
}

} // namespace piuptime::gateway::tls
