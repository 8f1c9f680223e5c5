// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// One Pi: how it is and why, its figures and its graphs.
Page {
    id: page

    readonly property DevicePanel device: Kiosk.device

    Item {
        id: head
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: Theme.target

        TouchButton {
            id: back
            anchors.left: parent.left
            icon: "back"
            spoken: qsTr("Back to the fleet")
            onClicked: Kiosk.rotation.show("wall")
        }
        LevelMark {
            id: mark
            anchors.left: back.right
            anchors.leftMargin: Theme.pad
            anchors.verticalCenter: parent.verticalCenter
            level: page.device.level
            size: Math.round(Theme.headline)
        }
        Column {
            anchors.left: mark.right
            anchors.leftMargin: Theme.gap
            anchors.right: age.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                text: page.device.name
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
            }
            Label {
                width: parent.width
                text: page.device.place
                font.pixelSize: Theme.small
                color: Theme.secondary
            }
        }
        Label {
            id: age
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: page.device.age
            font.pixelSize: Theme.small
            font.italic: page.device.isStale
            color: page.device.isStale ? Theme.levelColour(1) : Theme.secondary
        }
    }

    Flickable {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            width: parent.width
            spacing: Theme.gap

            Verdict {
                width: parent.width
                device: page.device
            }
            FigureGrid {
                width: parent.width
                figures: page.device.figures
            }
            ActionRow {
                width: parent.width
                device: page.device
            }
            GraphGrid {
                width: parent.width
                graphs: page.device.graphs
                pageHeight: page.height
            }
        }
    }
}
