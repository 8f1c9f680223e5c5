// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <memory>
#include <string>

struct ssl_ctx_st;
struct ssl_st;

namespace piuptime::mqtt {

/// How a broker is verified and what is shown to it: TLS 1.2 or later, its chain, and its name or address. Remembers
/// why it failed, which libmosquitto does not tell. Used in one thread.
class TlsContext
{
public:
    /// \param host the name or address that the certificate must be for
    /// \retval InvalidInput a file cannot be used; the detail says which and why
    [[nodiscard]] static Result<std::unique_ptr<TlsContext>> make(const TlsOptions &options, const std::string &host);
    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    [[nodiscard]] ssl_ctx_st *get() { return m_context; }
    /// Who refuses whose certificate and why, once: such as `we refuse the broker's: certificate has expired`; empty
    /// when nobody does.
    [[nodiscard]] std::string takeRefusal();

private:
    explicit TlsContext(ssl_ctx_st *context)
        : m_context(context)
    {
    }
    [[nodiscard]] Result<void> trust(const TlsOptions &options, const std::string &host);
    [[nodiscard]] Result<void> present(const TlsOptions &options);

    /// Tells the broker which host is meant, since libmosquitto knows its address alone, and hears why it is refused.
    static void onProgress(const ssl_st *ssl, int where, int value);

    ssl_ctx_st *m_context;
    std::string m_host;
    std::string m_refusal;
};

} // namespace piuptime::mqtt
