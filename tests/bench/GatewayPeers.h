// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/Certificates.h"

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace piuptime::bench {

/// A server of the benchmark, pinned to a core, on a free port of this machine.
class PinnedServer
{
public:
    /// \param arguments with `%port` where the port belongs and `%folder` where a folder of its own does
    /// \param files name and content, made in that folder, with the same replaced
    PinnedServer(QString name, int core, QString program, QStringList arguments,
                 const std::vector<std::pair<QString, QString>> &files = {});
    ~PinnedServer();
    PinnedServer(const PinnedServer &) = delete;
    PinnedServer &operator=(const PinnedServer &) = delete;

    /// Whether it takes connections.
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] const QString &name() const { return m_name; } ///< with its version
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString url() const;
    /// It is reached by TLS.
    void setSecure() { m_isSecure = true; }
    /// CPU time of it and its children so far, in milliseconds.
    [[nodiscard]] double cpuMilliseconds() const;
    /// Resident memory of it and its children, in MB (10^6 bytes).
    [[nodiscard]] double residentMegabytes() const;

private:
    [[nodiscard]] std::vector<qint64> processes() const;

    QString m_name;
    int m_port;
    bool m_isSecure = false;
    QTemporaryDir m_folder;
    QProcess m_process;
    bool m_isUp = false;
};

/// nginx that answers with 1 KiB of JSON by itself.
[[nodiscard]] std::unique_ptr<PinnedServer> makeUpstream(int core);
/// What the gateway is compared with, each with one thread, kept connections, and the same fields added.
/// \param files to be reached by TLS, HTTP/2 included; null: without
[[nodiscard]] std::unique_ptr<PinnedServer> makeNginx(int core, int upstreamPort,
                                                      const test::CertificateFiles *files = nullptr);
/// The same with a line in a log for each request.
[[nodiscard]] std::unique_ptr<PinnedServer> makeLoggingNginx(int core, int upstreamPort);
[[nodiscard]] std::unique_ptr<PinnedServer> makeHaproxy(int core, int upstreamPort,
                                                        const test::CertificateFiles *files = nullptr);
/// Node's own parser, as a proxy of some lines.
[[nodiscard]] std::unique_ptr<PinnedServer> makeNode(int core, int upstreamPort);
/// \param program  of `GatewayProgram.cpp`
[[nodiscard]] std::unique_ptr<PinnedServer> makeGateway(int core, int upstreamPort, const QString &program,
                                                        const test::CertificateFiles *files = nullptr);
/// The same with a log, for requests with the load's key alone, and a limit that is never reached; nginx likewise.
[[nodiscard]] std::unique_ptr<PinnedServer> makeGuardedGateway(int core, int upstreamPort, const QString &program);
[[nodiscard]] std::unique_ptr<PinnedServer> makeGuardedNginx(int core, int upstreamPort);
/// The same with a log and a trace of each request.
[[nodiscard]] std::unique_ptr<PinnedServer> makeSeeingGateway(int core, int upstreamPort, const QString &program);

/// One run of wrk, whose requests have an API key.
struct Run {
    double requestsPerSecond = 0;
    double p99Milliseconds = 0;
    double cpuMicroseconds = 0; ///< of the server, a request
    bool isSound = false;       ///< no errors, and all answers with 200
};
[[nodiscard]] Run runLoad(const PinnedServer &server, int core, int connections, int seconds);
/// One run of h2load: HTTP/2, with so many requests at once on each connection. Without a latency.
[[nodiscard]] Run runHttp2Load(const PinnedServer &server, int core, int connections, int streams, int seconds);

} // namespace piuptime::bench
