// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// What the name that is looked for may go on with, in a grid of its like.
TouchButton {
    id: key

    required property string modelData
    readonly property CellGrid pad: key.parent as CellGrid

    width: key.pad?.cellWidth ?? 0
    height: key.pad?.cellHeight ?? 0
    text: key.modelData === " " ? "␣" : key.modelData
    spoken: key.modelData === " " ? qsTr("Space") : key.modelData
    takesFocus: false
    onClicked: Kiosk.finder.press(key.modelData)
}
