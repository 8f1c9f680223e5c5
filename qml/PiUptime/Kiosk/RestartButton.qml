// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Restarts a failed unit of the Pi that is looked at.
HoldButton {
    id: button

    required property string unit

    visible: Kiosk.access.level === AccessGuard.Operate
    enabled: !Kiosk.actions.isBusy
    icon: "restart"
    text: qsTr("Restart %1").arg(button.unit)
    onConfirmed: Kiosk.actions.restartUnit(Kiosk.device.deviceId, button.unit)
}
