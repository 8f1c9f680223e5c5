// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A quantity with its newest value, in a grid of its like.
Panel {
    id: figure

    required property string label
    required property string text
    required property int level
    required property bool isStale

    readonly property CellGrid grid: figure.parent as CellGrid
    /// Too long for one line of large letters.
    readonly property bool isSentence: figure.text.length * Theme.title * 0.6 > figure.width
    readonly property bool isMarked: figure.level !== 0

    width: figure.grid?.cellWidth ?? 0
    height: figure.grid?.cellHeight ?? 0
    color: figure.isMarked ? Theme.levelFill(figure.level) : Theme.surface
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(figure.label).arg(figure.text)

    Label {
        id: title
        anchors.left: parent.left
        anchors.right: mark.left
        anchors.top: parent.top
        anchors.margins: Math.round(Theme.gap * 0.8)
        text: figure.label
        font.pixelSize: Theme.small
        color: figure.isMarked ? Theme.onLevelFill(figure.level) : Theme.secondary
    }
    Icon {
        id: mark
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Math.round(Theme.gap * 0.8)
        visible: figure.isMarked
        name: figure.isMarked ? Theme.levelIcon(figure.level) : ""
        colour: Theme.onLevelFill(figure.level)
    }
    Label {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: title.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Math.round(Theme.gap * 0.8)
        anchors.topMargin: 0
        text: figure.text
        font.pixelSize: figure.isSentence ? Theme.small : Theme.title
        font.weight: Font.DemiBold
        font.italic: figure.isStale
        lineHeight: 0.95
        wrapMode: Text.Wrap
        maximumLineCount: 2
        color: figure.isMarked ? Theme.onLevelFill(figure.level) : figure.isStale ? Theme.muted : Theme.ink
    }
}
