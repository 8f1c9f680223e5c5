// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Which Pi it is, how well it is, and how old that is.
Item {
    id: head

    required property DevicePanel device

    height: Theme.target

    LevelMark {
        id: mark
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        level: head.device.level
        size: Theme.headline
    }
    Column {
        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: age.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter

        Label {
            width: parent.width
            text: head.device.name
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: head.device.place
            font.pixelSize: Theme.small
            color: Theme.secondary
        }
    }
    Label {
        id: age
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: head.device.age
        font.pixelSize: Theme.small
        font.italic: head.device.isStale
        color: head.device.isStale ? Theme.levelColour(1) : Theme.secondary
    }
}
