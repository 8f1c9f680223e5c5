// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// A Pi in a list.
Rectangle {
    id: row

    required property string deviceId
    required property string name
    required property string site
    required property int level
    required property bool isStale

    width: ListView.view ? ListView.view.width : 0
    height: Theme.target
    color: tap.pressed ? Theme.sunken : Theme.surface

    Accessible.role: Accessible.Button
    Accessible.name: row.name
    Accessible.onPressAction: Kiosk.rotation.show("device", row.deviceId)

    LevelMark {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        level: row.level
        size: Math.round(Theme.text * 1.2)
    }
    Label {
        anchors.left: mark.right
        anchors.leftMargin: Theme.pad
        anchors.right: site.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: row.name
        font.weight: Font.DemiBold
        font.italic: row.isStale
    }
    Label {
        id: site
        anchors.right: parent.right
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, row.width * 0.4)
        text: row.site
        font.pixelSize: Theme.small
        color: Theme.secondary
    }
    PressHandler {
        id: tap
        onOpened: Kiosk.rotation.show("device", row.deviceId)
        onHeld: Kiosk.peek(row.deviceId)
    }
}
