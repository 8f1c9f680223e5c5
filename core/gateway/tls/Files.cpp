// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls/Files.h"

#include "core/base/Freed.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

namespace piuptime::gateway::tls {

namespace {

using Output = std::unique_ptr<BIO, Freed<&BIO_free_all>>;

/// What OpenSSL says of its last failure, in its words.
std::string reason()
{
    const char *const text = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return text != nullptr ? text : "no reason is known";
}

Result<std::string> contentOf(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    if (!stream || content.empty())
        return fail(ErrorKind::NotFound,
                    "cannot read " + file + ": " + (stream ? "it is empty" : std::strerror(errno)));
    return content;
}

/// A key that asks for a passphrase would have the whole program wait at a terminal.
int refusePassphrase(char *, int, int, void *)
{
    return 0;
}

std::string endOf(const X509 *certificate)
{
    const Output output(BIO_new(BIO_s_mem()));
    std::array<char, 64> text{};
    if (output && ASN1_TIME_print(output.get(), X509_get0_notAfter(certificate)) == 1)
        BIO_read(output.get(), text.data(), static_cast<int>(text.size()) - 1);
    return text.data();
}

} // namespace

Result<void> useCertificate(SSL_CTX *context, const CertificateConfig &files)
{
    for (const std::string &file : {files.certificate, files.key}) {
        if (const auto content = contentOf(file); !content)
            return tl::unexpected(content.error());
    }
    SSL_CTX_set_default_passwd_cb(context, &refusePassphrase);
    if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
        return fail(ErrorKind::InvalidInput, "no certificate in " + files.certificate + ": " + reason());
    if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(context) != 1)
        return fail(ErrorKind::InvalidInput,
                    "no key in " + files.key + " for the certificate in " + files.certificate + ": " + reason());
    // One that is not valid yet is served: a Pi without a clock of its own wakes up in the past.
    const X509 *const certificate = SSL_CTX_get0_certificate(context);
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
        return fail(ErrorKind::InvalidInput,
                    "the certificate in " + files.certificate + " expired at " + endOf(certificate) + ": renew it");
    return {};
}

Result<void> useAuthorities(SSL_CTX *context, const std::string &file)
{
    if (const auto content = contentOf(file); !content)
        return tl::unexpected(content.error());
    if (SSL_CTX_load_verify_file(context, file.c_str()) != 1)
        return fail(ErrorKind::InvalidInput, "no authorities in " + file + ": " + reason());
    return {};
}

Result<std::string> hashOf(const std::string &file)
{
    const auto content = contentOf(file);
    if (!content)
        return tl::unexpected(content.error());
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    EVP_Digest(content->data(), content->size(), hash.data(), &length, EVP_sha256(), nullptr);
    return std::string(reinterpret_cast<const char *>(hash.data()), length);
}

} // namespace piuptime::gateway::tls
