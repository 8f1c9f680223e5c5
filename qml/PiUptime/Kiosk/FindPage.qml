// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Finds a Pi by its name.
Page {
    id: page

    readonly property NameFinder finder: Kiosk.finder
    readonly property bool isWide: page.width > page.height

    Item {
        id: left
        anchors.left: parent.left
        anchors.top: parent.top
        width: page.isWide ? Math.round((page.width - Theme.gap) / 2) : page.width
        height: page.isWide ? page.height : Math.min(Math.round(page.height * 0.45), head.height + keys.height + Theme.gap)

        Item {
            id: head
            width: parent.width
            height: Theme.target

            Label {
                anchors.left: parent.left
                anchors.right: erase.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                text: page.finder.typed === "" ? qsTr("Begins with …") : page.finder.typed
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
                color: page.finder.typed === "" ? Theme.muted : Theme.ink
            }
            TouchButton {
                id: erase
                anchors.right: parent.right
                enabled: page.finder.canGoBack
                icon: "back"
                spoken: qsTr("Take the last key back")
                onClicked: page.finder.goBack()
            }
            SwipeHandler {}
        }
        Flickable {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: head.bottom
            anchors.topMargin: Theme.gap
            anchors.bottom: parent.bottom
            contentHeight: keys.height
            clip: true
            flickableDirection: Flickable.VerticalFlick
            boundsBehavior: Flickable.StopAtBounds

            CellGrid {
                id: keys
                width: parent.width
                leastCellWidth: 1.4 * Theme.target
                cellHeight: Theme.target
                columnSpacing: Math.round(Theme.gap / 2)
                rowSpacing: Math.round(Theme.gap / 2)

                Repeater {
                    model: page.finder.keys

                    FindKey {}
                }
            }
            SwipeHandler {}
        }
    }
    ListView {
        id: list
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: left.width
        height: page.isWide ? page.height : page.height - left.height - Theme.gap
        model: page.finder
        clip: true
        spacing: 1
        boundsBehavior: Flickable.StopAtBounds

        delegate: DeviceRow {}

        SwipeHandler {}
    }
    Label {
        anchors.centerIn: list
        visible: list.count === 0
        text: qsTr("No Pis yet")
        color: Theme.secondary
    }
}
