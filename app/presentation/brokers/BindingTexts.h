// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Binding.h"
#include "core/model/DeviceState.h"

#include <QCoreApplication>
#include <QString>

#include <span>
#include <vector>

namespace piuptime::presentation {

/// What a bound topic gives at the moment: a value with its unit, or why it gives none.
struct BindingPreview {
    QString text;
    bool isValue = false;

    friend bool operator==(const BindingPreview &, const BindingPreview &) = default;
};

/// Topics bound by hand, in the user's language. All of it is plain text. Thread-safe.
class BindingTexts
{
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::BindingTexts)
public:
    /// The quantities that can be bound, those of surroundings first, each group in the order of the language.
    [[nodiscard]] static std::vector<Metric> quantities();
    /// With its unit: `Ambient temperature (°C)`.
    [[nodiscard]] static QString quantity(Metric metric);
    /// What `binding` makes of the latest message, and how old that is.
    [[nodiscard]] static BindingPreview preview(const Binding &binding, const TopicMessage &message, UtcTime now);
    /// What the binding gave last, as its device has it.
    [[nodiscard]] static BindingPreview latest(const Binding &binding, std::span<const DeviceStatePtr> fleet,
                                               UtcTime now);
    /// The device that has the value; a name that none has stands for itself.
    [[nodiscard]] static QString device(const Binding &binding, std::span<const DeviceStatePtr> fleet);
};

/// The device of a binding; null while there is none.
[[nodiscard]] DeviceStatePtr deviceOf(const Binding &binding, std::span<const DeviceStatePtr> fleet);

} // namespace piuptime::presentation
