// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"
#include "core/simulation/EventLoop.h"

#include <random>
#include <string>

namespace piuptime::simulation {

/// An HTTP service on a simulated Pi, as a gateway sees it: it answers with JSON, mostly fast, now and then slowly, and
/// some fail. Whoever connects is served; a message that is no sound HTTP ends its connection.
/// Thread: that of its loop.
class SimulatedService
{
public:
    struct Options {
        std::string name;              ///< such as `sensors`; what its answers are about
        std::string host{};            ///< an address of this machine
        Milliseconds typical{8};       ///< the median of its answers; one in a hundred takes ten times as long
        double failureShare = 0;       ///< of answers with 503
        Seconds freshFor{0};           ///< how long its answers may be kept; 0: not at all
        std::size_t answerBytes = 400; ///< or a little more
    };

    /// \retval Internal it cannot listen there
    [[nodiscard]] static Result<std::unique_ptr<SimulatedService>> start(EventLoop &loop, Options options,
                                                                         std::uint64_t seed);
    ~SimulatedService();
    SimulatedService(const SimulatedService &) = delete;
    SimulatedService &operator=(const SimulatedService &) = delete;

    [[nodiscard]] const std::string &address() const { return m_address; } ///< `host:port`

private:
    class Visit;
    /// What it says to one request.
    struct Answer {
        std::string bytes;
        Milliseconds after{0};
    };

    SimulatedService(EventLoop &loop, Options options, std::uint64_t seed)
        : m_loop(loop)
        , m_options(std::move(options))
        , m_chance(seed)
    {
    }
    void accept();
    [[nodiscard]] Answer answerTo(std::string_view path, bool isHead);

    EventLoop &m_loop;
    Options m_options;
    std::minstd_rand m_chance;
    UniqueFd m_listener;
    std::string m_address;
    std::uint64_t m_watch = 0;
    std::map<int, std::shared_ptr<Visit>> m_visits; ///< by descriptor
};

} // namespace piuptime::simulation
