// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LocalLink.h"

#include "core/async/FdStream.h"
#include "core/async/LocalProcessChannel.h"
#include "core/async/Wait.h"

#include <QFile>
#include <QProcess>

namespace piuptime::fleet {
namespace {

QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openLocalShell(Deadline deadline)
{
    auto shell = co_await async::LocalProcessChannel::open(QStringLiteral("sh"), {}, deadline);
    if (!shell)
        co_return fail(shell.error(), "starting a shell on this machine");
    std::shared_ptr<async::ByteChannel> channel = std::move(*shell);
    co_return channel;
}

QCoro::Task<Result<CommandOutput>> runLocally(std::string command, QByteArray input, std::size_t most,
                                              Deadline deadline)
{
    QProcess process;
    process.setProgram(QStringLiteral("sh"));
    process.setArguments({QStringLiteral("-c"), QString::fromStdString(command)});
    auto finished = async::wakeOn(&process, &QProcess::finished, deadline);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    const async::Woken woken = co_await std::move(finished);
    if (process.error() == QProcess::FailedToStart)
        co_return fail(ErrorKind::NotFound, "there is no shell on this machine");
    if (woken != async::Woken::Signal) {
        process.kill();
        co_return fail(ErrorKind::Timeout, "the command did not end in time");
    }
    const QByteArray output = process.readAllStandardOutput();
    const QByteArray errors = process.readAllStandardError();
    if (static_cast<std::size_t>(output.size() + errors.size()) > most)
        co_return fail(ErrorKind::Overloaded, "the command printed more than " + std::to_string(most) + " bytes");
    const int status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    co_return CommandOutput{status, output.toStdString(), errors.toStdString()};
}

} // namespace

QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> LocalLink::openShell(Deadline deadline)
{
    auto shell = co_await openLocalShell(deadline);
    if (shell)
        m_shell = *shell;
    co_return shell;
}

QCoro::Task<Result<CommandOutput>> LocalLink::run(std::string command, QByteArray input, std::size_t most,
                                                  Deadline deadline)
{
    return runLocally(std::move(command), std::move(input), most, deadline);
}

QCoro::Task<Result<void>> LocalLink::upload(std::string path, QByteArray bytes, std::function<void(std::size_t)> sent,
                                            Deadline)
{
    QFile file(QString::fromStdString(path));
    const bool isOpen = file.open(QFile::WriteOnly | QFile::Truncate);
    const bool isWritten = isOpen && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
                           && file.write(bytes) == bytes.size() && file.flush();
    if (!isWritten)
        co_return fail(ErrorKind::Internal, path + ": " + file.errorString().toStdString());
    sent(static_cast<std::size_t>(bytes.size()));
    co_return {};
}

QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> LocalLink::openSocket(std::string path, Deadline)
{
    auto fd = async::connectUnixSocket(path);
    if (!fd)
        co_return fail(ErrorKind::Unreachable, fd.error().detail);
    std::shared_ptr<async::ByteChannel> channel = std::make_shared<async::FdStream>(std::move(*fd), path);
    co_return channel;
}

void LocalLink::close()
{
    if (const auto shell = m_shell.lock())
        shell->close();
}

} // namespace piuptime::fleet
