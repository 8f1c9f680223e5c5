// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// The first line of a tile: how well it is, and its name.
Item {
    id: title

    required property string text
    required property int level

    anchors.left: parent?.left
    anchors.right: parent?.right
    anchors.top: parent?.top
    anchors.margins: Theme.gap
    height: mark.height

    Icon {
        id: mark
        name: Theme.levelIcon(title.level)
        size: Math.round(Theme.text * 1.2)
        colour: title.level === 0 ? Theme.levelColour(0) : Theme.onLevelFill(title.level)
    }
    Label {
        anchors.left: mark.right
        anchors.leftMargin: Math.round(Theme.gap / 2)
        anchors.right: parent.right
        anchors.verticalCenter: mark.verticalCenter
        text: title.text
        font.weight: Font.DemiBold
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.small
        color: Theme.onLevelFill(title.level)
    }
}
