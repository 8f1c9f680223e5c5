// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spool/SpoolFile.h"

#include <span>
#include <vector>

namespace piuptime::spool {

/// Messages as they come, each durable at once: records one after another from the start of an area. Once what they
/// tell is elsewhere, the area begins anew with a higher generation.
class Journal
{
public:
    Journal(SpoolFile &file, std::uint64_t offset, std::size_t capacity);

    /// Looks for what the area holds. \param doneGeneration whatever is not later is of no use
    [[nodiscard]] Result<void> recover(std::uint64_t doneGeneration);
    /// How many records `recover` found missing between others.
    [[nodiscard]] std::size_t damaged() const { return m_damaged; }

    [[nodiscard]] std::uint64_t generation() const { return m_generation; }
    [[nodiscard]] bool empty() const { return m_records == 0; }
    [[nodiscard]] bool hasRoomFor(std::span<const std::string> messages) const;
    /// One write and one sync for all. After a failure the area holds all, some or none of them: `recover`.
    [[nodiscard]] Result<void> append(std::span<const std::string> messages);
    /// What was appended since the last `restart`.
    [[nodiscard]] Result<std::vector<std::string>> messages();
    void restart();

private:
    struct Found;
    [[nodiscard]] Result<Found> find();

    SpoolFile &m_file;
    std::uint64_t m_offset;
    std::size_t m_capacity;
    std::uint64_t m_generation = 1;
    std::uint32_t m_records = 0; ///< the place of the next one
    std::size_t m_end = 0;       ///< of the last one, in the area
    std::size_t m_damaged = 0;
};

} // namespace piuptime::spool
