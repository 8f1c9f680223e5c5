// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/net/Address.h"
#include "core/gateway/route/Config.h"
#include "core/gateway/see/Traffic.h"

#include <atomic>
#include <mutex>

namespace piuptime::gateway {

/// One server that answers requests, and how it fares. Shared by all workers and all configurations that name it, so
/// that a reload forgets nothing. Thread-safe.
class Endpoint
{
public:
    /// Nobody knows yet where it is. \param id a small number of its own   \param name `host:port`
    Endpoint(std::size_t id, std::string name)
        : m_id(id)
        , m_name(std::move(name))
    {
    }

    [[nodiscard]] std::size_t id() const { return m_id; }
    [[nodiscard]] const std::string &name() const { return m_name; }
    /// Where it is from now on. What requests met at another place counts no more.
    void place(const net::Address &address);
    struct Place {
        net::Address address;
        unsigned turn = 0; ///< counts the places that it had; 0: nobody knows where it is
    };
    [[nodiscard]] Place place() const;
    /// `Place::turn` of where it is now.
    [[nodiscard]] unsigned placeTurn() const { return m_placeTurn.load(std::memory_order_acquire); }
    [[nodiscard]] EndpointTraffic &traffic() { return m_traffic; }

    // Load, for balancing.
    void began() { m_underWay.fetch_add(1, std::memory_order_relaxed); }
    void ended() { m_underWay.fetch_sub(1, std::memory_order_relaxed); }
    [[nodiscard]] int underWay() const { return m_underWay.load(std::memory_order_relaxed); }
    /// Takes note of how long a head took to come.
    void measured(MonoTime now, std::chrono::nanoseconds latency);
    /// Peak-sensitive average latency in microseconds, which fades towards 0 while nothing is measured.
    [[nodiscard]] double latencyMicroseconds(MonoTime now) const;

    // Health, by what requests meet.
    void succeeded();
    /// \param mayEject whether enough others are left
    void failed(MonoTime now, const OutlierRule &rule, bool mayEject);
    /// Whether a request or a check has failed since this was asked last; it may be somewhere else by now.
    [[nodiscard]] bool takeFailed() { return m_hasFailed.exchange(false, std::memory_order_relaxed); }
    /// Health by what checks meet. \param now when it comes back, its slow start begins
    void checked(bool isWell, MonoTime now, const ActiveCheck &check);
    /// Takes no new requests until told otherwise; those under way end as they do.
    void setDraining(bool draining) { m_isDraining.store(draining, std::memory_order_relaxed); }

    /// What is known of the hardware below it. \param share of its weight that it keeps, 0 to 1; 0: it is asked only
    /// when there is no other   \param why a word such as `throttled`; empty: nothing is wrong
    void advise(double share, const std::string &why);
    struct Advice {
        double share = 1;
        std::string why;
    };
    [[nodiscard]] Advice advice() const;
    /// Whether it is to be asked only when there is no other.
    [[nodiscard]] bool isSpared() const { return m_hardwareShare.load(std::memory_order_relaxed) <= 0; }

    enum class State : std::uint8_t { Well, Ejected, Unwell, Draining, Unresolved };
    [[nodiscard]] State state(MonoTime now) const;
    [[nodiscard]] bool takesRequests(MonoTime now) const { return state(now) == State::Well; }
    /// Its part of the weight: from a tenth to 1 while it starts slowly, less where its hardware is not at its best.
    [[nodiscard]] double share(MonoTime now, Milliseconds slowStart) const;

private:
    using Ticks = MonoTime::rep; ///< of the steady clock

    const std::size_t m_id;
    const std::string m_name;
    EndpointTraffic m_traffic;

    std::atomic<int> m_underWay{0};
    std::atomic<double> m_latency{0};
    std::atomic<Ticks> m_measuredAt{0};

    std::atomic<bool> m_hasFailed{false};
    std::atomic<int> m_failures{0}; ///< in a row
    std::atomic<Ticks> m_ejectedUntil{0};
    std::atomic<Ticks> m_backSince{0};
    std::atomic<bool> m_isUnwell{false};
    std::atomic<bool> m_isDraining{false};
    std::atomic<double> m_hardwareShare{1};
    std::atomic<unsigned> m_placeTurn{0};
    mutable std::mutex m_mutex; ///< of what follows
    net::Address m_address;
    std::string m_advice;
    int m_ejections = 0;    ///< in a row
    int m_checksInARow = 0; ///< that say the opposite of `m_isUnwell`
};

/// Stable lower-case word, such as `ejected`.
[[nodiscard]] std::string_view name(Endpoint::State state);

} // namespace piuptime::gateway
