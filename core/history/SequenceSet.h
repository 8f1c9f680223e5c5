// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>

namespace piuptime::history {

/// Numbers of readings that are stored, as runs: normally one run, however many numbers.
class SequenceSet
{
public:
    /// Beyond this many gaps the narrowest is closed: what lies in it counts as stored from then on.
    static constexpr std::size_t kMaxRuns = 4096;

    /// \return whether it was not in the set
    bool insert(std::int64_t number) { return insert(number, number); }
    /// \return whether any number of the run was not in the set
    bool insert(std::int64_t first, std::int64_t last);
    [[nodiscard]] bool contains(std::int64_t number) const;
    /// First to last number of each run.
    [[nodiscard]] const std::map<std::int64_t, std::int64_t> &runs() const { return m_runs; }

private:
    void closeNarrowestGap();

    std::map<std::int64_t, std::int64_t> m_runs;
};

} // namespace piuptime::history
