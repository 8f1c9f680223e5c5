// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/simulation/OpenSsh.h"

#include "core/base/Text.h"

#include <QFile>

using namespace piuptime;

namespace {

constexpr int kPatience = 20'000; ///< ms

} // namespace

OpenSsh::OpenSsh(const simulation::DemoFleet &fleet, std::size_t index)
    : m_keyFile(QString::fromStdString(fleet.keyFile()))
    , m_address(QString::fromStdString(fleet.devices()[index].endpoint.host))
    , m_port(fleet.devices()[index].endpoint.port)
{
    QFile known(m_directory.filePath(QStringLiteral("known_hosts")));
    if (known.open(QIODevice::WriteOnly))
        known.write(QStringLiteral("[%1]:%2 ").arg(m_address).arg(m_port).toLatin1()
                    + QByteArray::fromStdString(fleet.hostKey(index)) + '\n');
}

OpenSsh::~OpenSsh()
{
    m_process.kill();
    m_process.waitForFinished();
}

void OpenSsh::signInWith(const QString &method, const QString &password)
{
    m_method = method;
    const QString program = m_directory.filePath(QStringLiteral("askpass"));
    QFile file(program);
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\necho " + QByteArray::fromStdString(shellQuoted(password.toStdString())) + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SSH_ASKPASS"), program);
    environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("force"));
    m_process.setProcessEnvironment(environment);
}

QStringList OpenSsh::arguments() const
{
    QStringList all{QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("-T")};
    const QStringList options{
        QStringLiteral("Port=%1").arg(m_port),
        QStringLiteral("IdentityFile=") + m_keyFile,
        QStringLiteral("IdentityAgent=none"),
        QStringLiteral("IdentitiesOnly=yes"),
        QStringLiteral("UserKnownHostsFile=") + m_directory.filePath(QStringLiteral("known_hosts")),
        QStringLiteral("GlobalKnownHostsFile=/dev/null"),
        QStringLiteral("StrictHostKeyChecking=yes"),
        QStringLiteral("NumberOfPasswordPrompts=1"),
        QStringLiteral("PreferredAuthentications=") + m_method,
    };
    for (const QString &option : options)
        all << QStringLiteral("-o") << option;
    return all << QStringLiteral("pi@") + m_address;
}

int OpenSsh::run(const QString &command)
{
    m_errors.clear();
    m_process.start(QStringLiteral("ssh"), arguments() << command);
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(kPatience))
        return -1;
    return m_process.exitCode();
}

bool OpenSsh::startProbe()
{
    const auto command = QString::fromUtf8(collect::kProbeCommand.data(), qsizetype(collect::kProbeCommand.size()));
    m_process.start(QStringLiteral("ssh"), arguments() << command);
    m_process.write(QByteArray::fromStdString(collect::probeScript(m_nonce)));
    collect::RecordDecoder decoder;
    decoder.expect(m_nonce);
    while (m_process.waitForReadyRead(kPatience)) {
        const auto whole = decoder.feed(m_process.readAllStandardOutput().toStdString());
        if (!whole || *whole)
            return whole.has_value();
    }
    return false;
}

void OpenSsh::sendAsk(const collect::Ask &ask)
{
    m_nonce = collect::freshNonce();
    m_process.write(QByteArray::fromStdString(collect::askLine(m_nonce, ask)));
    m_process.waitForBytesWritten(kPatience);
}

std::optional<Reading> OpenSsh::ask(const collect::Ask &ask)
{
    sendAsk(ask);
    collect::RecordDecoder decoder;
    decoder.expect(m_nonce);
    for (QByteArray bytes = read(kPatience); !bytes.isEmpty(); bytes = read(kPatience)) {
        const auto whole = decoder.feed(bytes.toStdString());
        if (!whole)
            return std::nullopt;
        if (*whole)
            return m_builder.build(decoder.sections(), SystemClock().utcNow(), SystemClock().monotonicNow());
    }
    return std::nullopt;
}

QByteArray OpenSsh::read(int milliseconds)
{
    if (m_process.bytesAvailable() == 0)
        m_process.waitForReadyRead(milliseconds);
    return m_process.readAllStandardOutput();
}

bool OpenSsh::waitForEnd()
{
    return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(kPatience);
}

QByteArray OpenSsh::errors()
{
    m_errors += m_process.readAllStandardError();
    return m_errors;
}
