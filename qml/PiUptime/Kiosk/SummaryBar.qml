// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// How the fleet stands, for the whole room.
Rectangle {
    id: bar

    readonly property FleetOverview overview: Kiosk.overview
    readonly property color ink: Theme.onLevelFill(bar.overview.worst)

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
        colour: bar.overview.worst === 0 ? Theme.levelColour(0) : bar.ink
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
        color: bar.ink
    }
    AcknowledgeButton {
        id: acknowledge
        anchors.right: counts.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        height: Math.min(Theme.target, bar.height - 6)
        text: bar.width > 40 * Theme.text ? qsTr("Acknowledge") : ""
    }
    Row {
        id: counts
        visible: bar.width > 34 * Theme.text
        width: visible ? implicitWidth : 0
        anchors.right: clock.left
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.pad

        LevelCount { level: 2; number: bar.overview.critical; colour: bar.ink }
        LevelCount { level: 1; number: bar.overview.attention; colour: bar.ink }
        LevelCount { level: 3; number: bar.overview.unknown; colour: bar.ink }
        LevelCount { level: 0; number: bar.overview.ok; colour: bar.ink }
    }
    Label {
        id: clock
        anchors.right: parent.right
        anchors.rightMargin: Theme.pad
        anchors.verticalCenter: parent.verticalCenter
        text: Kiosk.time
        font.pixelSize: Theme.title
        color: bar.ink
    }
}
