// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/ByteChannel.h"
#include "core/base/Clock.h"
#include "core/base/Result.h"
#include "core/collect/Probe.h"

#include <QCoroTask>

#include <memory>

namespace piuptime::fleet {

/// Our end of the probe: puts the script on a channel and asks it for readings.
///
/// One ask at a time. After any error the channel is closed and the client is of no more use: the caller opens a new
/// one. Thread: the channel's.
class ProbeClient
{
public:
    /// \param channel  a shell that reads its script from standard input (`exec sh`)
    ProbeClient(std::shared_ptr<async::ByteChannel> channel, std::shared_ptr<const Clock> clock);
    ~ProbeClient();
    ProbeClient(const ProbeClient &) = delete;
    ProbeClient &operator=(const ProbeClient &) = delete;

    /// Writes the script and waits for its greeting.
    /// \retval Timeout   \retval Unreachable the shell went away   \retval Corrupt not our probe at the other end
    [[nodiscard]] QCoro::Task<Result<void>> start(Deadline deadline);

    /// One reading; its RoundTrip sample is the time this took.
    /// \retval Timeout   \retval Unreachable   \retval Corrupt a bound was passed or the framing is broken
    [[nodiscard]] QCoro::Task<Result<Reading>> ask(collect::Ask ask, Deadline deadline);

    void close();

private:
    struct Conversation;
    static QCoro::Task<Result<void>> exchange(std::shared_ptr<Conversation> talk, std::string nonce,
                                              std::string request, Deadline deadline);
    static QCoro::Task<Result<Reading>> askOnce(std::shared_ptr<Conversation> talk, collect::Ask ask,
                                                Deadline deadline);

    std::shared_ptr<Conversation> m_talk; ///< shared with the coroutines, which may outlive this object
};

} // namespace piuptime::fleet
