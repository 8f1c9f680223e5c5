// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/Publisher.h"

namespace piuptime::publishers {

/// RPi-Reporter-MQTT2HA: `<base>/sensor/<name>/monitor` (JSON), `<base>/{sensor,command}/<name>/status`.
[[nodiscard]] bool isRpiReporterTopic(std::string_view topic);
[[nodiscard]] Result<Report> readRpiReporter(const Message &message);

} // namespace piuptime::publishers
