// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/LocalProcessChannel.h"

#include "core/async/Wait.h"

#include <QAbstractEventDispatcher>
#include <QTimer>

namespace piuptime::async {
namespace {

constexpr Milliseconds kKillAfter{2000};

/// Asks the process to end, kills it when it does not, and deletes the object when it is gone; does not wait for that
/// unless the thread ends first, which kills the process at once.
void endInBackground(std::unique_ptr<QProcess> owned)
{
    QProcess *process = owned.release();
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    QObject::connect(process, &QProcess::finished, process, &QObject::deleteLater);
    QTimer::singleShot(kKillAfter, process, &QProcess::kill);
    // Without its event loop a thread hears neither of the process nor of the timer.
    QObject::connect(QAbstractEventDispatcher::instance(), &QObject::destroyed, process, [process] {
        process->kill();
        process->waitForFinished();
        delete process;
    });
    process->terminate();
}

} // namespace

QCoro::Task<Result<std::unique_ptr<LocalProcessChannel>>>
LocalProcessChannel::open(QString program, QStringList arguments, Deadline deadline)
{
    CO_TRY(auto sockets, makeSocketPair());
    // QProcess would read ahead without bound, so the program gets a socket of ours and QProcess only supervises.
    auto process = std::make_unique<QProcess>();
    process->setStandardInputFile(QProcess::nullDevice());
    process->setStandardOutputFile(QProcess::nullDevice());
    process->setStandardErrorFile(QProcess::nullDevice());
    const int childEnd = sockets.second.get();
    process->setChildProcessModifier([childEnd] {
        ::dup2(childEnd, STDIN_FILENO);
        ::dup2(childEnd, STDOUT_FILENO);
    });
    process->start(program, arguments);
    while (process->state() == QProcess::Starting) {
        const Woken woken = co_await wakeOn(process.get(), &QProcess::stateChanged, deadline);
        if (woken == Woken::Timeout)
            co_return fail(ErrorKind::Timeout, program.toStdString() + " did not start in time");
    }
    if (process->error() == QProcess::FailedToStart)
        co_return fail(ErrorKind::NotFound, program.toStdString() + ": " + process->errorString().toStdString());
    co_return std::unique_ptr<LocalProcessChannel>(
        new LocalProcessChannel(std::move(process), std::move(sockets.first), program.toStdString()));
}

LocalProcessChannel::LocalProcessChannel(std::unique_ptr<QProcess> process, UniqueFd fd, std::string name)
    : m_stream(std::move(fd), std::move(name))
    , m_process(std::move(process))
{
}

LocalProcessChannel::~LocalProcessChannel()
{
    close();
}

QCoro::Task<Result<void>> LocalProcessChannel::write(QByteArray bytes, Deadline deadline)
{
    return m_stream.write(std::move(bytes), deadline);
}

QCoro::Task<Result<QByteArray>> LocalProcessChannel::readSome(Deadline deadline)
{
    return m_stream.readSome(deadline);
}

void LocalProcessChannel::close()
{
    m_stream.close();
    if (m_process)
        endInBackground(std::move(m_process));
}

} // namespace piuptime::async
