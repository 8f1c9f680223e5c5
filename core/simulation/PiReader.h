// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Probe.h"
#include "core/simulation/PiProbe.h"

#include <optional>
#include <string>

namespace piuptime::simulation {

/// Reads a simulated Pi without a connection: the same probe, decoder and builder as over SSH. One for each Pi.
class PiReader
{
public:
    /// \param at, mono  the time of the reading on both clocks   \return empty when the Pi gives none
    [[nodiscard]] std::optional<Reading> read(const SimulatedPi &pi, const collect::Ask &ask, UtcTime at,
                                              MonoTime mono);

private:
    PiProbe m_probe;
    collect::RecordDecoder m_decoder;
    collect::ReadingBuilder m_builder;
    std::string m_answer;
};

} // namespace piuptime::simulation
