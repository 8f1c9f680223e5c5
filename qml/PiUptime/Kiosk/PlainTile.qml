// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A tile with room for name and one figure.
Tile {
    id: tile

    required property string name
    required property string temperature
    required property string age

    TileTitle {
        text: tile.name
        level: tile.level
    }
    Label {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap
        text: tile.stale ? tile.age : tile.temperature
        font.pixelSize: Theme.small
        font.italic: tile.stale
        color: tile.ink
    }
}
