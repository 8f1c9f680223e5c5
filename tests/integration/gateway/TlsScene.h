// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/integration/gateway/GatewayScene.h"
#include "tests/support/Certificates.h"

#include <QProcess>

namespace piuptime {

/// What a program has said.
struct Said {
    int code = -1;
    QString output;
    QString errors;
};

/// Runs a client to its end.
[[nodiscard]] inline Said run(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30'000))
        process.kill();
    return {.code = process.exitCode(),
            .output = QString::fromUtf8(process.readAllStandardOutput()),
            .errors = QString::fromUtf8(process.readAllStandardError())};
}

/// A gateway that is reached by TLS alone.
[[nodiscard]] inline gateway::Config secureConfigFor(const HttpUpstream &upstream, const test::CertificateFiles &files)
{
    gateway::Config config = configFor({&upstream});
    config.listen.clear();
    config.listeners = {{.address = "127.0.0.1:0", .certificates = {{files.certificate, files.key}}}};
    return config;
}

[[nodiscard]] inline QString urlOf(const gateway::Gateway &gateway, const QString &path = QStringLiteral("/a"))
{
    return QStringLiteral("https://localhost:%1%2").arg(gateway.ports().front()).arg(path);
}

} // namespace piuptime
