// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/upstream/Endpoint.h"

#include <algorithm>
#include <cmath>

namespace piuptime::gateway {

namespace {

constexpr std::chrono::duration<double> kMemory{10}; ///< of latencies
constexpr double kLeastShare = 0.1;

MonoTime::rep ticks(MonoTime time)
{
    return time.time_since_epoch().count();
}

double fading(MonoTime::rep since, MonoTime now)
{
    const auto age = std::max(MonoTime::duration::zero(), now.time_since_epoch() - MonoTime::duration(since));
    return std::exp(-std::chrono::duration<double>(age) / kMemory);
}

} // namespace

void Endpoint::place(const net::Address &address)
{
    const std::scoped_lock lock(m_mutex);
    if (placeTurn() > 0 && address == m_address)
        return;
    m_address = address;
    m_failures.store(0, std::memory_order_relaxed);
    m_ejectedUntil.store(0, std::memory_order_relaxed);
    m_ejections = 0;
    m_placeTurn.fetch_add(1, std::memory_order_release);
}

Endpoint::Place Endpoint::place() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_address, placeTurn()};
}

/// Two workers at once may lose one measurement; the average bears it.
void Endpoint::measured(MonoTime now, std::chrono::nanoseconds latency)
{
    const double sample = std::chrono::duration<double, std::micro>(latency).count();
    const double old = m_latency.load(std::memory_order_relaxed);
    const double weight = fading(m_measuredAt.load(std::memory_order_relaxed), now);
    m_latency.store(sample > old ? sample : old * weight + sample * (1 - weight), std::memory_order_relaxed);
    m_measuredAt.store(ticks(now), std::memory_order_relaxed);
}

double Endpoint::latencyMicroseconds(MonoTime now) const
{
    return m_latency.load(std::memory_order_relaxed) * fading(m_measuredAt.load(std::memory_order_relaxed), now);
}

void Endpoint::succeeded()
{
    if (m_failures.load(std::memory_order_relaxed) == 0)
        return;
    m_failures.store(0, std::memory_order_relaxed);
    const std::scoped_lock lock(m_mutex);
    m_ejections = 0;
}

void Endpoint::failed(MonoTime now, const OutlierRule &rule, bool mayEject)
{
    m_hasFailed.store(true, std::memory_order_relaxed);
    const int failures = m_failures.fetch_add(1, std::memory_order_relaxed) + 1;
    const std::scoped_lock lock(m_mutex);
    // Once it was ejected, one request shows whether it is well again.
    if ((failures < rule.failuresInARow && m_ejections == 0) || !mayEject || state(now) == State::Ejected)
        return;
    ++m_ejections;
    const Milliseconds time = std::min(rule.longestEjection, rule.ejection * m_ejections);
    m_ejectedUntil.store(ticks(now + time), std::memory_order_relaxed);
    m_backSince.store(ticks(now + time), std::memory_order_relaxed);
}

void Endpoint::checked(bool isWell, MonoTime now, const ActiveCheck &check)
{
    if (!isWell)
        m_hasFailed.store(true, std::memory_order_relaxed);
    const std::scoped_lock lock(m_mutex);
    const bool wasUnwell = m_isUnwell.load(std::memory_order_relaxed);
    if (isWell != wasUnwell) {
        m_checksInARow = 0;
        return;
    }
    if (++m_checksInARow < (wasUnwell ? check.successesToReturn : check.failuresToDrop))
        return;
    m_checksInARow = 0;
    m_isUnwell.store(!wasUnwell, std::memory_order_relaxed);
    if (wasUnwell) {
        m_failures.store(0, std::memory_order_relaxed);
        m_ejectedUntil.store(0, std::memory_order_relaxed);
        m_ejections = 0;
        m_backSince.store(ticks(now), std::memory_order_relaxed);
    }
}

Endpoint::State Endpoint::state(MonoTime now) const
{
    if (m_isDraining.load(std::memory_order_relaxed))
        return State::Draining;
    if (placeTurn() == 0)
        return State::Unresolved;
    if (m_isUnwell.load(std::memory_order_relaxed))
        return State::Unwell;
    return m_ejectedUntil.load(std::memory_order_relaxed) > ticks(now) ? State::Ejected : State::Well;
}

void Endpoint::advise(double share, const std::string &why)
{
    m_hardwareShare.store(share, std::memory_order_relaxed);
    const std::scoped_lock lock(m_mutex);
    m_advice = why;
}

Endpoint::Advice Endpoint::advice() const
{
    const std::scoped_lock lock(m_mutex);
    return {m_hardwareShare.load(std::memory_order_relaxed), m_advice};
}

double Endpoint::share(MonoTime now, Milliseconds slowStart) const
{
    // Of those that are spared, when there are no others, all are as good.
    const double hardware = isSpared() ? 1 : m_hardwareShare.load(std::memory_order_relaxed);
    const MonoTime::rep since = m_backSince.load(std::memory_order_relaxed);
    if (since == 0 || slowStart == Milliseconds::zero())
        return hardware;
    const std::chrono::duration<double> age = now.time_since_epoch() - MonoTime::duration(since);
    return hardware * std::clamp(age / std::chrono::duration<double>(slowStart), kLeastShare, 1.0);
}

std::string_view name(Endpoint::State state)
{
    switch (state) {
    case Endpoint::State::Well:
        return "well";
    case Endpoint::State::Ejected:
        return "ejected";
    case Endpoint::State::Unwell:
        return "unwell";
    case Endpoint::State::Draining:
        return "draining";
    case Endpoint::State::Unresolved:
        return "unresolved";
    }
    return "well";
}

} // namespace piuptime::gateway
