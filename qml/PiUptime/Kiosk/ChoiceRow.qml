// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// A setting with the values it may have, one of which holds.
Column {
    id: row

    required property string title
    /// Of `[value, text]`.
    required property var choices
    required property var value

    signal chosen(var value)

    width: parent?.width ?? 0
    spacing: Math.round(Theme.gap / 2)

    Label {
        width: parent.width
        text: row.title
        wrapMode: Text.Wrap
        font.pixelSize: Theme.small
        color: Theme.secondary
    }
    Flow {
        width: parent.width
        spacing: Math.round(Theme.gap / 2)

        Repeater {
            model: row.choices

            TouchButton {
                id: choice
                required property var modelData
                text: choice.modelData[1]
                isChosen: row.value === choice.modelData[0]
                onClicked: row.chosen(choice.modelData[0])
            }
        }
    }
}
