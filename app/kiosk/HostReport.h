// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/presentation/device/DeviceFacts.h"
#include "core/history/HistoryStore.h"
#include "core/model/Broker.h"
#include "core/model/DeviceState.h"

#include <vector>

namespace piuptime::kiosk {

/// What there is to know about the Pi on which the screen hangs beside what is known of any: what it writes, and the
/// services that it needs. All of it was measured or told by others; here it is put into words.
struct HostReport {
    const DeviceState &pi;
    const history::StoreState &history;
    const std::vector<BrokerConfig> &brokers;
    const std::vector<BrokerState> &brokerStates;
    UtcTime now;

    /// Services, heat and writing first, then `presentation::describeFacts`.
    [[nodiscard]] std::vector<presentation::FactGroup> sections() const;
};

} // namespace piuptime::kiosk
