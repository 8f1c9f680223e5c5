// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Quietens an alarm; there only while there is one.
TouchButton {
    visible: Kiosk.screen.alarm
    icon: "check"
    spoken: qsTr("Acknowledge the alarm")
    onClicked: {
        if (Kiosk.access.level >= AccessGuard.Acknowledge)
            Kiosk.acknowledge();
        else
            Kiosk.askForPin(AccessGuard.Acknowledge);
    }
}
