// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Quantities with their newest values, as many beside each other as there is room for.
CellGrid {
    id: grid

    required property LineListModel figures
    readonly property int count: grid.figures?.count ?? 0 // none while the program ends

    cellHeight: 3.3 * Theme.text
    // As many in each row, rather than one alone in the last.
    columns: Math.max(1, Math.ceil(grid.count / Math.max(1, Math.ceil(grid.count / grid.mostColumns))))

    Repeater {
        model: grid.figures

        Figure {}
    }
}
