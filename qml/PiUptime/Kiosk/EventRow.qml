// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Something that happened to a Pi, in a list.
Rectangle {
    id: row

    required property int severity ///< 0 info, 1 warning, 2 critical
    required property string when
    required property string what
    required property string detail
    required property string deviceId
    required property string deviceName

    readonly property string sentence: row.detail === "" ? row.what : qsTr("%1: %2").arg(row.what).arg(row.detail)

    width: ListView.view ? ListView.view.width : 0
    height: Math.max(Theme.target, 2.9 * Theme.text)
    color: tap.pressed ? Theme.sunken : Theme.surface

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, %3").arg(row.when).arg(row.deviceName).arg(row.sentence)

    Icon {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        name: row.severity === 2 ? "critical" : row.severity === 1 ? "attention" : "info"
        size: Math.round(Theme.text * 1.2)
        colour: row.severity === 0 ? Theme.muted : Theme.levelColour(row.severity)
    }
    Column {
        anchors.left: mark.right
        anchors.leftMargin: Theme.pad
        anchors.right: time.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: row.deviceName
            font.weight: Font.DemiBold
        }
        Label {
            width: parent.width
            text: row.sentence
            font.pixelSize: Theme.small
            color: Theme.secondary
        }
    }
    Label {
        id: time
        anchors.right: parent.right
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        text: row.when
        font.pixelSize: Theme.small
        color: Theme.secondary
    }
    PressHandler {
        id: tap
        onOpened: Kiosk.rotation.show("device", row.deviceId)
        onHeld: Kiosk.peek(row.deviceId)
    }
}
