// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <chrono>
#include <string>

namespace piuptime::test {

/// A certificate and its key as PEM files.
struct CertificateFiles {
    std::string certificate;
    std::string key;
};

/// An authority of its own that issues whatever certificate a test needs. The files go when the object goes.
class CertificateAuthority
{
public:
    CertificateAuthority();

    /// The authority's own certificate, to be trusted.
    [[nodiscard]] std::string file() const;

    struct Wish {
        std::string commonName = "localhost";
        /// As OpenSSL writes it; empty: for no host.
        std::string hosts = "DNS:localhost,IP:127.0.0.1,IP:::1";
        std::chrono::hours validFrom{-1}; ///< from now
        std::chrono::hours validTo{24};   ///< from now
    };
    [[nodiscard]] CertificateFiles issue(const std::string &fileName, const Wish &wish) const;

private:
    QTemporaryDir m_folder;
};

} // namespace piuptime::test
