// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/CommandDesk.h"

#include "core/agent/protocol/Allowance.h"

#include <utility>

namespace piuptime::agent {
namespace {

/// A refusal of what quotes no awaited challenge is told under this word.
constexpr std::string_view kOfNoCommand = "-";

/// A Pi without a battery begins in 1970, or when it was last on: before this, its clock tells nothing.
constexpr UtcTime kPlausible = std::chrono::sys_days{std::chrono::year{2025} / 1 / 1};

} // namespace

CommandDesk::CommandDesk(const Clock &clock, std::string agent, CommandSettings settings)
    : m_clock(clock)
    , m_agent(std::move(agent))
    , m_settings(std::move(settings))
{
    renew();
}

void CommandDesk::renew()
{
    if (m_settings.keys.empty())
        return;
    m_previous = std::exchange(m_current, makeChallenge().value_or(std::string()));
    m_renewedAt = m_clock.monotonicNow();
}

MonoTime CommandDesk::renewWhenDue()
{
    if (m_settings.keys.empty())
        return MonoTime::max();
    if (m_clock.monotonicNow() >= m_renewedAt + kChallengeLife)
        renew();
    return m_renewedAt + kChallengeLife;
}

CommandDesk::Decision CommandDesk::decide(std::string_view message)
{
    if (!m_looks.take(m_clock.monotonicNow()))
        return {};
    if (m_settings.keys.empty())
        return refuse(message, "commands are off: agent.toml names no key");
    const auto command = verify(message, m_settings.keys);
    if (!command)
        return refuse(message, command.error().detail);
    if (!isAwaited(command->challenge))
        return refuse({}, "it quotes a challenge that was used already, or not told lately");
    std::string objection = objectionTo(*command);
    if (!objection.empty()) {
        Decision decision = refuse(message, std::move(objection));
        useUp(command->challenge);
        return decision;
    }
    useUp(command->challenge);
    return {Accepted{command->challenge, command->action}, {}};
}

std::string CommandDesk::objectionTo(const Command &command) const
{
    if (command.agent != m_agent)
        return "it is meant for another agent";
    const UtcTime now = m_clock.utcNow();
    if (now >= kPlausible && now > command.expires)
        return "it has expired";
    if (!allows(m_settings.allow, command.action))
        return "agent.toml does not allow it: " + wordsOf(command.action);
    return {};
}

bool CommandDesk::isAwaited(std::string_view challenge) const
{
    return !challenge.empty() && (challenge == m_current || challenge == m_previous);
}

void CommandDesk::useUp(std::string_view challenge)
{
    const bool isPrevious = challenge == m_previous;
    renew();
    if (!isPrevious) // the one that was used has just become the previous one
        m_previous.clear();
}

CommandDesk::Decision CommandDesk::refuse(std::string_view message, std::string why)
{
    if (!m_refusals.take(m_clock.monotonicNow()))
        return {};
    std::string_view quoted = kOfNoCommand;
    for (const std::string &challenge : {std::cref(m_current), std::cref(m_previous)}) {
        if (!challenge.empty() && message.find(challenge) != std::string_view::npos)
            quoted = challenge;
    }
    return {{}, {std::string(quoted), false, std::move(why)}};
}

} // namespace piuptime::agent
