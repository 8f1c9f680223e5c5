// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spool/SpoolFile.h"

namespace piuptime::spool {

/// What a spool remembers besides what it holds.
struct Totals {
    std::uint64_t lowestBlock = 1;     ///< blocks with a lower number are gone
    std::uint64_t doneGeneration = 0;  ///< rows of the journal up to this generation are gone
    std::uint64_t droppedReadings = 0; ///< for want of room, ever
};

/// The totals in two sectors that are written by turns: a power cut costs the latest of them at most, which then are
/// found out from what is there, or make a console hear again what it knows.
class Ledger
{
public:
    /// \param offset of the first of `kBytes` in the file
    Ledger(SpoolFile &file, std::uint64_t offset);
    static constexpr std::uint64_t kBytes = 8192;

    [[nodiscard]] Result<Totals> recover();
    /// Not synced: for that it is too little.
    [[nodiscard]] Result<void> write(const Totals &totals);

private:
    SpoolFile &m_file;
    std::uint64_t m_offset;
    std::uint64_t m_number = 0; ///< of the totals written last
};

} // namespace piuptime::spool
