// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/Authority.h"

#include "core/base/Freed.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>

#include <array>
#include <memory>

namespace piuptime::broker {
namespace {

using Key = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Freed<&X509_free>>;
using Buffer = std::unique_ptr<BIO, Freed<&BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<&X509_EXTENSION_free>>;

/// Before any clock of a Pi that has lost the time, and without an end (RFC 5280, 4.1.2.5).
constexpr const char *kBegin = "19700101000000Z";
constexpr const char *kEnd = "99991231235959Z";

std::string textOf(BIO *buffer)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(buffer, &data);
    return {data, static_cast<std::size_t>(size)};
}

bool extend(X509 *certificate, X509 *issuer, int kind, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

X509Ptr makeCertificate(EVP_PKEY *key, const std::string &commonName)
{
    X509Ptr certificate(X509_new());
    std::array<unsigned char, 16> serial{};
    if (!certificate || RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1)
        return nullptr;
    serial[0] &= 0x7FU; // a positive number
    const std::unique_ptr<BIGNUM, Freed<&BN_free>> number(
        BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr));
    X509_NAME *name = X509_get_subject_name(certificate.get());
    const auto *common = reinterpret_cast<const unsigned char *>(commonName.c_str());
    const bool isMade = X509_set_version(certificate.get(), X509_VERSION_3) == 1
                        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) != nullptr
                        && ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate.get()), kBegin) == 1
                        && ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), kEnd) == 1
                        && X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, common, -1, -1, 0) == 1
                        && X509_set_pubkey(certificate.get(), key) == 1;
    return isMade ? std::move(certificate) : nullptr;
}

Key makeKey()
{
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

Result<Certificate> signedBy(EVP_PKEY *signer, X509 *certificate, EVP_PKEY *key)
{
    const Buffer pem(BIO_new(BIO_s_mem()));
    const Buffer secret(BIO_new(BIO_s_mem()));
    const bool isDone = X509_sign(certificate, signer, EVP_sha256()) > 0
                        && PEM_write_bio_X509(pem.get(), certificate) == 1
                        && PEM_write_bio_PrivateKey(secret.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    if (!isDone)
        return fail(ErrorKind::Internal, "OpenSSL does not make a certificate");
    return Certificate{textOf(pem.get()), textOf(secret.get())};
}

/// As OpenSSL's configuration writes the names a certificate is good for.
std::string alternativeNames(const std::vector<std::string> &hosts)
{
    std::string names;
    for (const std::string &host : hosts) {
        in6_addr address{};
        const bool isAddress =
            inet_pton(AF_INET, host.c_str(), &address) == 1 || inet_pton(AF_INET6, host.c_str(), &address) == 1;
        names += (names.empty() ? "" : ",") + std::string(isAddress ? "IP:" : "DNS:") + host;
    }
    return names;
}

} // namespace

Result<Certificate> makeAuthority(const std::string &commonName)
{
    const Key key = makeKey();
    const X509Ptr certificate = key ? makeCertificate(key.get(), commonName) : nullptr;
    const bool isMade =
        certificate && X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get())) == 1
        && extend(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        && extend(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign")
        && extend(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash");
    if (!isMade)
        return fail(ErrorKind::Internal, "OpenSSL does not make an authority");
    return signedBy(key.get(), certificate.get(), key.get());
}

Result<Certificate> issueServerCertificate(const Certificate &authority, const std::vector<std::string> &hosts)
{
    const Buffer pem(BIO_new_mem_buf(authority.pem.data(), static_cast<int>(authority.pem.size())));
    const Buffer secret(BIO_new_mem_buf(authority.key.data(), static_cast<int>(authority.key.size())));
    const X509Ptr issuer(PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr));
    const Key signer(PEM_read_bio_PrivateKey(secret.get(), nullptr, nullptr, nullptr));
    if (!issuer || !signer || X509_check_private_key(issuer.get(), signer.get()) != 1)
        return fail(ErrorKind::Corrupt, "the authority of the broker cannot be read");
    const Key key = makeKey();
    const X509Ptr certificate =
        key && !hosts.empty() ? makeCertificate(key.get(), hosts.front().substr(0, 64)) : nullptr;
    const bool isMade = certificate && X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.get())) == 1
                        && extend(certificate.get(), issuer.get(), NID_basic_constraints, "critical,CA:FALSE")
                        && extend(certificate.get(), issuer.get(), NID_key_usage, "critical,digitalSignature")
                        && extend(certificate.get(), issuer.get(), NID_ext_key_usage, "serverAuth")
                        && extend(certificate.get(), issuer.get(), NID_authority_key_identifier, "keyid")
                        && extend(certificate.get(), issuer.get(), NID_subject_alt_name, alternativeNames(hosts));
    if (!isMade)
        return fail(ErrorKind::Internal, "OpenSSL does not make a certificate for the broker");
    return signedBy(signer.get(), certificate.get(), key.get());
}

} // namespace piuptime::broker
