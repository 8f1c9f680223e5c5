// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/collect/ProbeProcess.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace piuptime::collect {
namespace {

constexpr int kPatience = 60'000; // ms

QString fixtures()
{
    return QStringLiteral(PIUPTIME_FIXTURES);
}

void put(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile::remove(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

FakePi::FakePi(const QString &model)
{
    QDir().mkpath(m_dir.filePath(QStringLiteral("root")));
    QDir().mkpath(m_dir.filePath(QStringLiteral("bin")));
    QDir().mkpath(m_dir.filePath(QStringLiteral("busybox")));
    if (model.isEmpty())
        return;
    const QString source = fixtures() + QLatin1Char('/') + model;
    if (QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), source + QStringLiteral("/."), m_dir.path()})
        != 0)
        qFatal("cannot copy the fixture %s", qPrintable(model));
}

void FakePi::write(const QString &path, const QByteArray &bytes) const
{
    put(m_dir.filePath(QStringLiteral("root/") + path), bytes);
}

void FakePi::remove(const QString &path) const
{
    QFile::remove(m_dir.filePath(QStringLiteral("root/") + path));
}

void FakePi::answer(const QString &path, const QByteArray &bytes, int exitStatus) const
{
    const QString file = m_dir.filePath(QStringLiteral("commands/") + path);
    put(file, bytes);
    QFile::remove(file + QStringLiteral(".exit"));
    if (exitStatus != 0)
        put(file + QStringLiteral(".exit"), QByteArray::number(exitStatus) + '\n');
}

void FakePi::script(const QString &command, const QByteArray &body) const
{
    const QString file = m_dir.filePath(QStringLiteral("bin/") + command);
    put(file, "#!/bin/sh\n" + body + '\n');
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QList<QByteArray> FakePi::log() const
{
    QFile file(m_dir.filePath(QStringLiteral("commands/log")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

QProcessEnvironment FakePi::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PIUPTIME_ROOT"), m_dir.filePath(QStringLiteral("root")));
    environment.insert(QStringLiteral("PIUPTIME_FAKE"), m_dir.filePath(QStringLiteral("commands")));
    const QString path = m_dir.filePath(QStringLiteral("bin")) + QLatin1Char(':') + QStringLiteral(PIUPTIME_FAKEPI_BIN);
    environment.insert(QStringLiteral("PATH"), path + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
    return environment;
}

QProcessEnvironment FakePi::busyboxEnvironment() const
{
    const QString applets = m_dir.filePath(QStringLiteral("busybox"));
    const QString busybox = QStringLiteral("busybox");
    if (QProcess::execute(busybox, {QStringLiteral("--install"), QStringLiteral("-s"), applets}) != 0)
        qFatal("cannot install busybox");
    QProcessEnvironment environment = this->environment();
    const QString path = m_dir.filePath(QStringLiteral("bin")) + QLatin1Char(':') + QStringLiteral(PIUPTIME_FAKEPI_BIN);
    environment.insert(QStringLiteral("PATH"), path + QLatin1Char(':') + applets);
    return environment;
}

QProcessEnvironment FakePi::bareEnvironment() const
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PIUPTIME_ROOT"), m_dir.filePath(QStringLiteral("root")));
    environment.insert(QStringLiteral("PATH"), m_dir.filePath(QStringLiteral("bin")));
    return environment;
}

ProbeProcess::ProbeProcess(const QString &shell, const QProcessEnvironment &environment)
{
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.startCommand(shell);
    const std::string nonce = freshNonce();
    m_decoder.expect(nonce);
    m_process.write(QByteArray::fromStdString(probeScript(nonce)));
    const auto greeted = readRecord();
    m_up = greeted && *greeted && section("probe") == "version 1";
}

ProbeProcess::~ProbeProcess()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kPatience))
        m_process.kill();
}

Result<Reading> ProbeProcess::ask(const Ask &ask)
{
    const std::string nonce = freshNonce();
    m_decoder.expect(nonce);
    m_process.write(QByteArray::fromStdString(askLine(nonce, ask)));
    const auto whole = readRecord();
    if (!whole)
        return fail(whole.error(), "reading a record");
    const SystemClock clock;
    return m_builder.build(m_decoder.sections(), clock.utcNow(), clock.monotonicNow());
}

std::string_view ProbeProcess::section(std::string_view name) const
{
    for (const Section &section : m_decoder.sections()) {
        if (section.name == name)
            return section.bytes;
    }
    return {};
}

void ProbeProcess::write(const QByteArray &bytes)
{
    m_process.write(bytes);
}

int ProbeProcess::end()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(kPatience))
        return -1;
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

Result<bool> ProbeProcess::readRecord()
{
    const QDeadlineTimer deadline(kPatience);
    while (!deadline.hasExpired()) {
        const QByteArray bytes = m_process.readAllStandardOutput();
        const auto whole = m_decoder.feed(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        if (!whole || *whole)
            return whole;
        if (m_process.state() == QProcess::NotRunning && m_process.bytesAvailable() == 0)
            return fail(ErrorKind::Unreachable, "the probe ended");
        m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
    }
    return fail(ErrorKind::Timeout, "no record in time");
}

} // namespace piuptime::collect
