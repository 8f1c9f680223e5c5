// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// How the fleet stands, for the whole room.
Rectangle {
    id: bar

    required property Kiosk kiosk
    readonly property FleetOverview overview: bar.kiosk.overview

    signal pinWanted

    height: Math.round(Theme.headline * 1.9)
    color: bar.overview.worst === 0 ? Theme.surface : Theme.levelFill(bar.overview.worst)

    Accessible.role: Accessible.StatusBar
    Accessible.name: bar.overview.headline

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        color: Theme.border
    }

    Icon {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        name: Theme.levelIcon(bar.overview.worst)
        size: Math.round(Theme.headline * 1.1)
        colour: bar.overview.worst === 0 ? Theme.levelColour(0) : Theme.onLevelFill(bar.overview.worst)
    }
    Label {
        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: acknowledge.visible ? acknowledge.left : counts.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        text: bar.overview.headline
        font.pixelSize: Theme.headline
        font.weight: Font.DemiBold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.text
        color: Theme.onLevelFill(bar.overview.worst)
    }
    TouchButton {
        id: acknowledge
        visible: bar.kiosk.screen.alarm && (bar.kiosk.access.hasPin || bar.kiosk.access.level >= AccessGuard.Acknowledge)
        anchors.right: counts.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        height: Math.min(Theme.target, bar.height - 6)
        icon: "check"
        text: bar.width > 40 * Theme.text ? qsTr("Acknowledge") : ""
        spoken: qsTr("Acknowledge the alarm")
        onClicked: {
            if (bar.kiosk.access.level >= AccessGuard.Acknowledge)
                bar.kiosk.acknowledge();
            else
                bar.pinWanted();
        }
    }
    Row {
        id: counts
        anchors.right: clock.left
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.pad

        Repeater {
            model: bar.width > 34 * Theme.text ? [[2, bar.overview.critical], [1, bar.overview.attention], [3, bar.overview.unknown], [0, bar.overview.ok]] : []

            Row {
                id: count
                required property var modelData
                visible: count.modelData[1] > 0
                spacing: Math.round(Theme.gap / 2)

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: Theme.levelIcon(count.modelData[0])
                    size: Theme.title
                    colour: Theme.onLevelFill(bar.overview.worst)
                }
                Label {
                    text: count.modelData[1]
                    font.pixelSize: Theme.title
                    font.weight: Font.DemiBold
                    color: Theme.onLevelFill(bar.overview.worst)
                }
            }
        }
    }
    Label {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        text: bar.kiosk.time
        font.pixelSize: Theme.title
        color: Theme.onLevelFill(bar.overview.worst)
    }
}
