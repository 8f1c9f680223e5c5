// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/fleet/Engine.h"

namespace piuptime::desktop {

/// Asks whether a Pi that reports over MQTT is one of the fleet already. Closing leaves the question open.
class SameDeviceDialog final : public Sheet
{
    Q_OBJECT
public:
    SameDeviceDialog(const Theme &theme, const fleet::Question &question, QWidget *parent = nullptr);

signals:
    void answered(quint64 questionId, const piuptime::fleet::Answer &answer);
};

} // namespace piuptime::desktop
