// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Head.h"

#include "core/history/Tiers.h"
#include "core/history/codec/Chunk.h"

#include <algorithm>
#include <utility>

namespace piuptime::history {
namespace {

/// As many segments of like size become one, so that an hour of single readings ends as few segments and each row is
/// encoded three times at the most.
constexpr std::size_t kMergeAt = 16;
/// Larger ones gain nothing any more.
constexpr std::size_t kRowsWorthMerging = std::size_t{1} << 13U;

std::size_t rowsIn(const std::string &segment)
{
    return ChunkReader(segment).rowCount();
}

Columns decode(const std::vector<Head::Bytes> &segments)
{
    Columns rows;
    for (const Head::Bytes &segment : segments)
        rows.append(ChunkReader(*segment).all());
    rows.settle();
    return rows;
}

} // namespace

void Head::add(OpenHour hour, std::string chunk, std::size_t rows, std::int64_t journal, MonoTime now)
{
    const std::lock_guard lock(m_mutex);
    Contents &contents = m_hours[hour];
    if (contents.segments.empty())
        contents.firstJournal = journal;
    m_bytes += chunk.size();
    contents.segments.push_back(std::make_shared<const std::string>(std::move(chunk)));
    contents.rows += rows;
    contents.lastJournal = journal;
    contents.touched = now;
    merge(contents);
}

void Head::merge(Contents &contents)
{
    std::vector<Bytes> &segments = contents.segments;
    while (segments.size() >= kMergeAt) {
        const auto tail = segments.end() - static_cast<std::ptrdiff_t>(kMergeAt);
        const std::size_t rows = rowsIn(**tail);
        if (rows > kMergeAt * rowsIn(*segments.back()) || rows > kRowsWorthMerging)
            return;
        const std::vector<Bytes> merged(tail, segments.end());
        for (const Bytes &segment : merged)
            m_bytes -= segment->size();
        segments.erase(tail, segments.end());
        segments.push_back(std::make_shared<const std::string>(encodeChunk(decode(merged), Packing::Plain)));
        m_bytes += segments.back()->size();
    }
}

void Head::remove(OpenHour hour)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_hours.find(hour);
    if (found == m_hours.end())
        return;
    for (const Bytes &segment : found->second.segments)
        m_bytes -= segment->size();
    m_hours.erase(found);
    ++m_removals;
}

std::optional<std::int64_t> Head::nextHour(std::int64_t device, std::int64_t fromMs) const
{
    const std::lock_guard lock(m_mutex);
    const auto hour = m_hours.lower_bound({device, fromMs});
    const bool found = hour != m_hours.end() && hour->first.device == device;
    return found ? std::optional(hour->first.startMs) : std::nullopt;
}

void Head::replaceBy(Head &&other)
{
    const std::scoped_lock lock(m_mutex, other.m_mutex);
    m_hours = std::exchange(other.m_hours, {});
    m_bytes = std::exchange(other.m_bytes, 0);
    ++m_removals;
}

std::unique_ptr<Head> Head::clone() const
{
    auto copy = std::make_unique<Head>();
    const std::lock_guard lock(m_mutex);
    copy->m_hours = m_hours;
    copy->m_bytes = m_bytes;
    return copy;
}

std::vector<Head::Bytes> Head::segments(std::int64_t device, std::int64_t fromMs, std::int64_t toMs) const
{
    std::vector<Bytes> found;
    const std::lock_guard lock(m_mutex);
    for (auto hour = m_hours.lower_bound({device, startOf(fromMs, kHourMs)});
         hour != m_hours.end() && hour->first.device == device && hour->first.startMs < toMs; ++hour)
        found.insert(found.end(), hour->second.segments.begin(), hour->second.segments.end());
    return found;
}

std::map<OpenHour, Head::Contents> Head::contents() const
{
    const std::lock_guard lock(m_mutex);
    return m_hours;
}

std::vector<OpenHour> Head::hoursWhere(const std::function<bool(OpenHour, const Contents &)> &isWanted) const
{
    std::vector<OpenHour> wanted;
    const std::lock_guard lock(m_mutex);
    for (const auto &[hour, contents] : m_hours) {
        if (isWanted(hour, contents))
            wanted.push_back(hour);
    }
    return wanted;
}

Columns Head::rows(OpenHour hour) const
{
    std::vector<Bytes> segments;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_hours.find(hour); found != m_hours.end())
            segments = found->second.segments;
    }
    return decode(segments);
}

std::size_t Head::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace piuptime::history
