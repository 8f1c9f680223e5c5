// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/see/LogLine.h"
#include "core/gateway/see/LogPump.h"

namespace piuptime::gateway {

/// A line for each request, by all ways that are configured. Workers write into buffers of their own; a thread collects
/// them and gives them to the pumps. Whatever is slow, no worker waits: lines are lost and counted.
class AccessLog
{
public:
    explicit AccessLog(unsigned workers);
    /// Brings what waits, for some seconds at most.
    ~AccessLog();
    AccessLog(const AccessLog &) = delete;
    AccessLog &operator=(const AccessLog &) = delete;

    /// From now on by these ways; those that stay as they were go on undisturbed. One thread.
    void use(const LogConfig &config);
    /// Tells of a request. \param worker whose thread calls
    void add(unsigned worker, const RequestRecord &record, const LogConfig &config);
    /// Files are opened anew: somebody moved them. Any thread.
    void reopen();
    /// Any thread.
    [[nodiscard]] std::vector<LogStatus> status() const;

private:
    /// A worker's lines that wait to be collected.
    struct alignas(64) Lines {
        std::mutex mutex; ///< guards `batch`
        LogBatch batch;
        std::atomic<std::uint64_t> dropped{0};
        std::uint32_t passed = 0; ///< requests that went well, for sampling; the worker's own
    };
    /// The ways, by kind; null where there is none.
    struct Pumps {
        std::shared_ptr<LogPump> file;
        std::shared_ptr<LogPump> syslog;
        std::shared_ptr<LogPump> loki;
        std::shared_ptr<LogPump> mqtt;

        [[nodiscard]] std::vector<std::shared_ptr<LogPump>> all() const;
    };

    void run();
    void collect();
    void hurry();
    [[nodiscard]] Pumps pumps() const;

    std::vector<Lines> m_lines;
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_changed;
    Pumps m_pumps;
    LogConfig m_config;
    bool m_isHurrying = false;
    bool m_isEnding = false;
    std::thread m_thread; ///< last, since it uses all of it
};

} // namespace piuptime::gateway
