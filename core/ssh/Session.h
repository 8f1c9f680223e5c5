// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/Alarm.h"
#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/ssh/Channel.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"
#include "core/ssh/Prompter.h"
#include "core/ssh/SessionOptions.h"

#include <QCoroTask>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace piuptime::ssh {

class Link;

/// A signed-in connection to one SSH server, through jump hosts if need be.
///
/// Lives in the thread that opened it and never blocks it; hundreds fit into one thread. Held by shared pointer, so it
/// stays while something is under way. A peer that falls silent is noticed by keep-alives.
class Session : public QObject
{
    Q_OBJECT
public:
    /// Connects, verifies the host key, signs in; for each jump host first, in their order.
    ///
    /// The error's `detail` says what happened and what to do, with host and port; its `steps` say where.
    /// \retval NotFound the name has no address   \retval Unreachable refused, no route, or closed by the peer
    /// \retval Timeout a step or `deadline`   \retval Corrupt it is not an SSH server
    /// \retval Unauthorized host key or sign-in refused: will fail again until somebody acts
    /// \retval Overloaded the server turns callers away for a while
    /// \retval Cancelled the person declined to answer
    [[nodiscard]] static QCoro::Task<Result<std::shared_ptr<Session>>>
    open(SessionOptions options, std::shared_ptr<Prompter> prompter, Deadline deadline);
    ~Session() override;

    /// Starts `command` in the user's shell; reading and writing it is up to the caller.
    /// \retval Overloaded the server opens no further channel   \retval Timeout   \retval …  why the session has ended
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<Channel>>> exec(std::string command, Deadline deadline);
    /// Runs `command` to its end.
    /// \param maxBytes  bound for output and for errors, each
    /// \retval Overloaded it printed more   \retval Timeout   \retval …  why the session has ended
    [[nodiscard]] QCoro::Task<Result<CommandResult>> run(std::string command, Deadline deadline, std::size_t maxBytes);
    /// The same, of a command that reads `input`; one that ends before it has read all is no error of this.
    /// \param sent is told from time to time how many bytes are on their way
    [[nodiscard]] QCoro::Task<Result<CommandResult>> run(std::string command, QByteArray input,
                                                         std::function<void(std::size_t)> sent, Deadline deadline,
                                                         std::size_t maxBytes);

    /// Connects to a Unix socket at the server. \retval Unreachable nobody answers at it, or the server forwards none
    /// \retval Timeout   \retval …  why the session has ended
    [[nodiscard]] QCoro::Task<Result<std::unique_ptr<Channel>>> connectSocket(std::string path, Deadline deadline);

    [[nodiscard]] const SshEndpoint &endpoint() const { return m_endpoint; }
    /// Why the session has ended; empty while it is up.
    [[nodiscard]] const std::optional<Error> &ended() const;
    /// Ends the session at once; what is under way ends with Cancelled. Idempotent.
    void close();

signals:
    /// The session has ended; emitted once, from the event loop.
    void closed(const piuptime::Error &error);

private:
    Session(std::shared_ptr<Link> link, SshEndpoint endpoint, std::shared_ptr<Session> through, Milliseconds keepAlive);

    [[nodiscard]] static QCoro::Task<Result<std::shared_ptr<Session>>>
    openHop(SessionOptions options, std::shared_ptr<Session> through, std::shared_ptr<Prompter> prompter,
            std::shared_ptr<struct GivenAnswers> answers, Deadline deadline);
    void checkPulse();

    std::shared_ptr<Link> m_link;
    SshEndpoint m_endpoint;
    std::shared_ptr<Session> m_through; ///< the jump host that carries this session
    Milliseconds m_keepAlive;
    async::Alarm m_pulse;
    std::uint64_t m_bytesAtLastPulse = 0;
    bool m_asked = false; ///< whether a sign of life was asked for at the last pulse
};

} // namespace piuptime::ssh
