// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Quantities with their newest values, as many beside each other as there is room for.
Grid {
    id: grid

    required property var figures ///< of FigureLine
    required property bool isStale
    property real cellWidth: 9 * Theme.text

    columns: Math.max(1, Math.floor((grid.width + grid.columnSpacing) / (grid.cellWidth + grid.columnSpacing)))
    columnSpacing: Theme.gap
    rowSpacing: Theme.gap

    Repeater {
        model: grid.figures

        Panel {
            id: cell
            required property var modelData
            /// Too long for one line of large letters.
            readonly property bool isSentence: cell.modelData.text.length * Theme.title * 0.6 > cell.width
            readonly property bool isMarked: cell.modelData.level !== 0
            width: (grid.width - (grid.columns - 1) * grid.columnSpacing) / grid.columns
            height: 3.3 * Theme.text
            color: cell.isMarked ? Theme.levelFill(cell.modelData.level) : Theme.surface
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: %2").arg(cell.modelData.label).arg(cell.modelData.text)

            Label {
                id: label
                anchors.left: parent.left
                anchors.right: mark.left
                anchors.top: parent.top
                anchors.margins: Math.round(Theme.gap * 0.8)
                text: cell.modelData.label
                font.pixelSize: Theme.small
                color: cell.isMarked ? Theme.onLevelFill(cell.modelData.level) : Theme.secondary
            }
            Icon {
                id: mark
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Math.round(Theme.gap * 0.8)
                visible: cell.isMarked
                name: cell.isMarked ? Theme.levelIcon(cell.modelData.level) : ""
                colour: Theme.onLevelFill(cell.modelData.level)
            }
            Label {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: label.bottom
                anchors.bottom: parent.bottom
                anchors.margins: Math.round(Theme.gap * 0.8)
                anchors.topMargin: 0
                text: cell.modelData.text
                font.pixelSize: cell.isSentence ? Theme.small : Theme.title
                font.weight: Font.DemiBold
                font.italic: grid.isStale
                lineHeight: 0.95
                wrapMode: Text.Wrap
                maximumLineCount: 2
                color: cell.isMarked ? Theme.onLevelFill(cell.modelData.level) : grid.isStale ? Theme.muted : Theme.ink
            }
        }
    }
}
