// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// How well a Pi is, and why.
Panel {
    id: verdict

    required property DevicePanel device

    height: sentences.height + 2 * Theme.gap
    color: Theme.levelFill(verdict.device.level)

    InkColumn {
        id: sentences
        ink: Theme.onLevelFill(verdict.device.level)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.gap
        spacing: Math.round(Theme.gap / 2)

        Label {
            width: parent.width
            visible: verdict.device.reasons.count === 0
            text: verdict.device.verdict
            wrapMode: Text.Wrap
            color: sentences.ink
        }
        Repeater {
            model: verdict.device.reasons

            ReasonRow {}
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: verdict.device.connection
            wrapMode: Text.Wrap
            font.pixelSize: Theme.small
            color: sentences.ink
        }
    }
}
