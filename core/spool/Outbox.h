// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spool/Spool.h"

#include <deque>

namespace piuptime::spool {

/// Holds the readings of one run from when they were made until a console has them. While a console answers they wait
/// in memory and nothing is written; when it does not, the link is down, or the agent stops, they go into the spool.
/// One thread at a time.
class Outbox
{
public:
    struct Options {
        std::size_t patience = 12;      ///< readings that may be unanswered before the console counts as away
        std::size_t mostInMemory = 360; ///< when there is no spool, or it fails; then the oldest go, counted
    };

    /// \param spool may be null: then nothing outlives the process
    Outbox(agent::Sender sender, std::unique_ptr<Spool> spool, Options options);

    /// Takes a reading that was just made. \param reading with its number
    void add(const Reading &reading);
    /// A console has these readings. One that has the newest reading is there.
    void acknowledge(const std::string &bootId, std::uint64_t firstSequence, std::uint64_t lastSequence);
    /// The link is down, or the agent stops: what is in memory becomes durable, and what comes from now on at once.
    void goAway();

    /// Whether readings wait in memory alone.
    [[nodiscard]] bool isConsoleThere() const { return m_isConsoleThere; }
    /// Null when there is none.
    [[nodiscard]] Spool *spool() { return m_spool.get(); }
    /// Why the spool did not take the latest reading; empty when it did.
    [[nodiscard]] const std::optional<Error> &trouble() const { return m_trouble; }
    /// With those in memory.
    [[nodiscard]] Spool::Counts counts() const;

private:
    void spill();

    agent::Sender m_sender;
    std::unique_ptr<Spool> m_spool;
    Options m_options;
    std::deque<Reading> m_waiting; ///< not in the spool
    std::uint64_t m_newest = 0;    ///< number of the newest reading
    std::uint64_t m_dropped = 0;   ///< from memory
    bool m_isConsoleThere = true;  ///< until it is late to answer
    std::optional<Error> m_trouble;
};

} // namespace piuptime::spool
