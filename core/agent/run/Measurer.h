// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/LocalProbe.h"
#include "core/agent/batch/Sender.h"

namespace piuptime::agent {

/// Makes the numbered readings of one run. One thread at a time.
class Measurer
{
public:
    /// Looks who this Pi is. \param root `/`, or a folder that looks like one   \param readingsPerSecond at most
    /// \retval NotFound there is no such folder
    [[nodiscard]] static Result<Measurer> open(const std::string &root, const Clock &clock, double readingsPerSecond);

    [[nodiscard]] const Sender &sender() const { return m_sender; }
    [[nodiscard]] Reading measure(Depth depth);

private:
    Measurer(Root root, std::unique_ptr<Firmware> firmware, const Clock &clock);

    LocalProbe m_probe;
    collect::ReadingBuilder m_builder;
    const Clock &m_clock;
    Sender m_sender;
    std::uint64_t m_next = 0;
};

} // namespace piuptime::agent
