// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A tile with room for name, verdict and figures.
Tile {
    id: card

    required property string name
    required property string verdict
    required property string figures
    required property string age

    TileTitle {
        id: title
        text: card.name
        level: card.level
    }
    Label {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.bottom: figures.top
        anchors.margins: Theme.gap
        anchors.topMargin: Math.round(Theme.gap / 2)
        verticalAlignment: Text.AlignTop
        wrapMode: Text.Wrap
        lineHeight: 1.05
        text: card.verdict
        font.pixelSize: Theme.small
        color: card.ink
        clip: true
    }
    Label {
        id: figures
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap
        text: card.stale ? card.age : card.figures
        font.weight: Font.Medium
        font.italic: card.stale
        color: card.ink
    }
}
