// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/batch/Block.h"
#include "core/agent/protocol/Reply.h"
#include "core/spool/Outbox.h"

#include <map>
#include <optional>
#include <vector>

namespace piuptime::agent {

/// What waits in the spool, block by block, oldest first and no faster than allowed; a few may be under way at once. A
/// block that no console confirms is sent again; one that is never confirmed does not keep back the others. One thread
/// at a time.
class Backlog
{
public:
    static constexpr std::size_t kMostUnderWay = 4;
    static constexpr Seconds kAnswerWithin{30};
    /// After so many times a block is set aside for `kRestFor`.
    static constexpr int kMostTries = 3;
    static constexpr std::chrono::hours kRestFor{1};

    /// \param perSecond blocks, 1 or more
    Backlog(const Clock &clock, spool::Outbox &outbox, std::uint32_t perSecond);

    struct Block {
        std::string message;
        Batch content;
    };
    /// The block whose turn it is; empty when none may be sent now. After all others come the rows of the spool's
    /// journal.
    [[nodiscard]] std::optional<Block> next();
    /// When `next` may have one, unless something is confirmed before.
    [[nodiscard]] MonoTime nextAt() const;
    void confirm(const Stored &stored);
    /// The link is new: what was under way is sent again.
    void startOver() { m_sent.clear(); }

private:
    struct Sent {
        std::string bootId;
        std::vector<std::uint64_t> missing; ///< numbers that no console has confirmed yet, ascending
        int tries = 0;
        MonoTime againAt{};
    };

    [[nodiscard]] bool mayBegin() const;
    [[nodiscard]] bool isThere(std::uint64_t number) const;
    [[nodiscard]] std::optional<std::uint64_t> firstUnsent() const;
    void dropGone();
    [[nodiscard]] std::optional<std::uint64_t> choose();
    [[nodiscard]] std::optional<Block> take(std::uint64_t number);

    static constexpr std::uint64_t kRows = 0; ///< is no number of a block

    const Clock &m_clock;
    spool::Outbox &m_outbox;
    Milliseconds m_interval;
    MonoTime m_mayAt{};                   ///< when the rate allows another one
    std::map<std::uint64_t, Sent> m_sent; ///< by the number of the block; `kRows` for the journal
};

} // namespace piuptime::agent
