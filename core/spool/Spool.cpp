// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Spool.h"

#include "core/agent/batch/BatchDecoder.h"

#include <algorithm>

namespace piuptime::spool {
namespace {

/// Room for an hour of rows of a Pi 5 with their dictionaries.
constexpr std::size_t kJournalBytes = std::size_t{96} * 1024;
constexpr std::uint64_t kJournalAt = Ledger::kBytes;
constexpr std::uint64_t kRingAt = kJournalAt + kJournalBytes;

} // namespace

Spool::Spool(std::unique_ptr<SpoolFile> file, Options options)
    : m_file(std::move(file))
    , m_options(options)
    , m_ledger(*m_file, 0)
    , m_journal(*m_file, kJournalAt, kJournalBytes)
    , m_ring(*m_file, kRingAt, options.capacityBytes - kRingAt)
{
}

Result<std::unique_ptr<Spool>> Spool::open(std::unique_ptr<SpoolFile> file, Options options)
{
    if (options.capacityBytes < kLeastBytes || options.rowsPerBlock == 0 || options.rowsPerBlock > agent::kMaxBlockRows)
        return fail(ErrorKind::InvalidInput, "a spool of this size is of no use");
    std::unique_ptr<Spool> spool(new Spool(std::move(file), options));
    if (auto recovered = spool->recover(); !recovered)
        return fail(recovered.error(), "opening the spool");
    return spool;
}

Result<void> Spool::append(const agent::Sender &sender, const Reading &reading)
{
    if (auto ready = prepare(); !ready)
        return ready;
    const bool isOfAnotherRun = !m_journal.empty() && (!m_encoder || sender != m_sender);
    if (isOfAnotherRun || m_rows.size() >= m_options.rowsPerBlock) {
        if (auto packed = pack(); !packed)
            return packed;
    }
    if (m_journal.empty()) {
        m_sender = sender;
        m_encoder.emplace(sender);
    }
    return appendRow(reading);
}

Result<void> Spool::appendRow(const Reading &reading)
{
    Reading late = reading;
    late.historical = true;
    const auto encode = [&] {
        auto [dictionary, row] = m_encoder->encode(late);
        std::vector<std::string> messages{std::move(dictionary), std::move(row)};
        std::erase(messages, std::string());
        return messages;
    };
    std::vector<std::string> messages = encode();
    if (!m_journal.hasRoomFor(messages)) {
        if (auto packed = pack(); !packed)
            return packed;
        m_encoder.emplace(m_sender);
        messages = encode();
        if (!m_journal.hasRoomFor(messages))
            return fail(ErrorKind::InvalidInput, "a reading that is longer than the journal");
    }
    if (auto appended = noted(m_journal.append(messages)); !appended)
        return appended;
    m_rows.insert(late.sequence.value_or(0));
    return {};
}

Result<void> Spool::pack()
{
    if (auto ready = prepare(); !ready)
        return ready;
    const auto rows = waitingRows();
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->empty()) {
        BlockInfo block;
        block.bootId = m_sender.bootId;
        block.firstSequence = *m_rows.begin();
        block.lastSequence = *m_rows.rbegin();
        block.readings = rows->size();
        block.generation = m_journal.generation();
        std::vector<BlockInfo> gone;
        auto stored = noted(m_ring.append(std::move(block), agent::encodeBlock(m_sender, *rows), gone));
        if (!stored)
            return stored;
        for (const BlockInfo &dropped : gone)
            m_totals.droppedReadings += dropped.readings;
        if (!gone.empty())
            writeTotals();
    }
    emptyJournal();
    return {};
}

Result<std::string> Spool::rowsMessage()
{
    if (auto ready = prepare(); !ready)
        return tl::unexpected(std::move(ready).error());
    const auto rows = waitingRows();
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty()) {
        m_damaged += m_rows.size();
        emptyJournal();
        return fail(ErrorKind::Corrupt, "the rows of the journal were damaged");
    }
    return agent::encodeBlock(m_sender, *rows);
}

Result<std::string> Spool::message(std::uint64_t number)
{
    auto message = m_ring.read(number);
    if (message || message.error().kind != ErrorKind::Corrupt)
        return message;
    ++m_damaged;
    m_ring.remove(number);
    return message;
}

void Spool::acknowledge(const std::string &bootId, std::uint64_t firstSequence, std::uint64_t lastSequence)
{
    const auto isAcknowledged = [&](const BlockInfo &block) {
        return block.bootId == bootId && firstSequence <= block.firstSequence && block.lastSequence <= lastSequence;
    };
    std::vector<std::uint64_t> done;
    for (const BlockInfo &block : m_ring.blocks()) {
        if (isAcknowledged(block))
            done.push_back(block.number);
    }
    for (const std::uint64_t number : done)
        m_ring.remove(number);

    const bool hadRows = !m_rows.empty();
    if (m_sender.bootId == bootId)
        m_rows.erase(m_rows.lower_bound(firstSequence), m_rows.upper_bound(lastSequence));
    const bool areRowsDone = hadRows && m_rows.empty();
    if (areRowsDone) {
        m_totals.doneGeneration = m_journal.generation();
        emptyJournal();
    }
    if (!done.empty() || areRowsDone)
        writeTotals();
}

Spool::Counts Spool::counts() const
{
    Counts counts{m_rows.size(), m_totals.droppedReadings, m_damaged};
    for (const BlockInfo &block : m_ring.blocks())
        counts.waiting += block.readings;
    return counts;
}

Result<void> Spool::recover()
{
    auto totals = m_ledger.recover();
    if (!totals)
        return tl::unexpected(totals.error());
    // What was counted in memory is not less than what the disk knows of it.
    totals->droppedReadings = std::max(totals->droppedReadings, m_totals.droppedReadings);
    m_totals = *totals;
    if (auto ring = m_ring.recover(m_totals.lowestBlock); !ring)
        return ring;
    m_totals.doneGeneration = std::max(m_totals.doneGeneration, m_ring.latestGeneration());
    if (auto journal = m_journal.recover(m_totals.doneGeneration); !journal)
        return journal;
    m_damaged += m_journal.damaged();
    m_encoder.reset();
    m_rows.clear();
    if (auto rows = recoverRows(); !rows)
        return rows;
    m_mustRecover = false;
    return {};
}

Result<void> Spool::recoverRows()
{
    const auto messages = m_journal.messages();
    if (!messages)
        return tl::unexpected(messages.error());
    agent::BatchDecoder decoder;
    for (const std::string &message : *messages) {
        const auto batch = decoder.decode(message);
        if (!batch) {
            ++m_damaged; // a row whose dictionary was damaged
            continue;
        }
        m_sender = batch->sender;
        for (const Reading &reading : batch->readings)
            m_rows.insert(reading.sequence.value_or(0));
    }
    return {};
}

Result<void> Spool::prepare()
{
    return m_mustRecover ? recover() : Result<void>();
}

Result<std::vector<Reading>> Spool::waitingRows()
{
    const auto messages = m_journal.messages();
    if (!messages)
        return tl::unexpected(messages.error());
    std::vector<Reading> rows;
    agent::BatchDecoder decoder;
    for (const std::string &message : *messages) {
        auto batch = decoder.decode(message);
        for (std::size_t i = 0; batch && i < batch->readings.size(); ++i) {
            if (m_rows.contains(batch->readings[i].sequence.value_or(0)))
                rows.push_back(std::move(batch->readings[i]));
        }
    }
    return rows;
}

void Spool::emptyJournal()
{
    m_totals.doneGeneration = std::max(m_totals.doneGeneration, m_journal.generation());
    m_journal.restart();
    m_rows.clear();
    m_encoder.reset();
}

void Spool::writeTotals()
{
    m_totals.lowestBlock = m_ring.blocks().empty() ? m_ring.nextNumber() : m_ring.blocks().front().number;
    if (!noted(m_ledger.write(m_totals)))
        return; // readings that are known already will be sent again
}

Result<void> Spool::noted(Result<void> result)
{
    m_mustRecover = m_mustRecover || !result;
    return result;
}

} // namespace piuptime::spool
