// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Quietens an alarm; there only while there is one, and a way to be allowed to.
TouchButton {
    visible: Kiosk.screen.alarm && (Kiosk.access.hasPin || Kiosk.access.level >= AccessGuard.Acknowledge)
    icon: "check"
    spoken: qsTr("Acknowledge the alarm")
    onClicked: {
        if (Kiosk.access.level >= AccessGuard.Acknowledge)
            Kiosk.acknowledge();
        else
            Kiosk.askForPin(AccessGuard.Acknowledge);
    }
}
