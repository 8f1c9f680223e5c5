// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/gateway/route/Config.h"

#include <openssl/ssl.h>

namespace piuptime::gateway::tls {

/// Has a context show a certificate.
/// \retval NotFound a file cannot be read   \retval InvalidInput it holds none, the key does not fit, or it has expired
[[nodiscard]] Result<void> useCertificate(SSL_CTX *context, const CertificateConfig &files);

/// Has a context believe the authorities in a file.
/// \retval NotFound it cannot be read   \retval InvalidInput it holds none
[[nodiscard]] Result<void> useAuthorities(SSL_CTX *context, const std::string &file);

/// A hash of what a file holds. \retval NotFound it cannot be read
[[nodiscard]] Result<std::string> hashOf(const std::string &file);

} // namespace piuptime::gateway::tls
