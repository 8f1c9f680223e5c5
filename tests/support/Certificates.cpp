// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>

namespace piuptime::test {
namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<&X509_free>>;
using File = std::unique_ptr<std::FILE, Freed<&std::fclose>>;

Key makeKey()
{
    return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
}

Certificate makeCertificate(EVP_PKEY *key, const std::string &commonName, std::chrono::seconds from,
                            std::chrono::seconds to)
{
    static long serial = 0;
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from.count());
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), to.count());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(commonName.c_str()), -1, -1, 0);
    X509_set_pubkey(certificate.get(), key);
    return certificate;
}

void extend(X509 *certificate, int kind, const std::string &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Freed<&X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    X509_add_ext(certificate, extension.get(), -1);
}

void store(const std::string &path, X509 *certificate)
{
    const File file(std::fopen(path.c_str(), "w"));
    PEM_write_X509(file.get(), certificate);
}

void store(const std::string &path, EVP_PKEY *key)
{
    const File file(std::fopen(path.c_str(), "w"));
    PEM_write_PrivateKey(file.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
}

Certificate readCertificate(const std::string &path)
{
    const File file(std::fopen(path.c_str(), "r"));
    return Certificate(PEM_read_X509(file.get(), nullptr, nullptr, nullptr));
}

Key readKey(const std::string &path)
{
    const File file(std::fopen(path.c_str(), "r"));
    return Key(PEM_read_PrivateKey(file.get(), nullptr, nullptr, nullptr));
}

} // namespace

CertificateAuthority::CertificateAuthority()
{
    static int authorities = 0;
    const Key key = makeKey();
    const Certificate certificate = makeCertificate(key.get(), "Test authority " + std::to_string(++authorities),
                                                    std::chrono::hours(-24 * 365), std::chrono::hours(24 * 365));
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    extend(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    store(file(), certificate.get());
    store(m_folder.filePath(QStringLiteral("ca.key")).toStdString(), key.get());
    // A broker that root starts reads its files as another user.
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ReadOther | QFile::ExeOther);
}

std::string CertificateAuthority::file() const
{
    return m_folder.filePath(QStringLiteral("ca.pem")).toStdString();
}

CertificateFiles CertificateAuthority::issue(const std::string &fileName, const Wish &wish) const
{
    const Certificate issuer = readCertificate(file());
    const Key issuerKey = readKey(m_folder.filePath(QStringLiteral("ca.key")).toStdString());
    const Key key = makeKey();
    const Certificate certificate = makeCertificate(key.get(), wish.commonName, wish.validFrom, wish.validTo);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.get()));
    if (!wish.hosts.empty())
        extend(certificate.get(), NID_subject_alt_name, wish.hosts);
    X509_sign(certificate.get(), issuerKey.get(), EVP_sha256());
    const std::string path = m_folder.filePath(QString::fromStdString(fileName)).toStdString();
    CertificateFiles files{path + ".pem", path + ".key"};
    store(files.certificate, certificate.get());
    store(files.key, key.get());
    QFile::setPermissions(QString::fromStdString(files.key),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return files;
}

} // namespace piuptime::test
