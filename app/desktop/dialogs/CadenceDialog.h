// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/model/DeviceState.h"

namespace piuptime::desktop {

/// Asks how often the agent of a Pi shall measure, until it starts anew.
class CadenceDialog final : public Sheet
{
    Q_OBJECT
public:
    CadenceDialog(const Theme &theme, const DeviceState &device, QWidget *parent = nullptr);

signals:
    void submitted(std::chrono::seconds cadence);
};

} // namespace piuptime::desktop
