// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/PinnedServer.h"
#include "tests/support/Certificates.h"

#include <memory>

namespace piuptime::bench {

/// Of the load's requests.
[[nodiscard]] QString loadKey();

/// What the gateway has to do beyond passing on.
struct GatewayTask {
    QString name = QStringLiteral("ours");
    const test::CertificateFiles *files = nullptr; ///< to be reached by TLS, HTTP/2 included; null: without
    bool isSeen = false;                           ///< with a line in a log and a trace of each request
    bool isGuarded = false;                        ///< for the load's key alone, with a limit that is never reached
    int mostAtOnce = 0;                            ///< requests; 0: any number
    int workers = 1;
};

/// The product's own program. \param cores as taskset takes them
[[nodiscard]] std::unique_ptr<PinnedServer> makeGateway(const QString &cores, int upstreamPort,
                                                        const GatewayTask &task = {});
/// nginx that answers with 1 KiB of JSON by itself.
[[nodiscard]] std::unique_ptr<PinnedServer> makeUpstream(int core);
/// What the gateway is compared with, each with one thread, kept connections, and the same fields added.
/// \param files to be reached by TLS, HTTP/2 included; null: without
[[nodiscard]] std::unique_ptr<PinnedServer> makeNginx(int core, int upstreamPort,
                                                      const test::CertificateFiles *files = nullptr);
[[nodiscard]] std::unique_ptr<PinnedServer> makeHaproxy(int core, int upstreamPort,
                                                        const test::CertificateFiles *files = nullptr);
/// The same with a line in a log for each request.
[[nodiscard]] std::unique_ptr<PinnedServer> makeLoggingNginx(int core, int upstreamPort);
/// The same with a log, for requests with the load's key alone, and a limit that is never reached.
[[nodiscard]] std::unique_ptr<PinnedServer> makeGuardedNginx(int core, int upstreamPort);
/// With so many requests at once; others are refused.
[[nodiscard]] std::unique_ptr<PinnedServer> makeLimitedNginx(int core, int upstreamPort, int mostAtOnce);
/// Node's own parser, as a proxy of some lines.
[[nodiscard]] std::unique_ptr<PinnedServer> makeNode(int core, int upstreamPort);

} // namespace piuptime::bench
