// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/FdWatch.h"
#include "core/async/Wait.h"
#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/base/UniqueFd.h"
#include "core/ssh/HostKeys.h"

#include <QCoroTask>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// One libssh session and the socket under it, driven by the event loop of its thread. Internal to this module.
///
/// libssh is not re-entrant and calls back while it works, so nothing is freed and no coroutine resumed inside a call:
/// callbacks only note what happened, and waits go on from the event loop. `settle()` follows every call into libssh.
class Link : public std::enable_shared_from_this<Link>
{
public:
    /// \param socket  connected, non-blocking   \param server  who is at its other end
    /// \param hostKeyTypes  key types on record for the server, asked for first
    [[nodiscard]] static Result<std::shared_ptr<Link>> create(UniqueFd socket, SshEndpoint server,
                                                              const std::vector<std::string> &hostKeyTypes);
    ~Link();

    /// Banner, key exchange and host key: everything before the server may be told anything.
    /// \retval Corrupt it is not an SSH server   \retval Unauthorized no algorithm in common   \retval Timeout
    [[nodiscard]] static QCoro::Task<Result<HostKey>> handshake(std::shared_ptr<Link> link, Deadline deadline);

    /// Calls `operation` again and again while it answers `again`, as libssh makes progress.
    /// \param step  what is under way, such as “signing in to pi@10.0.0.7:22”
    /// \return what it answered at last   \retval Timeout   \retval …  why the link has ended
    [[nodiscard]] static QCoro::Task<Result<int>> repeat(std::shared_ptr<Link> link, std::function<int()> operation,
                                                         int again, Deadline deadline, std::string step);

    [[nodiscard]] ssh_session session() const { return m_session; }
    [[nodiscard]] const SshEndpoint &server() const { return m_server; }
    /// Why the link has ended; empty while it is up.
    [[nodiscard]] const std::optional<Error> &ended() const { return m_ended; }
    /// What libssh says about its last failure, printable.
    [[nodiscard]] std::string lastError() const;
    /// Opens whenever something arrived, room to write appeared, or the link ended.
    [[nodiscard]] async::Gate &activity() { return m_activity; }
    [[nodiscard]] std::uint64_t bytesReceived() const { return m_socketCounter.in_bytes; }
    /// Output that the socket has not taken yet.
    [[nodiscard]] bool isCongested() const;

    /// Looks after each call into libssh whether the link has ended, and what the socket is to be watched for.
    void settle();
    /// Ends the link; the first reason counts.
    void fail(Error error);
    /// Called once when the link ends, from within libssh perhaps.
    void onEnd(std::function<void()> observer) { m_onEnd = std::move(observer); }

    /// Stops and resumes looking at the socket, while another thread works with the session.
    void pause();
    void resume();

private:
    Link(ssh_session session, SshEndpoint server);

    void pump();
    void peekGreeting();
    [[nodiscard]] Error reasonOfEnd() const;
    [[nodiscard]] Result<HostKey> hostKey() const;

    ssh_session m_session;
    SshEndpoint m_server;
    ssh_event m_event = nullptr;
    ssh_counter_struct m_socketCounter{};
    std::unique_ptr<async::FdWatch> m_watch;
    async::Gate m_activity;
    std::optional<Error> m_ended;
    std::function<void()> m_onEnd;
    std::string m_greeting; ///< first bytes of the server, until its banner was understood
    bool m_greeted = false;
};

} // namespace piuptime::ssh
