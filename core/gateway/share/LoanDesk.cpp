// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/LoanDesk.h"

#include "core/gateway/share/SharedLimit.h"

namespace piuptime::gateway::share {

namespace {

constexpr std::size_t kMostWishes = 16'384;
constexpr std::size_t kMostInRound = 1024;

} // namespace

/// Of requests at a time each gateway knows its own alone.
std::shared_ptr<guard::Limit> LoanDesk::make(const std::string &name, const guard::LimitConfig &config,
                                             std::size_t places)
{
    if (config.kind == guard::LimitKind::Concurrency)
        return nullptr;
    return std::make_shared<SharedLimit>(name, config, places, shared_from_this());
}

bool LoanDesk::wish(std::shared_ptr<SharedLimit> limit, std::uint64_t key)
{
    bool isFirst = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_wishes.size() >= kMostWishes || term() == 0)
            return false;
        isFirst = m_wishes.empty();
        m_wishes.push_back({std::move(limit), key});
    }
    if (isFirst)
        m_isWished.notify_one();
    return true;
}

void LoanDesk::await(MonoTime until)
{
    std::unique_lock lock(m_mutex);
    m_isWished.wait_until(lock, until, [this] { return m_hasEnded || !m_wishes.empty(); });
}

std::vector<LoanDesk::Wish> LoanDesk::take()
{
    const std::scoped_lock lock(m_mutex);
    if (m_wishes.size() <= kMostInRound)
        return std::exchange(m_wishes, {});
    const auto end = m_wishes.begin() + kMostInRound;
    std::vector<Wish> first(std::make_move_iterator(m_wishes.begin()), std::make_move_iterator(end));
    m_wishes.erase(m_wishes.begin(), end);
    return first;
}

void LoanDesk::setDue(std::optional<MonoTime> due)
{
    m_dueNs.store(due ? nsOf(*due) : std::numeric_limits<std::int64_t>::max(), std::memory_order_relaxed);
}

void LoanDesk::setUp(bool isUp)
{
    std::vector<Wish> voided; // goes without the lock: it may hold the last of a limit
    const std::scoped_lock lock(m_mutex);
    if (isUp)
        m_lastTerm = static_cast<std::uint16_t>(m_lastTerm == 0xffff ? 1 : m_lastTerm + 1);
    m_term.store(isUp ? m_lastTerm : std::uint16_t{0}, std::memory_order_relaxed);
    voided.swap(m_wishes);
}

void LoanDesk::end()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_hasEnded = true;
    }
    m_isWished.notify_one();
}

} // namespace piuptime::gateway::share
