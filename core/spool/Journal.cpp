// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Journal.h"

#include "core/spool/Record.h"

#include <algorithm>

namespace piuptime::spool {
namespace {

/// Records begin at multiples of this, so that the next one is found behind a damaged one.
constexpr std::size_t kAlignment = 8;

constexpr std::size_t aligned(std::size_t size)
{
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

} // namespace

/// The records of the latest generation in the area.
struct Journal::Found {
    std::string area;
    std::vector<Record> records; ///< views into `area`
    std::size_t end = 0;
};

Journal::Journal(SpoolFile &file, std::uint64_t offset, std::size_t capacity)
    : m_file(file)
    , m_offset(offset)
    , m_capacity(capacity)
{
}

Result<Journal::Found> Journal::find()
{
    auto area = m_file.read(m_offset, m_capacity);
    if (!area)
        return tl::unexpected(area.error());
    Found found{std::move(*area), {}, 0};
    const std::string_view bytes = found.area;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto record = takeRecord(bytes.substr(at), RecordKind::Journal);
        at += record ? aligned(record->size()) : kAlignment;
        if (!record || (!found.records.empty() && record->group < found.records.back().group))
            continue;
        if (!found.records.empty() && record->group > found.records.back().group)
            found.records.clear();
        found.records.push_back(*record);
        found.end = at;
    }
    return found;
}

Result<void> Journal::recover(std::uint64_t doneGeneration)
{
    const auto found = find();
    if (!found)
        return tl::unexpected(found.error());
    m_damaged = 0;
    m_records = 0;
    m_end = 0;
    const std::uint64_t latest = found->records.empty() ? 0 : found->records.back().group;
    m_generation = std::max(latest, doneGeneration + 1);
    if (latest <= doneGeneration)
        return {};
    m_records = found->records.back().place + 1;
    m_damaged = m_records - found->records.size();
    m_end = found->end;
    return {};
}

bool Journal::hasRoomFor(std::span<const std::string> messages) const
{
    std::size_t end = m_end;
    for (const std::string &message : messages)
        end += aligned(Record::kHeadBytes + message.size());
    return end <= m_capacity;
}

Result<void> Journal::append(std::span<const std::string> messages)
{
    std::string bytes;
    std::uint32_t place = m_records;
    for (const std::string &message : messages) {
        putRecord(bytes, RecordKind::Journal, {m_generation, place++, message});
        bytes.resize(aligned(bytes.size()));
    }
    if (auto written = m_file.write(m_offset + m_end, bytes); !written)
        return written;
    if (auto synced = m_file.sync(); !synced)
        return synced;
    m_end += bytes.size();
    m_records = place;
    return {};
}

Result<std::vector<std::string>> Journal::messages()
{
    std::vector<std::string> messages;
    if (empty())
        return messages;
    const auto found = find();
    if (!found)
        return tl::unexpected(found.error());
    for (const Record &record : found->records) {
        if (record.group == m_generation)
            messages.emplace_back(record.payload);
    }
    return messages;
}

void Journal::restart()
{
    ++m_generation;
    m_records = 0;
    m_end = 0;
}

} // namespace piuptime::spool
