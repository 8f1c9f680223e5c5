// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace piuptime::agent {

/// Which run of which agent on which Pi a reading comes from.
struct Sender {
    std::string serial;   ///< of the board; empty: it has none
    std::string mac;      ///< of the first network interface
    std::string hostName; ///< for people; two Pis may have the same
    std::string bootId;   ///< of the running kernel
    /// The number of the first reading of this run. Numbers go up by one from there, and a later run of the same boot
    /// begins above them, so that `bootId` and number name one reading for ever and a gap within a run is a loss.
    std::uint64_t firstSequence = 0;

    friend bool operator==(const Sender &, const Sender &) = default;
};

/// Numbers that are free for a run that begins so long after boot: ten a second, while no run takes more than one.
[[nodiscard]] constexpr std::uint64_t firstSequenceAt(double uptimeSeconds)
{
    return uptimeSeconds > 0 ? static_cast<std::uint64_t>(uptimeSeconds * 10) : 0;
}

} // namespace piuptime::agent
