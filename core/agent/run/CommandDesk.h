// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/protocol/Command.h"
#include "core/agent/settings/AgentSettings.h"
#include "core/base/TokenBucket.h"

#include <optional>
#include <string>

namespace piuptime::agent {

/// Decides which commands an agent obeys: those that a key of its settings signed, that quote a challenge it told
/// lately and that nobody has quoted before, in time, and that its settings allow. One thread at a time.
class CommandDesk
{
public:
    /// A challenge is replaced after so long, and taken for as long again.
    static constexpr std::chrono::minutes kChallengeLife{5};

    CommandDesk(const Clock &clock, std::string agent, CommandSettings settings);

    /// What the next command must quote; empty while commands are off.
    [[nodiscard]] const std::string &challenge() const { return m_current; }
    [[nodiscard]] const CommandSettings &settings() const { return m_settings; }
    /// Makes a fresh challenge: on each connection, so that what was recorded before is worth nothing.
    void renew();
    /// Makes a fresh one when the last is old. \return when to call again
    MonoTime renewWhenDue();

    struct Accepted {
        std::string challenge; ///< under which the outcome is told
        Action action;
    };
    struct Decision {
        std::optional<Accepted> accepted;
        CommandResult refusal; ///< when it is not; without a text when there were too many of them to be told
    };
    /// Looks at a message. Whatever comes of it, the challenge it rightly quotes is used up.
    [[nodiscard]] Decision decide(std::string_view message);

private:
    /// Why the command is not obeyed; empty when it is.
    [[nodiscard]] std::string objectionTo(const Command &command) const;
    [[nodiscard]] bool isAwaited(std::string_view challenge) const;
    void useUp(std::string_view challenge);
    [[nodiscard]] Decision refuse(std::string_view message, std::string why);

    const Clock &m_clock;
    std::string m_agent;
    CommandSettings m_settings;
    std::string m_current;
    std::string m_previous;
    MonoTime m_renewedAt{};
    TokenBucket m_looks{10, Seconds(1)}; ///< a signature costs a tenth of a millisecond or more
    TokenBucket m_refusals{10, Seconds(10)};
};

} // namespace piuptime::agent
