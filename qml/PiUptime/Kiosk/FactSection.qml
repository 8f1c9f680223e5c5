// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Things known about a Pi that belong together.
Column {
    id: section

    required property string title
    required property LineListModel lines

    width: parent?.width ?? 0
    spacing: Math.round(Theme.gap / 2)

    Label {
        width: parent.width
        topPadding: Theme.gap
        text: section.title
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    FigureGrid {
        width: parent.width
        figures: section.lines
        leastCellWidth: 16 * Theme.text
    }
}
