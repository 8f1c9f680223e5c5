// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/Health.h"

namespace piuptime {

std::string_view name(HealthLevel level)
{
    switch (level) {
    case HealthLevel::Ok:
        return "ok";
    case HealthLevel::Attention:
        return "attention";
    case HealthLevel::Critical:
        return "critical";
    case HealthLevel::Unknown:
        return "unknown";
    }
    return "unknown";
}

} // namespace piuptime
