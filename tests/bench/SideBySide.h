// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/BenchStore.h"
#include "tests/bench/VictoriaMetrics.h"

namespace piuptime::bench {

/// What one set of data came to in both stores.
struct Kept {
    double samples = 0;
    double cpuMilliseconds = 0; ///< of this process, for all that the history did
    double hourlyBytes = 0;     ///< of the file while no day was compacted
    double dailyBytes = 0;      ///< of the file after all days were
    double bytesInUse = 0;      ///< of it, without free pages
    double peerMilliseconds = 0;
    double peerBytes = 0; ///< 0: it was not there, or kept too little to be measured
};

/// Puts readings into the history and the peer.
///
/// CPU time is taken from handing over to the disk. What is handed over is made outside of it: for the history
/// readings, as its collectors make them, for the peer lines of JSON, which it reads as part of its work. On our side
/// the figure includes the thread that appends, the writer's thread, sealing, compaction with roll-ups and the freeing
/// of the readings.
class SideBySide
{
public:
    explicit SideBySide(UtcTime start)
        : m_ours(start)
    {
    }

    /// \param end the time that it is when all are in
    void append(Readings &&readings, UtcTime end);
    /// Compacts and settles. \param now so late that all days are over
    [[nodiscard]] Kept finish(UtcTime now);
    [[nodiscard]] BenchStore &ours() { return m_ours; }

private:
    BenchStore m_ours;
    VictoriaMetrics m_peer;
    Kept m_kept;
};

[[nodiscard]] double samplesIn(const Readings &readings);
/// In the form that VictoriaMetrics imports: a line a series.
[[nodiscard]] QByteArray asJsonLines(const Readings &readings);

} // namespace piuptime::bench
