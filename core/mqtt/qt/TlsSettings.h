// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

namespace piuptime::mqtt {

/// How a broker is verified and what is shown to it.
struct TlsSettings {
    QSslConfiguration configuration;
    QString host; ///< the name or address that the certificate must be for
};

/// \retval InvalidInput a file cannot be used; the detail says which and why
[[nodiscard]] Result<TlsSettings> tlsSettings(const TlsOptions &options, const std::string &host);

/// Why we refuse a broker's certificate: English whatever the application speaks, and the words of OpenSSL.
[[nodiscard]] std::string wordsFor(const QSslError &error);

} // namespace piuptime::mqtt
