// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/dialogs/Sheet.h"
#include "core/model/DeviceState.h"

namespace piuptime::desktop {

/// Which service of one Pi to restart: those that failed are offered, any other can be typed.
class ServiceDialog final : public Sheet
{
    Q_OBJECT
public:
    ServiceDialog(const Theme &theme, const DeviceState &device, const QString &unit, QWidget *parent = nullptr);

signals:
    void submitted(const QString &unit);
};

/// Whether systemd could have a unit of that name: no blanks, nothing a shell would act on, at most 255 characters.
[[nodiscard]] bool isUnitName(const QString &text);

} // namespace piuptime::desktop
