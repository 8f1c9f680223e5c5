// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/UniqueFd.h"
#include "core/model/Action.h"

#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace piuptime::agent {

/// The words behind `systemctl` that carry out an action; empty for one that needs no program.
[[nodiscard]] std::vector<std::string> systemctlWords(const Action &action);

/// Has systemd carry out one action at a time, without a shell. Needs SIGCHLD blocked. One thread at a time.
class ActionRunner
{
public:
    /// A program that takes longer is killed. Stopping a unit takes systemd a minute and a half at most, usually.
    static constexpr std::chrono::minutes kLongest{3};

    /// \param systemctl absolute path   \param clock outlives this
    ActionRunner(const Clock &clock, std::string systemctl);
    /// Kills what still runs.
    ~ActionRunner();
    ActionRunner(const ActionRunner &) = delete;
    ActionRunner &operator=(const ActionRunner &) = delete;

    struct Outcome {
        bool succeeded = false;
        std::string told; ///< printable
    };

    [[nodiscard]] bool isBusy() const { return m_process > 0; }
    /// \return what came of it when that is known at once: the program could not be started
    [[nodiscard]] std::optional<Outcome> start(const Action &action);
    /// To be called after SIGCHLD, when `outputFd` is readable and at `deadline`.
    /// \return what came of it, once the program has ended
    [[nodiscard]] std::optional<Outcome> look();

    /// Readable while the program says something; -1: nothing runs.
    [[nodiscard]] int outputFd() const { return m_output.get(); }
    [[nodiscard]] MonoTime deadline() const { return isBusy() ? m_deadline : MonoTime::max(); }

private:
    void readOutput();

    const Clock &m_clock;
    std::string m_systemctl;
    std::string m_words; ///< of the action
    pid_t m_process = 0;
    UniqueFd m_output;
    std::string m_said;
    MonoTime m_deadline{};
    bool m_isLate = false;
};

} // namespace piuptime::agent
