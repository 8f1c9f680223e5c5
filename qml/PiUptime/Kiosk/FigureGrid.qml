// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Quantities with their newest values, as many beside each other as there is room for.
CellGrid {
    id: grid

    required property LineListModel figures

    cellHeight: 3.3 * Theme.text

    Repeater {
        model: grid.figures

        Figure {}
    }
}
