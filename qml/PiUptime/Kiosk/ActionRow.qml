// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// What can be done to a Pi, behind the PIN for operating, and how it went.
Column {
    id: row

    required property DevicePanel device
    readonly property AccessGuard access: Kiosk.access
    readonly property Operator actions: Kiosk.actions
    readonly property bool mayOperate: row.access.level === AccessGuard.Operate

    spacing: Theme.gap
    visible: row.device.takesActions

    Flow {
        width: parent.width
        spacing: Theme.gap

        TouchButton {
            visible: !row.mayOperate
            enabled: row.access.hasPin
            icon: "lock"
            text: row.access.hasPin ? qsTr("Unlock to operate") : qsTr("View only: no PIN is set")
            onClicked: Kiosk.askForPin(AccessGuard.Operate)
        }
        Repeater {
            model: row.device.failedUnits

            RestartButton {}
        }
        HoldButton {
            visible: row.mayOperate
            enabled: !row.actions.isBusy
            icon: "reconnect"
            text: qsTr("Reboot")
            onConfirmed: row.actions.reboot(row.device.deviceId)
        }
        HoldButton {
            visible: row.mayOperate
            enabled: !row.actions.isBusy
            icon: "power"
            text: qsTr("Shut down")
            onConfirmed: row.actions.shutDown(row.device.deviceId)
        }
        TouchButton {
            visible: row.mayOperate && row.access.hasPin
            icon: "lock"
            text: row.access.secondsLeft > 0 ? qsTr("Lock (%1 s)").arg(row.access.secondsLeft) : qsTr("Lock")
            onClicked: row.access.lock()
        }
    }
    Label {
        visible: row.actions.isBusy || text !== ""
        width: parent.width
        wrapMode: Text.Wrap
        text: row.actions.isBusy ? qsTr("Asking the Pi …") : row.actions.told
        color: row.actions.hasFailed ? Theme.levelColour(2) : Theme.ink
    }
}
