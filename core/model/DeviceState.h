// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/model/Device.h"
#include "core/model/Health.h"
#include "core/model/Reading.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace piuptime {

/// Where the connection to a device stands.
enum class ConnectionState : std::uint8_t {
    Disabled,
    Connecting,
    WaitingForAnswer, ///< a question to the user is open: host key, password …
    Connected,
    Waiting, ///< failed; the next attempt is scheduled
    Blocked, ///< will not be tried again until somebody acts: changed host key, refused sign-in
};

[[nodiscard]] std::string_view name(ConnectionState state);

/// The newest of everything about one device: an immutable value, passed between threads by shared pointer.
struct DeviceState {
    static constexpr std::size_t kSparklinePoints = 48;

    DeviceConfig config;
    ConnectionState connection = ConnectionState::Connecting;
    Reading latest;                       ///< newest value of every series and fact, kept while unreachable
    bool everRead = false;                ///< whether `latest` holds anything
    std::map<SeriesKey, UtcTime> boundAt; ///< when those values came that a person bound to the device
    bool stale = true;                    ///< `latest` is older than three polling intervals
    Health health;
    std::optional<Error> error; ///< why the connection is not up
    UtcTime nextAttemptAt{};    ///< while Waiting
    Seconds pollInterval{10};
    /// SoC temperature in °C, oldest first, one point a reading (at most every 10 s); NaN is a gap.
    std::array<float, kSparklinePoints> temperatureTrend{};
    std::uint8_t temperatureTrendSize = 0;
    std::uint64_t revision = 0; ///< grows with each change of this device

    /// Whether another host key than the known one blocks the device: `error->changedHostKey` tells which.
    [[nodiscard]] bool hasChangedHostKey() const { return error && error->changedHostKey; }
};

using DeviceStatePtr = std::shared_ptr<const DeviceState>;

} // namespace piuptime
