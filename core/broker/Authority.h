// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <vector>

namespace piuptime::broker {

/// A certificate and its private key, in PEM.
struct Certificate {
    std::string pem;
    std::string key;
};

/// A fresh certificate that may sign others. It does not expire: whom it was given to trusts it until told otherwise,
/// and a wall that stops after ten years helps nobody. \retval Internal OpenSSL refused
[[nodiscard]] Result<Certificate> makeAuthority(const std::string &commonName);

/// A certificate for a server with these names and addresses, signed by `authority`.
/// \retval Corrupt the authority cannot be read   \retval Internal OpenSSL refused
[[nodiscard]] Result<Certificate> issueServerCertificate(const Certificate &authority,
                                                         const std::vector<std::string> &hosts);

} // namespace piuptime::broker
