// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/PiReader.h"

namespace piuptime::simulation {
namespace {

constexpr std::string_view kNonce = "00000000000000000000000000000000";

} // namespace

std::optional<Reading> PiReader::read(const SimulatedPi &pi, const collect::Ask &ask, UtcTime at, MonoTime mono)
{
    if (!m_probe.isGreeted() && !m_probe.feed(collect::probeScript(kNonce), pi, Honesty::Plain, m_answer))
        return std::nullopt;
    m_answer.clear();
    m_decoder.expect(kNonce);
    const bool answered = m_probe.feed(collect::askLine(kNonce, ask), pi, Honesty::Plain, m_answer);
    if (const auto whole = m_decoder.feed(m_answer); !answered || !whole || !*whole)
        return std::nullopt;
    return m_builder.build(m_decoder.sections(), at, mono);
}

} // namespace piuptime::simulation
