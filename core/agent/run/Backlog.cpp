// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/run/Backlog.h"

#include <algorithm>

namespace piuptime::agent {
namespace {

/// While the spool fails, it is asked this often.
constexpr Seconds kTryAgain{60};

} // namespace

Backlog::Backlog(const Clock &clock, spool::Outbox &outbox, std::uint32_t perSecond)
    : m_clock(clock)
    , m_outbox(outbox)
    , m_interval(1000 / std::clamp(perSecond, 1U, 1000U))
{
}

std::optional<Backlog::Block> Backlog::next()
{
    const MonoTime now = m_clock.monotonicNow();
    if (m_outbox.spool() == nullptr || now < m_mayAt)
        return std::nullopt;
    dropGone();
    const auto number = choose();
    if (!number)
        return std::nullopt;
    m_mayAt = now + m_interval;
    return take(*number);
}

MonoTime Backlog::nextAt() const
{
    if (m_outbox.spool() == nullptr)
        return MonoTime::max();
    MonoTime at = MonoTime::max();
    for (const auto &[number, sent] : m_sent)
        at = std::min(at, sent.againAt);
    if (mayBegin() && firstUnsent())
        at = MonoTime{};
    return std::max(at, m_mayAt);
}

void Backlog::confirm(const Stored &stored)
{
    for (auto place = m_sent.begin(); place != m_sent.end();) {
        Sent &sent = place->second;
        if (sent.bootId == stored.bootId)
            std::erase_if(sent.missing,
                          [&](std::uint64_t number) { return stored.first <= number && number <= stored.last; });
        if (!sent.missing.empty()) {
            ++place;
            continue;
        }
        const auto &blocks = m_outbox.spool()->blocks();
        const auto block = std::ranges::find(blocks, place->first, &spool::BlockInfo::number);
        if (block != blocks.end()) // a copy: what is done is removed from `blocks`
            m_outbox.spool()->acknowledge(std::string(block->bootId), block->firstSequence, block->lastSequence);
        place = m_sent.erase(place);
    }
}

bool Backlog::mayBegin() const
{
    const auto underWay =
        std::ranges::count_if(m_sent, [](const auto &entry) { return entry.second.tries < kMostTries; });
    return static_cast<std::size_t>(underWay) < kMostUnderWay;
}

bool Backlog::isThere(std::uint64_t number) const
{
    if (number == kRows)
        return m_outbox.spool()->rows() > 0;
    const auto &blocks = m_outbox.spool()->blocks();
    return std::ranges::find(blocks, number, &spool::BlockInfo::number) != blocks.end();
}

std::optional<std::uint64_t> Backlog::firstUnsent() const
{
    for (const spool::BlockInfo &block : m_outbox.spool()->blocks()) {
        if (!m_sent.contains(block.number))
            return block.number;
    }
    return isThere(kRows) && !m_sent.contains(kRows) ? std::optional(kRows) : std::nullopt;
}

/// Forgets what was confirmed as a whole, or gave way to newer readings.
void Backlog::dropGone()
{
    std::erase_if(m_sent, [this](const auto &entry) { return !isThere(entry.first); });
}

std::optional<std::uint64_t> Backlog::choose()
{
    const MonoTime now = m_clock.monotonicNow();
    const auto late = std::ranges::find_if(m_sent, [now](const auto &entry) { return entry.second.againAt <= now; });
    if (late != m_sent.end())
        return late->first;
    return mayBegin() ? firstUnsent() : std::nullopt;
}

/// \return empty when the block cannot be read: then the spool has given it up, or will be asked again
std::optional<Backlog::Block> Backlog::take(std::uint64_t number)
{
    const MonoTime now = m_clock.monotonicNow();
    auto message = number == kRows ? m_outbox.spool()->rowsMessage() : m_outbox.spool()->message(number);
    auto content = message ? decodeBlock(*message) : tl::unexpected(message.error());
    if (!content) {
        m_sent.erase(number);
        m_mayAt = content.error().kind == ErrorKind::Internal ? now + kTryAgain : m_mayAt;
        return std::nullopt;
    }
    Sent &sent = m_sent[number];
    sent.tries = std::min(sent.tries + 1, kMostTries);
    sent.againAt = now + (sent.tries < kMostTries ? Seconds(kAnswerWithin) : Seconds(kRestFor));
    sent.bootId = content->sender.bootId;
    if (number == kRows)
        sent.missing.clear(); // they may be others by now
    if (sent.missing.empty()) {
        for (const Reading &reading : content->readings)
            sent.missing.push_back(reading.sequence.value_or(0));
    }
    return Block{std::move(*message), std::move(*content)};
}

} // namespace piuptime::agent
