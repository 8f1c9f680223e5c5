// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spool/SpoolFile.h"

#include <deque>

namespace piuptime::spool {

/// What is known of a block without reading it.
struct BlockInfo {
    std::uint64_t number = 0; ///< blocks are numbered as they come, from 1 on
    std::string bootId;
    std::uint64_t firstSequence = 0;
    std::uint64_t lastSequence = 0;
    std::uint64_t readings = 0;
    std::uint64_t generation = 0; ///< of the journal that the block was made of
};

/// Blocks one after another in an area, from its start again once the end is reached: the oldest give way. Each begins
/// with a sector of the disk, so that writing one cannot harm another.
class Ring
{
public:
    Ring(SpoolFile &file, std::uint64_t offset, std::uint64_t capacity);

    /// Looks for what the area holds. \param lowestNumber blocks before it are gone
    [[nodiscard]] Result<void> recover(std::uint64_t lowestNumber);
    /// The latest generation of the journal of which there is a block, gone ones included.
    [[nodiscard]] std::uint64_t latestGeneration() const { return m_latestGeneration; }

    /// Oldest first.
    [[nodiscard]] const std::deque<BlockInfo> &blocks() const { return m_blocks; }
    /// Stores a block durably. Blocks that gave way are added to `gone`. After another failure than these: `recover`.
    /// \param block its number is set here   \retval Overloaded the disk is full   \retval InvalidInput it is too long
    [[nodiscard]] Result<void> append(BlockInfo block, std::string_view message, std::vector<BlockInfo> &gone);
    /// \retval NotFound there is none of that number   \retval Corrupt it was damaged meanwhile
    [[nodiscard]] Result<std::string> read(std::uint64_t number);
    void remove(std::uint64_t number);
    /// The number that the next block gets.
    [[nodiscard]] std::uint64_t nextNumber() const { return m_nextNumber; }

private:
    /// Where a block lies, in the area.
    struct Extent {
        std::uint64_t offset = 0;
        std::uint64_t size = 0; ///< whole sectors
    };

    [[nodiscard]] Result<void> write(const BlockInfo &block, std::string_view message, std::vector<BlockInfo> &gone);
    void makeRoom(std::uint64_t begin, std::uint64_t end, std::vector<BlockInfo> &gone);

    SpoolFile &m_file;
    std::uint64_t m_offset;
    std::uint64_t m_capacity;
    std::deque<BlockInfo> m_blocks;
    std::deque<Extent> m_extents; ///< of the same blocks
    std::uint64_t m_head = 0;     ///< where the next block goes, in the area
    std::uint64_t m_nextNumber = 1;
    std::uint64_t m_latestGeneration = 0;
};

} // namespace piuptime::spool
