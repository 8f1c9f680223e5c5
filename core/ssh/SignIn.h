// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/ssh/Link.h"
#include "core/ssh/Prompter.h"
#include "core/ssh/SessionOptions.h"

#include <QCoroTask>

#include <memory>
#include <optional>

namespace piuptime::ssh {

/// What a person has answered while a session is opened. Kept for one further attempt, because a server closes the
/// connection when the person takes longer than its patience (LoginGraceTime, two minutes).
struct GivenAnswers {
    std::optional<Secret> password;
    bool personWasAsked = false;
};

/// Signs in over a link whose host key was verified, as the server allows: keys (through the agent where it holds
/// them), then keyboard-interactive or password. Stops before the failures are many enough for the server to hold them
/// against this machine.
///
/// \param options  its endpoint is the server's; `user` is set
/// \retval Unauthorized what was tried, what the server accepts, and the remedy
/// \retval Cancelled the person declined   \retval Timeout, Unreachable the link
[[nodiscard]] QCoro::Task<Result<void>> signIn(std::shared_ptr<Link> link, SessionOptions options,
                                               std::shared_ptr<Prompter> prompter,
                                               std::shared_ptr<GivenAnswers> answers, Deadline deadline);

} // namespace piuptime::ssh
