// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/Publisher.h"

namespace piuptime::publishers {

/// rpi-mqtt-monitor: one value a topic, `[…/]rpi-MQTT-monitor/<host>/<key>`.
[[nodiscard]] bool isRpiMqttMonitorTopic(std::string_view topic);
[[nodiscard]] Result<Report> readRpiMqttMonitor(const Message &message);

} // namespace piuptime::publishers
