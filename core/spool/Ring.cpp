// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Ring.h"

#include "core/history/codec/Bytes.h"
#include "core/spool/Record.h"

#include <algorithm>

namespace piuptime::spool {
namespace {

constexpr std::uint64_t kSectorBytes = 512;
/// What is looked at together when the area is searched.
constexpr std::size_t kWindowBytes = std::size_t{64} * 1024;

constexpr std::uint64_t wholeSectors(std::uint64_t size)
{
    return (size + kSectorBytes - 1) / kSectorBytes * kSectorBytes;
}

std::string payloadOf(const BlockInfo &block, std::string_view message)
{
    std::string payload;
    history::ByteWriter out(payload);
    out.text(block.bootId);
    out.varint(block.firstSequence);
    out.varint(block.lastSequence);
    out.varint(block.readings);
    out.varint(block.generation);
    out.text(message);
    return payload;
}

/// \param message set to what the block holds   \return empty when it makes no sense
std::optional<BlockInfo> parseBlock(const Record &record, std::string_view &message)
{
    history::ByteReader in(record.payload);
    BlockInfo block;
    block.number = record.group;
    block.bootId = in.text();
    block.firstSequence = in.varint();
    block.lastSequence = in.varint();
    block.readings = in.varint();
    block.generation = in.varint();
    message = in.text();
    return in.ok() ? std::optional(std::move(block)) : std::nullopt;
}

} // namespace

Ring::Ring(SpoolFile &file, std::uint64_t offset, std::uint64_t capacity)
    : m_file(file)
    , m_offset(offset)
    , m_capacity(capacity / kSectorBytes * kSectorBytes)
{
}

Result<void> Ring::recover(std::uint64_t lowestNumber)
{
    struct Found {
        BlockInfo block;
        Extent extent;
    };
    std::vector<Found> all;
    std::string window;
    std::uint64_t windowAt = 0;
    for (std::uint64_t at = 0; at < m_capacity;) {
        if (window.empty() || at < windowAt || at + kSectorBytes > windowAt + window.size()) {
            auto bytes = m_file.read(m_offset + at, kWindowBytes);
            if (!bytes)
                return tl::unexpected(bytes.error());
            window = std::move(*bytes);
            windowAt = at;
            if (window.empty())
                break;
        }
        const auto claimed =
            claimedSize(std::string_view(window).substr(static_cast<std::size_t>(at - windowAt)), RecordKind::Block);
        std::uint64_t step = kSectorBytes;
        if (claimed && at + *claimed <= m_capacity) {
            const auto bytes = m_file.read(m_offset + at, *claimed);
            if (!bytes)
                return tl::unexpected(bytes.error());
            const auto record = takeRecord(*bytes, RecordKind::Block);
            std::string_view message;
            if (auto block = record ? parseBlock(*record, message) : std::nullopt) {
                step = wholeSectors(*claimed);
                all.push_back({std::move(*block), {at, step}});
            }
        }
        at += step;
    }
    std::ranges::sort(all, {}, [](const Found &found) { return found.block.number; });
    m_blocks.clear();
    m_extents.clear();
    m_head = all.empty() ? 0 : all.back().extent.offset + all.back().extent.size;
    m_nextNumber = std::max(lowestNumber, all.empty() ? 1 : all.back().block.number + 1);
    m_latestGeneration = 0;
    for (Found &found : all) {
        m_latestGeneration = std::max(m_latestGeneration, found.block.generation);
        if (found.block.number < lowestNumber)
            continue;
        m_blocks.push_back(std::move(found.block));
        m_extents.push_back(found.extent);
    }
    return {};
}

Result<void> Ring::append(BlockInfo block, std::string_view message, std::vector<BlockInfo> &gone)
{
    block.number = m_nextNumber;
    auto written = write(block, message, gone);
    if (!written && written.error().kind == ErrorKind::Overloaded && m_head > 0) {
        m_capacity = m_head; // there is no more room on the disk: what there is must do
        written = write(block, message, gone);
    }
    return written;
}

Result<void> Ring::write(const BlockInfo &block, std::string_view message, std::vector<BlockInfo> &gone)
{
    std::string bytes;
    putRecord(bytes, RecordKind::Block, {block.number, 0, payloadOf(block, message)});
    const std::uint64_t size = wholeSectors(bytes.size());
    if (bytes.size() > Record::kHeadBytes + Record::kMaxPayloadBytes || size > m_capacity)
        return fail(ErrorKind::InvalidInput, "a block that is longer than the spool");
    if (m_head + size > m_capacity) {
        makeRoom(m_head, m_capacity, gone);
        m_head = 0;
    }
    makeRoom(m_head, m_head + size, gone);
    if (auto written = m_file.write(m_offset + m_head, bytes); !written)
        return written;
    if (auto synced = m_file.sync(); !synced)
        return synced;
    m_blocks.push_back(block);
    m_extents.push_back({m_head, size});
    m_head += size;
    m_nextNumber = block.number + 1;
    m_latestGeneration = std::max(m_latestGeneration, block.generation);
    return {};
}

/// The oldest blocks lie ahead of the newest one, so that those in the way are the oldest.
void Ring::makeRoom(std::uint64_t begin, std::uint64_t end, std::vector<BlockInfo> &gone)
{
    const auto isInTheWay = [&](const Extent &extent) {
        return extent.offset < end && begin < extent.offset + extent.size;
    };
    while (!m_extents.empty() && isInTheWay(m_extents.front())) {
        gone.push_back(std::move(m_blocks.front()));
        m_blocks.pop_front();
        m_extents.pop_front();
    }
}

Result<std::string> Ring::read(std::uint64_t number)
{
    const auto found = std::ranges::find(m_blocks, number, &BlockInfo::number);
    if (found == m_blocks.end())
        return fail(ErrorKind::NotFound, "no such block");
    const Extent &extent = m_extents[static_cast<std::size_t>(found - m_blocks.begin())];
    const auto bytes = m_file.read(m_offset + extent.offset, static_cast<std::size_t>(extent.size));
    if (!bytes)
        return tl::unexpected(bytes.error());
    const auto record = takeRecord(*bytes, RecordKind::Block);
    std::string_view message;
    if (!record || record->group != number || !parseBlock(*record, message))
        return fail(ErrorKind::Corrupt, "a damaged block");
    return std::string(message);
}

void Ring::remove(std::uint64_t number)
{
    const auto found = std::ranges::find(m_blocks, number, &BlockInfo::number);
    if (found == m_blocks.end())
        return;
    m_extents.erase(m_extents.begin() + (found - m_blocks.begin()));
    m_blocks.erase(found);
}

} // namespace piuptime::spool
