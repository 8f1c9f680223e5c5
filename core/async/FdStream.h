// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/ByteChannel.h"
#include "core/base/UniqueFd.h"

#include <memory>
#include <string>

namespace piuptime::async {

/// A byte channel over a connected stream socket. It buffers nothing itself, so a peer that sends without end costs no
/// memory: it is read as fast as somebody asks. May be destroyed while a read or write is under way.
class FdStream final : public ByteChannel
{
public:
    /// \param fd    connected stream socket; made non-blocking here
    /// \param name  who is at the other end, for error messages
    FdStream(UniqueFd fd, std::string name);
    ~FdStream() override;

    [[nodiscard]] QCoro::Task<Result<void>> write(QByteArray bytes, Deadline deadline) override;
    [[nodiscard]] QCoro::Task<Result<QByteArray>> readSome(Deadline deadline) override;
    void close() override;
    /// Tells the other end that nothing more will be written.
    void finishWriting();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Two connected stream sockets. \retval Internal the system has no descriptors left
[[nodiscard]] Result<std::pair<UniqueFd, UniqueFd>> makeSocketPair();

/// Connects to a Unix socket.
/// \retval NotFound nothing listens there   \retval Overloaded its queue is full
[[nodiscard]] Result<UniqueFd> connectUnixSocket(const std::string &path);

} // namespace piuptime::async
