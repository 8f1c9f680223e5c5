// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <vector>

namespace piuptime::gateway::tls {

/// Who a client is, by a certificate that an authority of the listener vouches for.
struct PeerCertificate {
    std::string subject;            ///< as RFC 2253 writes it, such as `CN=pi-7,O=Lab`
    std::string commonName;         ///< empty when the subject has none
    std::vector<std::string> names; ///< alternative ones: `DNS:pi-7.lab`, `email:…`, `URI:…`, `IP:10.0.0.7`
    std::string sha256;             ///< fingerprint: 64 lower-case hexadecimal digits
};

[[nodiscard]] PeerCertificate describe(const X509 *certificate);
/// The certificate that a session's peer has shown and that was verified; null when it has shown none.
[[nodiscard]] std::shared_ptr<const PeerCertificate> verifiedPeer(const SSL *session);

/// The DNS names that a certificate is for, in lower case: its alternative names, or else its common name.
[[nodiscard]] std::vector<std::string> hostsOf(const X509 *certificate);

} // namespace piuptime::gateway::tls
