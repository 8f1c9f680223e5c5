// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/config/KioskSettings.h"
#include "core/model/Binding.h"
#include "core/model/Broker.h"
#include "core/model/Device.h"
#include "core/model/HealthThresholds.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::config {

/// How often a Pi is asked.
struct Polling {
    Seconds fast{10};
    Seconds watched{1}; ///< while somebody looks at it
    std::chrono::minutes slow{5};

    friend bool operator==(const Polling &, const Polling &) = default;
};

struct HistorySettings {
    std::string path;     ///< empty: in the data folder; `~` allowed
    std::string database; ///< `postgresql://user@host/name`: the history is shared there; empty: it is the file
    std::chrono::days retention{400};
    std::optional<Seconds> commit; ///< readings are written together this often; empty: as suits the disk

    friend bool operator==(const HistorySettings &, const HistorySettings &) = default;
};

/// Where Prometheus may fetch the newest values: a loopback address, since anybody who reaches it may read.
struct PrometheusSettings {
    std::string host;
    std::uint16_t port = 0; ///< 0: nowhere

    friend bool operator==(const PrometheusSettings &, const PrometheusSettings &) = default;
};

/// Everything a person configures, as a plain value.
struct Settings {
    std::vector<DeviceConfig> devices;
    std::vector<BrokerConfig> brokers;
    std::vector<Binding> bindings;
    Polling polling;
    HistorySettings history;
    PrometheusSettings prometheus;
    KioskSettings kiosk;
    HealthThresholds thresholds;

    friend bool operator==(const Settings &, const Settings &) = default;
};

} // namespace piuptime::config
