// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

namespace piuptime::bench {

/// Many streams of server-sent events at once, each event with the time at which it was sent: source and sink in one
/// process, so that the way between them can be timed.
class EventStreams
{
public:
    struct Options {
        int streams = 500;
        int eventsPerSecond = 20; ///< of each
        int seconds = 3;
        int core = 1; ///< of both threads
    };
    explicit EventStreams(Options options);
    ~EventStreams();
    EventStreams(const EventStreams &) = delete;
    EventStreams &operator=(const EventStreams &) = delete;

    /// Where the source listens.
    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Runs all streams over this port, the source's own or that of whoever stands before it.
    /// \param whileOpen called once amid the run
    /// \return how long each event took, in milliseconds; empty when a stream broke
    [[nodiscard]] std::vector<double> run(std::uint16_t port, const std::function<void()> &whileOpen = {});

private:
    void send();
    [[nodiscard]] std::vector<double> receive(const std::vector<UniqueFd> &sinks);

    Options m_options;
    UniqueFd m_listener;
    std::uint16_t m_port = 0;
};

} // namespace piuptime::bench
