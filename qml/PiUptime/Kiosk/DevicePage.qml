// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// One Pi: how it is and why, its figures and its graphs.
Page {
    id: page

    readonly property DevicePanel device: Kiosk.device

    Item {
        id: bar
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: Theme.target

        TouchButton {
            id: back
            anchors.left: parent.left
            icon: "tiles"
            spoken: qsTr("Back to the fleet")
            onClicked: Kiosk.rotation.show("wall")
        }
        DeviceHead {
            anchors.left: back.right
            anchors.leftMargin: Theme.pad
            anchors.right: before.left
            anchors.rightMargin: Theme.gap
            device: page.device
        }
        TouchButton {
            id: before
            anchors.right: next.left
            anchors.rightMargin: Math.round(Theme.gap / 2)
            visible: Kiosk.overview.total > 1
            icon: "chevron-left"
            spoken: qsTr("The Pi before")
            onClicked: Kiosk.showNeighbour(-1)
        }
        TouchButton {
            id: next
            anchors.right: parent.right
            visible: Kiosk.overview.total > 1
            icon: "chevron-right"
            spoken: qsTr("The next Pi")
            onClicked: Kiosk.showNeighbour(1)
        }
        SwipeHandler {}
    }

    Flickable {
        id: view
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Connections {
            target: page.device
            function onDeviceChanged() {
                view.contentY = 0;
            }
        }

        Column {
            id: content
            width: parent.width
            spacing: Theme.gap

            Column {
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
                SwipeHandler {}
            }
            GraphGrid {
                width: parent.width
                graphs: page.device.graphs
                view: view
            }
        }
    }
}
