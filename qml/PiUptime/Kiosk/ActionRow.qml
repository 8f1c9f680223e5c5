// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// What can be done to a Pi, behind the PIN for operating, and how it went.
Column {
    id: row

    required property Kiosk kiosk
    readonly property DevicePanel device: row.kiosk.device
    readonly property bool mayOperate: row.kiosk.access.level === AccessGuard.Operate

    signal pinWanted

    spacing: Theme.gap
    visible: row.device.takesActions

    Flow {
        width: parent.width
        spacing: Theme.gap

        TouchButton {
            visible: !row.mayOperate
            enabled: row.kiosk.access.hasPin
            icon: "lock"
            text: row.kiosk.access.hasPin ? qsTr("Unlock to operate") : qsTr("View only: no PIN is set")
            onClicked: row.pinWanted()
        }
        Repeater {
            model: row.mayOperate ? row.device.reasons.filter(reason => reason.unit !== "") : []

            HoldButton {
                required property var modelData
                enabled: !row.kiosk.actions.isBusy
                icon: "restart"
                text: qsTr("Restart %1").arg(modelData.unit)
                onConfirmed: row.kiosk.actions.restartUnit(row.device.deviceId, modelData.unit)
            }
        }
        HoldButton {
            visible: row.mayOperate
            enabled: !row.kiosk.actions.isBusy
            icon: "reconnect"
            text: qsTr("Reboot")
            onConfirmed: row.kiosk.actions.reboot(row.device.deviceId)
        }
        HoldButton {
            visible: row.mayOperate
            enabled: !row.kiosk.actions.isBusy
            icon: "power"
            text: qsTr("Shut down")
            onConfirmed: row.kiosk.actions.shutDown(row.device.deviceId)
        }
        TouchButton {
            visible: row.mayOperate && row.kiosk.access.hasPin
            icon: "lock"
            text: row.kiosk.access.secondsLeft > 0 ? qsTr("Lock (%1 s)").arg(row.kiosk.access.secondsLeft) : qsTr("Lock")
            onClicked: row.kiosk.access.lock()
        }
    }
    Label {
        visible: row.kiosk.actions.isBusy || text !== ""
        width: parent.width
        wrapMode: Text.Wrap
        text: row.kiosk.actions.isBusy ? qsTr("Asking the Pi …") : row.kiosk.actions.told
        color: row.kiosk.actions.hasFailed ? Theme.levelColour(2) : Theme.ink
    }
}
