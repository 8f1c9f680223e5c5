// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A grid of cells of one size, as many beside each other as there is room for; what is in it takes its size from it.
Grid {
    id: grid

    property real leastCellWidth: 7.4 * Theme.text
    property real cellHeight: Theme.target
    readonly property real cellWidth: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns

    /// How many have room beside each other.
    readonly property int mostColumns: Math.max(1, Math.floor((grid.width + grid.columnSpacing) / (grid.leastCellWidth + grid.columnSpacing)))

    columns: grid.mostColumns
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap
}
