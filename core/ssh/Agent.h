// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/FdStream.h"
#include "core/base/Deadline.h"
#include "core/base/Result.h"

#include <QByteArray>
#include <QCoroTask>

#include <memory>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// A key that an SSH agent holds.
struct AgentKey {
    QByteArray blob; ///< public key in SSH's wire format
    std::string comment;
};

/// The keys of the agent at `socket`, at most 64.
/// \retval NotFound nothing listens there   \retval Timeout   \retval Corrupt
[[nodiscard]] QCoro::Task<Result<std::vector<AgentKey>>> listAgentKeys(std::string socket, Deadline deadline);

/// Stands between libssh and the person's agent.
///
/// libssh talks to its agent with blocking I/O and offers every key that the agent lists. It gets one end of a socket
/// pair instead; the relay serves the other end from the event loop, lists only the key that is wanted, passes
/// signature requests on with a deadline, and so bounds how long libssh can block.
class AgentRelay
{
public:
    /// \param answerTime  how long the agent may take for one signature; it may ask a person
    [[nodiscard]] static Result<std::shared_ptr<AgentRelay>> create(std::string socket, AgentKey key,
                                                                    Milliseconds answerTime);
    ~AgentRelay();

    /// The end for libssh; given away once.
    [[nodiscard]] int takeClientEnd() { return m_clientEnd.release(); }

private:
    AgentRelay() = default;

    UniqueFd m_clientEnd;
    std::shared_ptr<async::FdStream> m_stream;
};

} // namespace piuptime::ssh
