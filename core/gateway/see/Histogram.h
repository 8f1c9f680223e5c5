// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <cstdint>

namespace piuptime::gateway {

/// How many durations fell where: buckets that are an eighth of a power of two wide, in microseconds, so that a
/// percentile is right to an eighth. 1.9 KB. Above an hour everything is alike.
struct Histogram {
    static constexpr std::size_t kPerDoubling = 8;
    static constexpr std::size_t kBuckets = 30 * kPerDoubling; ///< up to 2^32 microseconds

    std::array<std::uint64_t, kBuckets> counts{};
    std::uint64_t sum = 0; ///< of all, in microseconds

    [[nodiscard]] static constexpr std::size_t bucketOf(std::uint64_t microseconds)
    {
        if (microseconds < kPerDoubling)
            return microseconds;
        const auto doublings = static_cast<std::size_t>(std::bit_width(microseconds)) - 4; // 0 from 8 on
        const std::size_t within = (microseconds >> doublings) - kPerDoubling;
        return std::min(kBuckets - 1, (doublings + 1) * kPerDoubling + within);
    }
    /// The least that falls into the bucket after this one, in microseconds.
    [[nodiscard]] static constexpr std::uint64_t endOf(std::size_t bucket)
    {
        const std::size_t next = bucket + 1;
        if (next < kPerDoubling)
            return next;
        return (kPerDoubling + next % kPerDoubling) << (next / kPerDoubling - 1);
    }

    void add(std::chrono::microseconds duration)
    {
        const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
        ++counts[bucketOf(microseconds)];
        sum += microseconds;
    }
    [[nodiscard]] std::uint64_t count() const
    {
        std::uint64_t total = 0;
        for (const std::uint64_t each : counts)
            total += each;
        return total;
    }
    /// So many were shorter. \param microseconds the end of a bucket
    [[nodiscard]] std::uint64_t countBelow(std::uint64_t microseconds) const
    {
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < kBuckets && endOf(i) <= microseconds; ++i)
            total += counts[i];
        return total;
    }
    /// A duration that so large a share does not exceed: the middle of its bucket. \return 0 when there are none
    [[nodiscard]] std::chrono::microseconds percentile(double share) const;

    Histogram &operator+=(const Histogram &other)
    {
        for (std::size_t i = 0; i < kBuckets; ++i)
            counts[i] += other.counts[i];
        sum += other.sum;
        return *this;
    }
    /// What came since an earlier state of the same.
    Histogram &operator-=(const Histogram &earlier)
    {
        for (std::size_t i = 0; i < kBuckets; ++i)
            counts[i] -= earlier.counts[i];
        sum -= earlier.sum;
        return *this;
    }
};

/// The same for writers in several threads; readers get each count as it was at some time during the reading.
class SharedHistogram
{
public:
    void add(std::chrono::microseconds duration)
    {
        const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
        m_counts[Histogram::bucketOf(microseconds)].fetch_add(1, std::memory_order_relaxed);
        m_sum.fetch_add(microseconds, std::memory_order_relaxed);
    }
    void addTo(Histogram &total) const
    {
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            total.counts[i] += m_counts[i].load(std::memory_order_relaxed);
        total.sum += m_sum.load(std::memory_order_relaxed);
    }

private:
    std::array<std::atomic<std::uint64_t>, Histogram::kBuckets> m_counts{};
    std::atomic<std::uint64_t> m_sum{0};
};

} // namespace piuptime::gateway
