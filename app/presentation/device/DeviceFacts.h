// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/DeviceState.h"
#include "core/model/Event.h"

#include <QString>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace piuptime::presentation {

/// One thing known about a Pi, as plain text ready to show and copy.
struct FactRow {
    QString label;
    QString text;
    HealthLevel level = HealthLevel::Ok; ///< worse than `Ok`: to be marked
    std::string unit;                    ///< a failed systemd unit that can be restarted; else empty
};

struct FactGroup {
    QString title;
    std::vector<FactRow> rows;

    friend bool operator==(const FactGroup &, const FactGroup &) = default;
};

[[nodiscard]] inline bool operator==(const FactRow &a, const FactRow &b)
{
    return a.label == b.label && a.text == b.text && a.level == b.level && a.unit == b.unit;
}

/// What is known about a Pi, in the order of the page. Nothing is said of what is not known.
[[nodiscard]] std::vector<FactGroup> describeFacts(const DeviceState &state);

/// `Label: text` lines under their titles, for the clipboard.
[[nodiscard]] QString asPlainText(std::span<const FactGroup> groups);

/// Since when a reason holds, as far as events or the reading tell. Empty otherwise.
///
/// \param events  of the device, in time order
[[nodiscard]] std::optional<UtcTime> sinceWhen(const Reason &reason, const DeviceState &state,
                                               std::span<const Event> events);

} // namespace piuptime::presentation
