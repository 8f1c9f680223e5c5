// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/TlsContext.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>

#include <array>

namespace piuptime::mqtt {
namespace {

std::string lastReason()
{
    const unsigned long code = ERR_peek_last_error();
    const char *reason = ERR_reason_error_string(code);
    std::string text = reason != nullptr ? reason : "it cannot be read";
    ERR_clear_error();
    return text;
}

bool isAddress(const std::string &host)
{
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, host.c_str(), address.data()) == 1
           || inet_pton(AF_INET6, host.c_str(), address.data()) == 1;
}

} // namespace

Result<std::unique_ptr<TlsContext>> TlsContext::make(const TlsOptions &options, const std::string &host)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (context == nullptr)
        return fail(ErrorKind::Internal, "TLS cannot be used: " + lastReason());
    std::unique_ptr<TlsContext> made(new TlsContext(context));
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_app_data(context, made.get());
    made->m_host = host;
    SSL_CTX_set_info_callback(context, &TlsContext::onProgress);
    if (Result<void> trusted = made->trust(options, host); !trusted)
        return tl::unexpected(std::move(trusted).error());
    if (Result<void> presented = made->present(options); !presented)
        return tl::unexpected(std::move(presented).error());
    return made;
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(m_context);
}

void TlsContext::onProgress(const ssl_st *ssl, int where, int value)
{
    auto *self = static_cast<TlsContext *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
    if ((where & SSL_CB_HANDSHAKE_START) != 0 && !isAddress(self->m_host))
        (void)SSL_set_tlsext_host_name(const_cast<SSL *>(ssl), self->m_host.c_str());
    constexpr int kFatal = 2; // the level, above the description
    if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT && value >> 8 == kFatal)
        self->m_refusal = std::string("the broker refuses ours: ") + SSL_alert_desc_string_long(value);
}

std::string TlsContext::takeRefusal()
{
    return std::exchange(m_refusal, {});
}

Result<void> TlsContext::trust(const TlsOptions &options, const std::string &host)
{
    const int loaded = options.caFile.empty()
                           ? SSL_CTX_set_default_verify_paths(m_context)
                           : SSL_CTX_load_verify_locations(m_context, options.caFile.c_str(), nullptr);
    if (loaded != 1)
        return fail(ErrorKind::InvalidInput,
                    "the authorities in " + options.caFile + " cannot be used: " + lastReason());
    X509_VERIFY_PARAM *expected = SSL_CTX_get0_param(m_context);
    const int named = isAddress(host) ? X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str())
                                      : X509_VERIFY_PARAM_set1_host(expected, host.c_str(), host.size());
    if (named != 1)
        return fail(ErrorKind::InvalidInput, "not a host that a certificate can be for", host);
    SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER, [](int isGood, X509_STORE_CTX *store) {
        const auto *ssl =
            static_cast<const SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
        auto *self = static_cast<TlsContext *>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
        if (isGood == 0 && self->m_refusal.empty())
            self->m_refusal = std::string("we refuse the broker's: ")
                              + X509_verify_cert_error_string(X509_STORE_CTX_get_error(store));
        return isGood;
    });
    return {};
}

Result<void> TlsContext::present(const TlsOptions &options)
{
    if (options.certificateFile.empty())
        return {};
    if (SSL_CTX_use_certificate_chain_file(m_context, options.certificateFile.c_str()) != 1)
        return fail(ErrorKind::InvalidInput,
                    "the certificate " + options.certificateFile + " cannot be used: " + lastReason());
    // Nobody is there to type a passphrase: a key that needs one cannot be used.
    SSL_CTX_set_default_passwd_cb(m_context, [](char *, int, int, void *) { return -1; });
    if (SSL_CTX_use_PrivateKey_file(m_context, options.keyFile.c_str(), SSL_FILETYPE_PEM) != 1)
        return fail(ErrorKind::InvalidInput, "the key " + options.keyFile + " cannot be used: " + lastReason());
    if (SSL_CTX_check_private_key(m_context) != 1)
        return fail(ErrorKind::InvalidInput, "the key " + options.keyFile + " is not that of the certificate");
    return {};
}

} // namespace piuptime::mqtt
