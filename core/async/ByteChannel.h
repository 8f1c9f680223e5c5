// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"

#include <QByteArray>
#include <QCoroTask>

namespace piuptime::async {

/// A two-way stream of bytes to something that answers: a channel of an SSH session, a local process.
/// Used from one thread, the one it was made in; nothing blocks. At most one read and one write are under way.
class ByteChannel
{
public:
    virtual ~ByteChannel() = default;

    /// Writes all of `bytes`.
    /// \retval Timeout the deadline passed; part may have been written   \retval Unreachable the stream has ended
    [[nodiscard]] virtual QCoro::Task<Result<void>> write(QByteArray bytes, Deadline deadline) = 0;

    /// Waits until something can be read and gives what is there: 1 byte to 64 KiB.
    /// \retval Timeout nothing came before the deadline   \retval Unreachable the stream has ended
    [[nodiscard]] virtual QCoro::Task<Result<QByteArray>> readSome(Deadline deadline) = 0;

    /// Ends the stream at once; whatever is under way ends with Cancelled. Idempotent.
    virtual void close() = 0;
};

} // namespace piuptime::async
