// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// How many are of a level; nothing where none is.
Row {
    id: count

    required property int level
    required property int number
    required property color colour

    visible: count.number > 0
    spacing: Math.round(Theme.gap / 2)

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: Theme.levelIcon(count.level)
        size: Theme.title
        colour: count.colour
    }
    Label {
        text: count.number
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
        color: count.colour
    }
}
