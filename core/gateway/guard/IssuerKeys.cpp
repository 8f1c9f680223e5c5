// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/IssuerKeys.h"

#include "core/gateway/guard/KeyDocument.h"

#include <algorithm>
#include <cstdio>

namespace piuptime::gateway::guard {

namespace {

constexpr Milliseconds kFirstPause{1'000};

} // namespace

IssuerKeys::IssuerKeys(IssuerConfig config)
    : m_config(std::move(config))
{
    m_thread = std::thread([this] { run(); });
}

IssuerKeys::~IssuerKeys()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_wakes.notify_one();
    m_thread.join();
}

std::shared_ptr<TokenChecker> IssuerKeys::checker() const
{
    const std::scoped_lock lock(m_mutex);
    return m_checker;
}

std::shared_ptr<Awaited> IssuerKeys::refresh()
{
    const std::scoped_lock lock(m_mutex);
    const bool isFirst = m_triedAt == MonoTime{};
    if (!m_refresh && !isFirst && std::chrono::steady_clock::now() < m_triedAt + m_config.leastPause)
        return nullptr;
    if (!m_refresh)
        m_refresh = std::make_shared<Awaited>();
    m_wakes.notify_one();
    return m_refresh;
}

IssuerKeys::Status IssuerKeys::status() const
{
    const std::scoped_lock lock(m_mutex);
    return m_status;
}

void IssuerKeys::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        const std::shared_ptr<Awaited> asked = m_refresh;
        lock.unlock();
        auto keys = read();
        lock.lock();
        take(std::move(keys));
        m_triedAt = std::chrono::steady_clock::now();
        for (const auto &over : {asked, std::exchange(m_refresh, nullptr)}) {
            if (over)
                over->isOver.store(true, std::memory_order_release);
        }
        m_wakes.wait_for(lock, pause(), [this] { return m_isEnding || m_refresh; });
    }
}

Result<KeySet> IssuerKeys::read() const
{
    const auto text = m_config.keysUrl.empty() ? readDocument(m_config.keysFile)
                                               : fetchDocument(m_config.keysUrl, m_config.timeout, m_isEnding);
    if (!text)
        return tl::unexpected(text.error());
    return KeySet::parse(*text);
}

void IssuerKeys::take(Result<KeySet> keys)
{
    if (!keys) {
        ++m_failures;
        m_status.error = keys.error().describe();
        if (m_failures == 1 && !m_isEnding)
            std::fprintf(stderr, "gateway: the keys of %s cannot be read, %s: %s\n", m_config.name.c_str(),
                         m_checker ? "the old ones stay" : "its tokens are refused", m_status.error.c_str());
        return;
    }
    m_failures = 0;
    m_checker = std::make_shared<TokenChecker>(std::move(*keys), m_config.rule);
    m_status = {.keys = m_checker->keyCount(), .readAt = SystemClock().utcNow()};
}

Milliseconds IssuerKeys::pause() const
{
    return m_failures == 0 ? m_config.refresh
                           : std::min(m_config.refresh, kFirstPause * (1 << std::min(m_failures - 1, 16)));
}

std::shared_ptr<IssuerKeys> IssuerMemory::issuer(const IssuerConfig &config)
{
    std::weak_ptr<IssuerKeys> &known = m_issuers[config.name];
    if (auto kept = known.lock(); kept && kept->config() == config)
        return kept;
    auto made = std::make_shared<IssuerKeys>(config);
    known = made;
    return made;
}

} // namespace piuptime::gateway::guard
