// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/Histogram.h"

#include <cmath>

namespace piuptime::gateway {

std::chrono::microseconds Histogram::percentile(double share) const
{
    const auto wanted = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(count())));
    std::uint64_t passed = 0;
    for (std::size_t i = 0; i < kBuckets && wanted > 0; ++i) {
        passed += counts[i];
        if (passed < wanted)
            continue;
        const std::uint64_t start = i == 0 ? 0 : endOf(i - 1);
        return std::chrono::microseconds((start + endOf(i)) / 2);
    }
    return {};
}

} // namespace piuptime::gateway
