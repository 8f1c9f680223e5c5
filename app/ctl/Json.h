// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/history/HistoryStore.h"
#include "core/model/Device.h"
#include "core/model/Health.h"
#include "core/model/Reading.h"

#include <QJsonArray>
#include <QJsonObject>

namespace piuptime::ctl {

// The forms that `--json` prints. Names are stable and end in their unit; times are ISO 8601 in UTC.

[[nodiscard]] QJsonObject toJson(const Error &error);
[[nodiscard]] QJsonObject toJson(const DeviceConfig &device);
/// `{"level", "reasons": [{"code", "level", "value", "subject", "text"}]}`
[[nodiscard]] QJsonObject toJson(const Health &health);
/// `{"received_at", "boot_id", "samples": {"<metric>": value | {"<instance>": value}}, "facts": {…}}`
[[nodiscard]] QJsonObject toJson(const Reading &reading);
/// `{"at", "value", "minimum", "maximum"}`
[[nodiscard]] QJsonObject toJson(const history::Point &point);
/// `{"device", "instance", "count", "minimum", "maximum", "mean", "first", "last"}`
[[nodiscard]] QJsonObject toJson(const history::Ranked &ranked);
[[nodiscard]] QString isoTime(UtcTime time);

} // namespace piuptime::ctl
