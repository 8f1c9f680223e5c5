// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/tls/PeerCertificate.h"

#include "core/base/Freed.h"
#include "core/gateway/http/Characters.h"

#include <openssl/x509v3.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace piuptime::gateway::tls {

namespace {

using Certificate = std::unique_ptr<X509, Freed<&X509_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freed<&GENERAL_NAMES_free>>;
using Output = std::unique_ptr<BIO, Freed<&BIO_free_all>>;

std::string textOf(const ASN1_STRING *string)
{
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(string)),
            static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string subjectOf(const X509 *certificate)
{
    const Output output(BIO_new(BIO_s_mem()));
    if (!output || X509_NAME_print_ex(output.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253) < 0)
        return {};
    char *bytes = nullptr;
    const long length = BIO_get_mem_data(output.get(), &bytes);
    return {bytes, static_cast<std::size_t>(length)};
}

std::string commonNameOf(const X509 *certificate)
{
    const X509_NAME *const subject = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char *bytes = nullptr;
    const int length = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    std::string name = length > 0 ? std::string(reinterpret_cast<char *>(bytes), static_cast<std::size_t>(length)) : "";
    OPENSSL_free(bytes);
    return name;
}

std::string addressOf(const ASN1_OCTET_STRING *bytes)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int family = ASN1_STRING_length(bytes) == 4 ? AF_INET : AF_INET6;
    const bool isAddress = family == AF_INET || ASN1_STRING_length(bytes) == 16;
    return isAddress && ::inet_ntop(family, ASN1_STRING_get0_data(bytes), text.data(), text.size()) != nullptr
               ? text.data()
               : "";
}

/// A NUL in a name is an attempt to pass for another.
bool isSound(const std::string &name)
{
    return !name.empty() && std::ranges::none_of(name, [](char c) { return c >= 0 && c < ' '; });
}

std::vector<std::string> alternativeNames(const X509 *certificate)
{
    std::vector<std::string> all;
    const Names names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME *const name = sk_GENERAL_NAME_value(names.get(), i);
        std::string text;
        if (name->type == GEN_DNS)
            text = "DNS:" + textOf(name->d.dNSName);
        else if (name->type == GEN_EMAIL)
            text = "email:" + textOf(name->d.rfc822Name);
        else if (name->type == GEN_URI)
            text = "URI:" + textOf(name->d.uniformResourceIdentifier);
        else if (name->type == GEN_IPADD)
            text = "IP:" + addressOf(name->d.iPAddress);
        if (isSound(text))
            all.push_back(std::move(text));
    }
    return all;
}

std::string fingerprintOf(const X509 *certificate)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned length = 0;
    if (X509_digest(certificate, EVP_sha256(), hash.data(), &length) != 1)
        return {};
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += kDigits[hash[i] >> 4U];
        text += kDigits[hash[i] & 15U];
    }
    return text;
}

} // namespace

PeerCertificate describe(const X509 *certificate)
{
    const std::string commonName = commonNameOf(certificate);
    return {.subject = subjectOf(certificate),
            .commonName = isSound(commonName) ? commonName : "",
            .names = alternativeNames(certificate),
            .sha256 = fingerprintOf(certificate)};
}

std::shared_ptr<const PeerCertificate> verifiedPeer(const SSL *session)
{
    const Certificate certificate(SSL_get1_peer_certificate(session));
    if (!certificate || SSL_get_verify_result(session) != X509_V_OK)
        return nullptr;
    return std::make_shared<PeerCertificate>(describe(certificate.get()));
}

std::vector<std::string> hostsOf(const X509 *certificate)
{
    constexpr std::string_view kDns = "DNS:";
    std::vector<std::string> hosts;
    for (const std::string &name : alternativeNames(certificate)) {
        if (name.starts_with(kDns))
            hosts.push_back(name.substr(kDns.size()));
    }
    if (hosts.empty())
        hosts.push_back(commonNameOf(certificate));
    for (std::string &host : hosts)
        std::ranges::transform(host, host.begin(), http::lower);
    return hosts;
}

} // namespace piuptime::gateway::tls
