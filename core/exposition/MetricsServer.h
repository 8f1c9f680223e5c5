// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/fleet/Engine.h"

#include <QTcpServer>
#include <QThreadPool>

#include <memory>

namespace piuptime::exposition {

/// Serves the newest values of an engine over HTTP at `/metrics`, to whoever reaches the address.
///
/// Everything is bounded: the number of clients, the length of a request and the time a client may take. Pages are
/// made in a thread of their own from states by value, so neither the engine nor the front end waits.
/// Thread: that of the engine, which outlives it.
class MetricsServer : public QObject
{
    Q_OBJECT
public:
    struct Options {
        std::string host = "127.0.0.1";
        std::uint16_t port = 0;        ///< 0: a free one
        int maxClients = 16;           ///< more are refused
        Milliseconds deadline{10'000}; ///< for a client, from its connection to the last byte
    };

    /// \retval InvalidInput the host is not an IP address   \retval Conflict the port is taken   \retval Internal
    [[nodiscard]] static Result<std::unique_ptr<MetricsServer>> start(const fleet::Engine &engine, Options options);
    ~MetricsServer() override;

    [[nodiscard]] std::uint16_t port() const { return m_server.serverPort(); }
    [[nodiscard]] int clients() const { return m_clients; }

private:
    MetricsServer(const fleet::Engine &engine, Options options);
    void welcome();

    const fleet::Engine &m_engine;
    const Options m_options;
    QTcpServer m_server;
    QThreadPool m_pages;
    int m_clients = 0;
};

} // namespace piuptime::exposition
