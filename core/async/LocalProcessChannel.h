// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/FdStream.h"

#include <QProcess>
#include <QStringList>

#include <memory>

namespace piuptime::async {

/// A program on this machine as a byte channel: what is written goes to its standard input, what it prints is read.
/// Standard error is discarded. The program is stopped when the channel is closed or destroyed.
class LocalProcessChannel final : public ByteChannel
{
public:
    /// Starts `program` (a path, or a name looked up in PATH); returns when it runs.
    /// \retval NotFound it cannot be started   \retval Timeout
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<LocalProcessChannel>>>
    open(QString program, QStringList arguments, Deadline deadline);
    ~LocalProcessChannel() override;

    [[nodiscard]] QCoro::Task<Result<void>> write(QByteArray bytes, Deadline deadline) override;
    [[nodiscard]] QCoro::Task<Result<QByteArray>> readSome(Deadline deadline) override;
    void close() override;

private:
    LocalProcessChannel(std::unique_ptr<QProcess> process, UniqueFd fd, std::string name);

    FdStream m_stream;
    std::unique_ptr<QProcess> m_process;
};

} // namespace piuptime::async
