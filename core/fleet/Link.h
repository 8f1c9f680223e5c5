// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/ByteChannel.h"
#include "core/base/Result.h"
#include "core/model/Device.h"

#include <QCoroTask>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace piuptime::fleet {

/// What a command that ran to its end left behind. The output is raw: make it printable before showing it.
struct CommandOutput {
    int exitStatus = -1;
    std::string standardOutput;
    std::string standardError;
};

/// A way to a device, signed in and open: an SSH session, or this very machine. Thread: the one it was opened in.
class Link
{
public:
    virtual ~Link() = default;

    /// A shell that reads its script from standard input.
    [[nodiscard]] virtual QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openShell(Deadline deadline) = 0;
    /// Runs one command of a POSIX shell to its end, with `input` to read.
    /// \param most  bytes that it may print   \retval Timeout   \retval Unreachable   \retval Overloaded it printed
    /// more
    [[nodiscard]] virtual QCoro::Task<Result<CommandOutput>> run(std::string command, QByteArray input,
                                                                 std::size_t most, Deadline deadline) = 0;
    /// The same, without input and with 64 KiB of output at most.
    [[nodiscard]] QCoro::Task<Result<CommandOutput>> run(std::string command, Deadline deadline)
    {
        return run(std::move(command), {}, std::size_t{64} << 10U, deadline);
    }
    /// Writes a file that only the account can read. \param sent is told how many bytes are on their way
    /// \retval Timeout   \retval Unreachable   \retval Internal the disk does not take it; the detail says why
    [[nodiscard]] virtual QCoro::Task<Result<void>>
    upload(std::string path, QByteArray bytes, std::function<void(std::size_t)> sent, Deadline deadline) = 0;
    /// Connects to a Unix socket there. \retval Unreachable nobody answers at it, or it is not let through
    /// \retval Timeout
    [[nodiscard]] virtual QCoro::Task<Result<std::shared_ptr<async::ByteChannel>>> openSocket(std::string path,
                                                                                              Deadline deadline) = 0;
    /// Ends it at once, with every channel on it. Idempotent.
    virtual void close() = 0;
};

/// Opens the way to a device in the calling thread; asks the person where it must.
/// Ends by itself: every step has its deadline. Kinds of failure as in ssh::Session::open.
using LinkOpener = std::function<QCoro::Task<Result<std::shared_ptr<Link>>>(DeviceConfig device)>;

} // namespace piuptime::fleet
