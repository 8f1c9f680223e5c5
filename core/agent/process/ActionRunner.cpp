// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/process/ActionRunner.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxSaid = 4096;
constexpr std::size_t kMaxTold = 400;

/// What a child is started with: no input, both outputs into `output`, nothing else open, a group and signals of its
/// own.
class SpawnPlan
{
public:
    explicit SpawnPlan(int output)
    {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnPlan()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnPlan(const SpawnPlan &) = delete;
    SpawnPlan &operator=(const SpawnPlan &) = delete;

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

/// \return 0, or the number of the error
int spawn(const std::string &program, std::vector<std::string> words, int output, pid_t &process)
{
    words.insert(words.begin(), program);
    std::vector<char *> arguments;
    for (std::string &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<std::string, 2> variables{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
    const std::array<char *, 3> environment{variables[0].data(), variables[1].data(), nullptr};
    const SpawnPlan plan(output);
    return posix_spawn(&process, program.c_str(), &plan.actions, &plan.attributes, arguments.data(),
                       environment.data());
}

} // namespace

std::vector<std::string> systemctlWords(const Action &action)
{
    switch (action.kind) {
    case Action::Kind::RestartUnit:
        return {"--no-ask-password", "restart", "--", action.unit};
    case Action::Kind::Reboot:
        return {"--no-ask-password", "reboot"};
    case Action::Kind::ShutDown:
        return {"--no-ask-password", "poweroff"};
    case Action::Kind::SetCadence:
        break;
    }
    return {};
}

ActionRunner::ActionRunner(const Clock &clock, std::string systemctl)
    : m_clock(clock)
    , m_systemctl(std::move(systemctl))
{
}

ActionRunner::~ActionRunner()
{
    if (!isBusy())
        return;
    kill(-m_process, SIGKILL);
    waitpid(m_process, nullptr, 0);
}

std::optional<ActionRunner::Outcome> ActionRunner::start(const Action &action)
{
    if (isBusy())
        return Outcome{false, "another command is under way: " + m_words};
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return Outcome{false, "the system has no more file descriptors"};
    m_output.reset(ends[0]);
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    const UniqueFd input(ends[1]);
    pid_t process = 0;
    if (const int code = spawn(m_systemctl, systemctlWords(action), input.get(), process); code != 0) {
        m_output.reset();
        return Outcome{false, m_systemctl + " cannot be started: " + std::generic_category().message(code)};
    }
    m_process = process;
    m_words = wordsOf(action);
    m_said.clear();
    m_isLate = false;
    m_deadline = m_clock.monotonicNow() + kLongest;
    return std::nullopt;
}

std::optional<ActionRunner::Outcome> ActionRunner::look()
{
    if (!isBusy())
        return std::nullopt;
    readOutput();
    if (m_clock.monotonicNow() >= m_deadline && !std::exchange(m_isLate, true)) {
        kill(-m_process, SIGKILL);
        m_deadline = MonoTime::max(); // its end is told by SIGCHLD
    }
    int status = 0;
    if (waitpid(m_process, &status, WNOHANG) != m_process)
        return std::nullopt;
    readOutput();
    m_output.reset();
    m_process = 0;
    std::string said = printable(m_said, kMaxTold);
    if (m_isLate)
        return Outcome{false, m_words + " did not end in time; " + said};
    const bool succeeded = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (said.empty())
        said = succeeded ? m_words : "systemctl ended with " + std::to_string(WEXITSTATUS(status));
    return Outcome{succeeded, std::move(said)};
}

void ActionRunner::readOutput()
{
    std::array<char, 1024> bytes{};
    ssize_t count = 0;
    while (m_output.isOpen() && (count = ::read(m_output.get(), bytes.data(), bytes.size())) > 0) {
        const std::size_t room = kMaxSaid - std::min(kMaxSaid, m_said.size());
        m_said.append(bytes.data(), std::min(static_cast<std::size_t>(count), room));
    }
    if (count == 0)
        m_output.reset(); // the other end is closed
}

} // namespace piuptime::agent
