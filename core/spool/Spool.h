// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/LiveEncoder.h"
#include "core/spool/Journal.h"
#include "core/spool/Ledger.h"
#include "core/spool/Ring.h"

#include <optional>
#include <set>

namespace piuptime::spool {

/// The agent's store-and-forward file: readings wait here until a console has said that they are in its history.
///
/// A reading is a row in the journal, durable when `append` returns. Some hundred rows are packed into a block, which
/// takes a third of the room. When the file is as large as it may be, the oldest block goes and its readings are
/// counted. Whatever a power cut, a kill or a failing disk leaves behind can be opened: what was durable is there,
/// once.
///
/// After a failure of the disk the spool is read anew before it is written again; what is missing then was not durable.
/// One thread at a time; nothing is written between calls, and nothing by opening a file that exists.
class Spool
{
public:
    struct Options {
        std::uint64_t capacityBytes = std::uint64_t{16} << 20U; ///< of the file; at least `kLeastBytes`
        std::size_t rowsPerBlock = 360;                         ///< an hour at one each ten seconds
    };
    static constexpr std::uint64_t kLeastBytes = std::uint64_t{256} * 1024;

    /// \retval Internal the file cannot be read   \retval InvalidInput the capacity is too small
    [[nodiscard]] static Result<std::unique_ptr<Spool>> open(std::unique_ptr<SpoolFile> file, Options options);

    /// Stores a reading, marked as historical. \param reading with its number
    /// \retval Overloaded the disk is full, even after the oldest blocks gave way   \retval Internal the disk fails
    [[nodiscard]] Result<void> append(const agent::Sender &sender, const Reading &reading);
    /// Makes a block of the rows in the journal, however few, so that `blocks` holds everything.
    [[nodiscard]] Result<void> pack();

    /// What waits, oldest first, but for the rows in the journal.
    [[nodiscard]] const std::deque<BlockInfo> &blocks() const { return m_ring.blocks(); }
    /// How many rows the journal holds that wait.
    [[nodiscard]] std::size_t rows() const { return m_rows.size(); }
    /// Those rows as a block for a console; they stay where they are, and nothing is written.
    /// \retval Corrupt they were damaged: they are given up and counted   \retval Internal the file cannot be read
    [[nodiscard]] Result<std::string> rowsMessage();
    /// The block as a message for a console.
    /// \retval NotFound it is gone   \retval Corrupt it was damaged: it is given up and counted
    [[nodiscard]] Result<std::string> message(std::uint64_t number);

    /// A console has these readings: drops the blocks and rows of which it has all. Not durable: after a power cut they
    /// may be there again, for the console to recognise by their numbers.
    void acknowledge(const std::string &bootId, std::uint64_t firstSequence, std::uint64_t lastSequence);

    struct Counts {
        std::uint64_t waiting = 0; ///< readings in blocks and journal
        std::uint64_t dropped = 0; ///< readings that gave way to newer ones, ever
        std::uint64_t damaged = 0; ///< records that could not be read, since the file was opened
    };
    [[nodiscard]] Counts counts() const;

private:
    Spool(std::unique_ptr<SpoolFile> file, Options options);

    [[nodiscard]] Result<void> recover();
    [[nodiscard]] Result<void> recoverRows();
    /// Whatever has to be done before anything is written.
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> appendRow(const Reading &reading);
    [[nodiscard]] Result<std::vector<Reading>> waitingRows();
    void emptyJournal();
    void writeTotals();
    /// Passes a failure on and sees to it that the file is read anew.
    [[nodiscard]] Result<void> noted(Result<void> result);

    std::unique_ptr<SpoolFile> m_file;
    Options m_options;
    Ledger m_ledger;
    Journal m_journal;
    Ring m_ring;
    Totals m_totals;
    std::optional<agent::LiveEncoder> m_encoder; ///< of the rows in the journal; empty when they came from the file
    agent::Sender m_sender;                      ///< of the rows in the journal
    std::set<std::uint64_t> m_rows;              ///< their numbers, without acknowledged ones
    std::uint64_t m_damaged = 0;
    bool m_mustRecover = false;
};

} // namespace piuptime::spool
