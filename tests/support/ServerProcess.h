// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <sys/types.h>
#include <vector>

namespace piuptime::test {

/// A port of 127.0.0.1 that nobody has, for servers that cannot choose one themselves. 0: there is none.
[[nodiscard]] quint16 freePort();

/// A real server that runs as a process with a folder of its own, where it also logs. Everything goes when the object
/// goes. For tests only: its methods wait.
class ServerProcess
{
public:
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// All that it has said so far.
    [[nodiscard]] QByteArray log() const;
    /// Ends it and its children at once, as a power cut would: what it has not stored is gone.
    virtual void kill();
    /// \retval Internal it did not start; with its log
    [[nodiscard]] Result<void> restart();
    /// Takes connections and bytes but answers nothing; and back.
    void freeze() const;
    void thaw() const;

protected:
    /// \param folderTemplate as QTemporaryDir takes it; empty: where temporary files belong
    explicit ServerProcess(const QString &folderTemplate = {});
    virtual ~ServerProcess();

    /// Starts it; on the same port each time.
    [[nodiscard]] virtual Result<void> launch() = 0;
    /// Starts a program and waits until it is ready. \retval Internal it is not; with its log
    [[nodiscard]] Result<void> runUntilReady(const QString &program, const QStringList &arguments,
                                             const std::function<bool()> &isReady);
    /// The process, then its children and theirs; empty when it does not run.
    [[nodiscard]] std::vector<pid_t> family() const;
    void signalFamily(int signal) const;
    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace piuptime::test
