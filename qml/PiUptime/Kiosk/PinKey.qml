// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A key of the PIN pad, in a grid of its like. It takes no focus: digits may be typed at any time.
TouchButton {
    id: key

    readonly property CellGrid pad: key.parent as CellGrid

    width: key.pad?.cellWidth ?? 0
    height: key.pad?.cellHeight ?? 0
    activeFocusOnTab: false
    takesFocus: false
}
