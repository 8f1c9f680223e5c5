// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace piuptime::bench {

/// What a program that measures this machine takes, at ten cycles a second.
struct Footprint {
    QString name;
    bool isThere = false;
    double residentMegabytes = 0;
    double privateMegabytes = 0;
    double cpuMilliseconds = 0; ///< a cycle
    double wireBytes = 0;       ///< a cycle, both ways, without headers of TCP/IP
    // Of the agent alone.
    double rowBytes = 0; ///< of the reading itself, a cycle
    double segments = 0; ///< of TCP, a cycle, both ways, with those that only acknowledge
    double values = 0;   ///< a cycle
};

/// The agent with a real broker, and a console that confirms each reading.
[[nodiscard]] Footprint footprintOfAgent();
/// Scraped over HTTP.
[[nodiscard]] Footprint footprintOfNodeExporter();
/// With the plugins cpu, df, disk, interface, load, memory; sends by its plugin network.
[[nodiscard]] Footprint footprintOfCollectd();

struct Growth {
    double cycles = 0;
    double megabytes = 0; ///< of private memory, after the first tenth
};
/// As many cycles of the agent as go into half a minute.
[[nodiscard]] Growth growthOfAgent();

} // namespace piuptime::bench
