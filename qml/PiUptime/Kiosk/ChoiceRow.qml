// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A setting with the values it may have, a button each.
Column {
    id: row

    required property string title
    default property alias choices: buttons.data

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
        id: buttons
        width: parent.width
        spacing: Math.round(Theme.gap / 2)
    }
}
