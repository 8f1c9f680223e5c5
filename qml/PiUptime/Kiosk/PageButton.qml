// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Goes to a page; shares a grid with its like.
TouchButton {
    id: entry

    required property string name
    readonly property CellGrid bar: entry.parent as CellGrid

    width: entry.bar?.cellWidth ?? 0
    height: entry.bar?.cellHeight ?? 0
    isFlat: true
    isUpright: true
    isChosen: Kiosk.rotation.page === entry.name
    onClicked: Kiosk.rotation.show(entry.name)
}
