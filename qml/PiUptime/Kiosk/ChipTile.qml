// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A tile with room for a name alone.
Tile {
    id: chip

    required property string name

    Icon {
        id: mark
        x: Math.round(Theme.gap / 2)
        anchors.verticalCenter: parent.verticalCenter
        name: Theme.levelIcon(chip.level)
        size: Theme.text
        colour: chip.level === 0 ? Theme.levelColour(0) : chip.ink
    }
    Label {
        anchors.left: mark.right
        anchors.right: parent.right
        anchors.margins: Math.round(Theme.gap / 2)
        anchors.verticalCenter: parent.verticalCenter
        text: chip.name
        font.pixelSize: Theme.small
        font.italic: chip.stale
        color: chip.ink
    }
}
