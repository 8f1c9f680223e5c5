// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/Verbs.h"
#include "core/agent/process/Log.h"
#include "core/agent/process/Signals.h"
#include "core/systemd/ServiceManager.h"

#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <tuple>

namespace piuptime::gateway {
namespace {

using agent::log;
using agent::Priority;

constexpr Milliseconds kFollow{5'000};

/// The signals that came within a time.
std::vector<int> waitForSignals(agent::Signals &signals, Milliseconds most)
{
    pollfd waiting{.fd = signals.fd(), .events = POLLIN, .revents = 0};
    (void)::poll(&waiting, 1, static_cast<int>(most.count())); // whatever woke it, the signals tell themselves
    return signals.take();
}

void tell(const control::Service::View &view)
{
    if (!view.fileError.empty())
        log(Priority::Error, view.fileError);
    for (const config::Problem &problem : view.fileProblems)
        log(Priority::Error, "line " + std::to_string(problem.line) + ": " + problem.reason);
    const std::vector<std::string> addresses = view.config ? listenAddresses(*view.config) : std::vector<std::string>();
    std::string where;
    for (std::size_t i = 0; i < view.ports.size(); ++i)
        where += (where.empty() ? "" : ", ") + addresses.at(i) + " (port " + std::to_string(view.ports[i]) + ")";
    if (view.config)
        log(Priority::Notice, "serving version " + std::to_string(view.version) + " at " + where);
}

/// Which state of a file was seen: it is another when it was written or replaced.
class FileStamp
{
public:
    explicit FileStamp(std::string file)
        : m_file(std::move(file))
        , m_seen(look())
    {
    }
    /// Since it was asked last.
    [[nodiscard]] bool hasChanged()
    {
        const Seen before = std::exchange(m_seen, look());
        return before != m_seen;
    }

private:
    using Seen = std::tuple<ino_t, off_t, time_t, long>;
    [[nodiscard]] Seen look() const
    {
        struct stat status {
        };
        if (::stat(m_file.c_str(), &status) != 0)
            return {};
        return {status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
    }

    std::string m_file;
    Seen m_seen;
};

void reload(control::Service &service, systemd::ServiceManager &manager)
{
    manager.reloading();
    (void)service.reload(); // the view tells what came of it
    tell(service.view());
    manager.ready();
}

} // namespace

int run(RunOptions options)
{
    FileStamp file(options.host.places.configFile);
    agent::Signals signals{SIGTERM, SIGINT, SIGHUP};
    auto manager = systemd::ServiceManager::fromEnvironment();
    auto host = control::Host::start(std::move(options.host));
    if (!host) {
        log(Priority::Error, host.error().describe());
        return 1;
    }
    tell((*host)->service().view());
    if ((*host)->adminPort() != 0)
        log(Priority::Notice, "admin API at port " + std::to_string((*host)->adminPort()));
    manager.ready();
    const Milliseconds most = options.follows ? kFollow : Milliseconds(60'000);
    const Milliseconds turn = std::min(manager.watchdogInterval().value_or(most), most);
    for (std::vector<int> came; std::ranges::all_of(came, [](int signal) { return signal == SIGHUP; });
         came = waitForSignals(signals, turn)) {
        if (!came.empty() || (options.follows && file.hasChanged()))
            reload((*host)->service(), manager);
        manager.alive();
    }
    manager.stopping();
    const bool hasEnded = (*host)->stop(options.grace);
    if (!hasEnded)
        log(Priority::Warning,
            "requests were under way after " + std::to_string(options.grace.count()) + " s; they were cut off");
    return 0;
}

} // namespace piuptime::gateway
