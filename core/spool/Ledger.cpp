// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Ledger.h"

#include "core/history/codec/Bytes.h"
#include "core/spool/Record.h"

namespace piuptime::spool {
namespace {

constexpr std::uint64_t kSlots = 2;
constexpr std::uint64_t kSlotBytes = Ledger::kBytes / kSlots;
constexpr std::size_t kSectorBytes = 512;

} // namespace

Ledger::Ledger(SpoolFile &file, std::uint64_t offset)
    : m_file(file)
    , m_offset(offset)
{
}

Result<Totals> Ledger::recover()
{
    Totals totals;
    m_number = 0;
    for (std::uint64_t slot = 0; slot < kSlots; ++slot) {
        const auto sector = m_file.read(m_offset + slot * kSlotBytes, kSectorBytes);
        if (!sector)
            return tl::unexpected(sector.error());
        const auto record = takeRecord(*sector, RecordKind::State);
        if (!record || record->group <= m_number)
            continue;
        history::ByteReader in(record->payload);
        const Totals found{in.varint(), in.varint(), in.varint()};
        if (!in.ok())
            continue;
        totals = found;
        m_number = record->group;
    }
    return totals;
}

Result<void> Ledger::write(const Totals &totals)
{
    std::string payload;
    history::ByteWriter out(payload);
    out.varint(totals.lowestBlock);
    out.varint(totals.doneGeneration);
    out.varint(totals.droppedReadings);
    std::string sector;
    ++m_number;
    putRecord(sector, RecordKind::State, {m_number, 0, payload});
    return m_file.write(m_offset + m_number % kSlots * kSlotBytes, sector);
}

} // namespace piuptime::spool
