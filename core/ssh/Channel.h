// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/ByteChannel.h"

#include <memory>
#include <optional>
#include <string>

namespace piuptime::ssh {

class Link;

/// What a finished command left behind.
struct CommandResult {
    int exitStatus = -1; ///< -1: it was ended by `signal`, or the server did not say
    std::string signal;  ///< such as `TERM`; usually empty
    QByteArray output;
    QByteArray errors;
};

/// One command that runs at the other end of a session, or a connection that is forwarded through it.
///
/// Reading is flow-controlled: what nobody reads stops the sender at about one megabyte, and a server that ignores that
/// loses the session. Standard error does not mix with the output; its beginning is kept for messages.
/// May be destroyed while a read or write is under way. Thread: the session's.
class Channel final : public async::ByteChannel
{
public:
    ~Channel() override;

    [[nodiscard]] QCoro::Task<Result<void>> write(QByteArray bytes, Deadline deadline) override;
    [[nodiscard]] QCoro::Task<Result<QByteArray>> readSome(Deadline deadline) override;
    void close() override;
    /// Tells the command that its input has ended.
    void finishWriting();
    /// Exit status, once the command has ended and the server said so.
    [[nodiscard]] std::optional<int> exitStatus() const;

private:
    friend class Session;
    struct State;

    explicit Channel(std::shared_ptr<State> state);

    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<Channel>>> openExec(std::shared_ptr<Link> link,
                                                                                std::string command, Deadline deadline);
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<Channel>>>
    openForward(std::shared_ptr<Link> link, std::string host, std::uint16_t port, Deadline deadline);
    [[nodiscard]] static QCoro::Task<Result<std::unique_ptr<Channel>>> openSocket(std::shared_ptr<Link> link,
                                                                                  std::string path, Deadline deadline);
    /// Reads to the end. \retval Overloaded more than `maxBytes` came
    [[nodiscard]] static QCoro::Task<Result<CommandResult>> collect(std::unique_ptr<Channel> channel,
                                                                    std::size_t maxBytes, Deadline deadline);

    std::shared_ptr<State> m_state;
};

} // namespace piuptime::ssh
