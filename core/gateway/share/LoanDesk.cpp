// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/LoanDesk.h"

#include "core/gateway/share/SharedLimit.h"
#include "core/gateway/share/SharedPlaces.h"

#include <sodium.h>

namespace piuptime::gateway::share {

namespace {

constexpr std::size_t kMostWishes = 16'384;
constexpr std::size_t kMostInRound = 1024;

} // namespace

std::shared_ptr<guard::Limit> LoanDesk::make(const std::string &name, const guard::LimitConfig &config,
                                             std::size_t places)
{
    if (config.kind != guard::LimitKind::Concurrency)
        return std::make_shared<SharedLimit>(name, config, places, shared_from_this());
    auto made = std::make_shared<SharedPlaces>(name, config, places, shared_from_this());
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_leased, [](const auto &known) { return known.expired(); });
    m_leased.push_back(made);
    return made;
}

std::string LoanDesk::nameOf(const std::string &limit, const guard::LimitConfig &config) const
{
    const std::string text = std::to_string(static_cast<int>(config.kind)) + ' '
                             + std::to_string(static_cast<int>(config.by)) + ' ' + std::to_string(config.amount) + ' '
                             + std::to_string(config.per.count()) + ' ' + std::to_string(config.burst);
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char *>(text.data()), text.size(),
                       nullptr, 0);
    std::array<char, 17> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), 8);
    return m_config.prefix + "limit:" + limit + ':' + hex.data() + ':';
}

std::uint64_t LoanDesk::aheadOf(std::uint64_t quota) const
{
    return std::max<std::uint64_t>(1, quota / 100 * m_config.aheadPercent + quota % 100 * m_config.aheadPercent / 100);
}

bool LoanDesk::wish(std::shared_ptr<Account> account, std::uint64_t key)
{
    bool isFirst = false;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_wishes.size() >= kMostWishes || term() == 0)
            return false;
        isFirst = m_wishes.empty();
        m_wishes.push_back({std::move(account), key});
    }
    if (isFirst)
        m_isWished.notify_one();
    return true;
}

void LoanDesk::renew()
{
    std::vector<std::shared_ptr<SharedPlaces>> leased;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto &known : m_leased)
            leased.push_back(known.lock());
    }
    for (const auto &each : leased) { // without the lock, under which wishes are taken down
        if (each)
            each->renew();
    }
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
