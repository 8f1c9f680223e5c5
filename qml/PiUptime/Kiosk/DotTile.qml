// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A tile with room for a number, or for a shape alone. Shapes, so that colour is not all that tells levels apart: OK is
/// a small disc, attention a diamond, critical the whole square, unknown a ring.
Tile {
    id: dot

    required property int number
    readonly property bool hasNumber: dot.width >= 2.4 * Theme.text

    color: dot.hasNumber ? Theme.levelFill(dot.level) : "transparent"
    radius: dot.hasNumber ? Theme.radius / 2 : 0
    border.width: dot.isMarked ? 3 : dot.hasNumber ? 1 : 0
    border.color: dot.isMarked ? Theme.accent : Theme.border

    Rectangle {
        readonly property real part: dot.level === 0 ? 0.7 : dot.level === 1 ? 0.72 : dot.level === 2 ? 1 : 0.8
        visible: !dot.hasNumber
        anchors.centerIn: parent
        width: Math.min(parent.width, parent.height) * part
        height: width
        rotation: dot.level === 1 ? 45 : 0
        radius: dot.level === 0 || dot.level === 3 ? width / 2 : 1
        color: dot.level === 3 ? "transparent" : Theme.levelColour(dot.level)
        border.width: dot.level === 3 ? 1 : 0
        border.color: Theme.levelColour(dot.level)
    }
    Row {
        anchors.centerIn: parent
        visible: dot.hasNumber
        spacing: 2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: dot.hasNumber && dot.level !== 0
            name: visible ? Theme.levelIcon(dot.level) : ""
            size: Theme.small
            colour: dot.ink
        }
        Label {
            text: dot.hasNumber ? dot.number : ""
            font.pixelSize: Theme.small
            font.italic: dot.stale
            color: dot.ink
        }
    }
}
