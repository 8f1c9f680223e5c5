// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/ProbeSections.h"

#include <string>
#include <string_view>

namespace piuptime::simulation {

/// A shell on a simulated Pi that runs the probe (core/collect/Probe.h), without running a shell.
///
/// It follows the protocol: a line that sets the nonce, the script up to its last line, then asks. The records hold
/// the sections that the script makes of the same files and commands; a test compares the two.
class PiProbe
{
public:
    /// Takes standard input as it comes and appends to `output` what the shell prints.
    /// \return false once the shell has ended, which it does on a line that is not an ask
    [[nodiscard]] bool feed(std::string_view input, const SimulatedPi &pi, Honesty honesty, std::string &output);
    /// Whether the greeting is out and asks are answered.
    [[nodiscard]] bool isGreeted() const { return m_stage == Stage::Asking; }

private:
    enum class Stage : std::uint8_t { Nonce, Script, Asking };

    [[nodiscard]] bool answer(std::string_view line, const SimulatedPi &pi, Honesty honesty, std::string &output);
    [[nodiscard]] bool answerAsk(std::string_view words, const SimulatedPi &pi, Honesty honesty, std::string &output);

    Stage m_stage = Stage::Nonce;
    std::string m_nonce;
    std::string m_partialLine;
    FirmwareMemory m_firmware;
};

} // namespace piuptime::simulation
