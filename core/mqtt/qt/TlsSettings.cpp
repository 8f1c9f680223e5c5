// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/TlsSettings.h"

#include "core/mqtt/TlsContext.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace piuptime::mqtt {
namespace {

/// The key of a file that is known to hold one; null: Qt knows no such kind.
QSslKey readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray pem = file.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa, QSsl::Dsa}) {
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<TlsSettings> tlsSettings(const TlsOptions &options, const std::string &host)
{
    // Qt does not tell why it cannot use a file, nor whether a key is that of a certificate.
    if (const auto checked = TlsContext::make(options, host); !checked)
        return tl::unexpected(checked.error());
    TlsSettings settings{QSslConfiguration::defaultConfiguration(), QString::fromStdString(host)};
    settings.configuration.setProtocol(QSsl::TlsV1_2OrLater);
    settings.configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!options.caFile.empty())
        settings.configuration.setCaCertificates(QSslCertificate::fromPath(QString::fromStdString(options.caFile)));
    if (options.certificateFile.empty())
        return settings;
    const QSslKey key = readKey(QString::fromStdString(options.keyFile));
    if (key.isNull())
        return fail(ErrorKind::InvalidInput, "the key " + options.keyFile + " is neither RSA, EC nor DSA");
    settings.configuration.setLocalCertificateChain(
        QSslCertificate::fromPath(QString::fromStdString(options.certificateFile)));
    settings.configuration.setPrivateKey(key);
    return settings;
}

std::string wordsFor(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return "certificate has expired";
    case QSslError::CertificateNotYetValid:
        return "certificate is not yet valid";
    case QSslError::HostNameMismatch:
        return "hostname mismatch";
    case QSslError::SelfSignedCertificate:
        return "self-signed certificate";
    case QSslError::SelfSignedCertificateInChain:
        return "self-signed certificate in certificate chain";
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::CertificateUntrusted:
        return "unable to get local issuer certificate";
    case QSslError::UnableToVerifyFirstCertificate:
        return "unable to verify the first certificate";
    case QSslError::InvalidCaCertificate:
        return "invalid CA certificate";
    case QSslError::InvalidPurpose:
        return "unsuitable certificate purpose";
    case QSslError::CertificateRevoked:
        return "certificate revoked";
    case QSslError::CertificateSignatureFailed:
        return "certificate signature failure";
    default:
        return error.errorString().toStdString();
    }
}

} // namespace piuptime::mqtt
