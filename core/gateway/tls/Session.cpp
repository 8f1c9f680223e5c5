// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls/Session.h"

#include <openssl/err.h>

#include <algorithm>
#include <limits>

namespace piuptime::gateway::tls {

using net::Outcome;

namespace {

constexpr std::size_t kLeastRoom = 2048;

int sizeFor(std::size_t size)
{
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

/// Why a client's handshake failed, by the first thing that OpenSSL took exception to.
Cause causeOf(unsigned long error)
{
    if (ERR_GET_LIB(error) != ERR_LIB_SSL)
        return Cause::TlsHandshakeFailed;
    switch (ERR_GET_REASON(error)) {
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
        return Cause::PlainHttpOnTlsPort;
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
        return Cause::ClientCertificateMissing;
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
        return Cause::ClientCertificateRefused;
    default:
        return Cause::TlsHandshakeFailed;
    }
}

} // namespace

/// Lends the socket to OpenSSL for one call, whose errors are told apart from those of calls before.
class Session::Use
{
public:
    Use(Session &session, net::Stream &socket)
        : m_session(session)
    {
        ERR_clear_error();
        session.m_socket = &socket;
    }
    ~Use() { m_session.m_socket = nullptr; }
    Use(const Use &) = delete;
    Use &operator=(const Use &) = delete;

private:
    Session &m_session;
};

std::unique_ptr<Session> Session::withClient(std::shared_ptr<const ServerContext> context)
{
    SessionHandle ssl = context->newSession();
    if (!ssl)
        return nullptr;
    SSL_set_accept_state(ssl.get());
    return std::unique_ptr<Session>(new Session(Role::Server, std::move(ssl), std::move(context)));
}

std::unique_ptr<Session> Session::withUpstream(std::shared_ptr<const ClientContext> context, std::string_view address)
{
    SessionHandle ssl = context->newSession(address);
    if (!ssl)
        return nullptr;
    SSL_set_connect_state(ssl.get());
    return std::unique_ptr<Session>(new Session(Role::Client, std::move(ssl), std::move(context)));
}

Session::Session(Role role, SessionHandle ssl, std::shared_ptr<const void> context)
    : m_role(role)
    , m_context(std::move(context))
    , m_ssl(std::move(ssl))
{
    BIO *const bio = BIO_new(socketMethod());
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(m_ssl.get(), bio, bio);
}

Outcome Session::handshake(net::Stream &socket)
{
    const Use use(*this, socket);
    const int result = SSL_do_handshake(m_ssl.get());
    if (result == 1)
        return Outcome::Progress;
    const unsigned long error = ERR_peek_error();
    const Outcome outcome = outcomeOf(result);
    if (outcome == Outcome::Blocked)
        return outcome;
    m_cause = m_role == Role::Server ? causeOf(error) : Cause::UpstreamNotTrusted;
    return Outcome::Failed;
}

bool Session::speaksHttp2() const
{
    const unsigned char *name = nullptr;
    unsigned length = 0;
    SSL_get0_alpn_selected(m_ssl.get(), &name, &length);
    return std::string_view(reinterpret_cast<const char *>(name), length) == "h2";
}

std::string_view Session::version() const
{
    return SSL_get_version(m_ssl.get());
}

std::string_view Session::serverName() const
{
    const char *const name = SSL_get_servername(m_ssl.get(), TLSEXT_NAMETYPE_host_name);
    return name == nullptr ? std::string_view() : std::string_view(name);
}

Outcome Session::read(net::Stream &socket, net::Buffer &into)
{
    const Use use(*this, socket);
    const std::span<char> room = into.prepare(kLeastRoom);
    const int result = SSL_read(m_ssl.get(), room.data(), sizeFor(room.size()));
    if (result > 0) {
        into.commit(static_cast<std::size_t>(result));
        return Outcome::Progress;
    }
    into.releaseIfEmpty();
    return outcomeOf(result);
}

Outcome Session::write(net::Stream &socket, std::string_view bytes, std::size_t &sent)
{
    sent = 0;
    const Use use(*this, socket);
    const int result = SSL_write(m_ssl.get(), bytes.data(), sizeFor(bytes.size()));
    if (result <= 0)
        return outcomeOf(result);
    sent = static_cast<std::size_t>(result);
    return Outcome::Progress;
}

void Session::end(net::Stream &socket)
{
    if (m_hasFailed || SSL_in_init(m_ssl.get()) == 1)
        return; // OpenSSL takes no more calls after a failure
    const Use use(*this, socket);
    SSL_shutdown(m_ssl.get());
}

Outcome Session::outcomeOf(int result)
{
    switch (SSL_get_error(m_ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return Outcome::Blocked;
    case SSL_ERROR_ZERO_RETURN:
        return Outcome::Ended;
    default:
        m_hasFailed = true;
        // Many clients just hang up. From an upstream it may be that somebody cut its answer short.
        return m_hasEnded && m_role == Role::Server ? Outcome::Ended : Outcome::Failed;
    }
}

BIO_METHOD *Session::socketMethod()
{
    static BIO_METHOD *const method = [] {
        BIO_METHOD *const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "stream");
        BIO_meth_set_read(made, &readSocket);
        BIO_meth_set_write(made, &writeSocket);
        BIO_meth_set_ctrl(made, &controlSocket);
        return made;
    }();
    return method;
}

int Session::readSocket(BIO *bio, char *bytes, int size)
{
    auto &session = *static_cast<Session *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    std::size_t count = 0;
    Outcome outcome = Outcome::Progress;
    while (outcome == Outcome::Progress && count == 0) // a signal may come between
        outcome = session.m_socket->receive({bytes, static_cast<std::size_t>(size)}, count);
    if (count > 0)
        return static_cast<int>(count);
    session.m_hasEnded = outcome == Outcome::Ended;
    if (outcome == Outcome::Blocked)
        BIO_set_retry_read(bio);
    return session.m_hasEnded ? 0 : -1;
}

int Session::writeSocket(BIO *bio, const char *bytes, int size)
{
    auto &session = *static_cast<Session *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    std::size_t sent = 0;
    Outcome outcome = Outcome::Progress;
    while (outcome == Outcome::Progress && sent == 0)
        outcome = session.m_socket->transmit({bytes, static_cast<std::size_t>(size)}, sent);
    if (sent > 0)
        return static_cast<int>(sent);
    if (outcome == Outcome::Blocked)
        BIO_set_retry_write(bio);
    return -1;
}

long Session::controlSocket(BIO *bio, int command, long, void *)
{
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1;
    case BIO_CTRL_EOF:
        return static_cast<Session *>(BIO_get_data(bio))->m_hasEnded ? 1 : 0;
    default:
        return 0;
    }
}

} // namespace piuptime::gateway::tls
