// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// Tells at the edge what a swipe brings, and when it has gone far enough.
Rectangle {
    id: hint

    required property string before
    required property string next
    readonly property bool isBefore: Swipe.progress > 0
    readonly property bool isEnough: Math.abs(Swipe.progress) >= 1

    visible: Swipe.progress !== 0 && title.text !== ""
    x: hint.isBefore ? 0 : hint.parent.width - hint.width
    y: Math.round((hint.parent.height - hint.height) / 2)
    width: content.implicitWidth + 2 * Theme.pad
    height: Theme.target * 1.2
    radius: Theme.radius
    opacity: Math.min(1, 0.4 + 0.6 * Math.abs(Swipe.progress))
    color: hint.isEnough ? Theme.accent : Theme.surface
    border.width: 2
    border.color: Theme.accent

    Row {
        id: content
        anchors.centerIn: parent
        layoutDirection: hint.isBefore ? Qt.LeftToRight : Qt.RightToLeft
        spacing: Theme.gap

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: hint.isBefore ? "chevron-left" : "chevron-right"
            size: Theme.title
            colour: title.color
        }
        Label {
            id: title
            width: Math.min(implicitWidth, hint.parent.width / 2)
            text: hint.isBefore ? hint.before : hint.next
            font.pixelSize: Theme.title
            color: hint.isEnough ? Theme.onAccent : Theme.ink
        }
    }
}
