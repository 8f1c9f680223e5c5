// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// The bar of pages: on the left, or at the bottom of an upright screen.
Rectangle {
    id: bar

    required property Pages pages
    required property bool isPortrait

    implicitWidth: Math.round(Math.max(Theme.target * 1.3, 5.1 * Theme.small)) + Theme.gap
    implicitHeight: Math.round(Theme.target * 1.15) + Theme.gap
    color: Theme.surface

    Rectangle {
        color: Theme.border
        width: bar.isPortrait ? parent.width : 1
        height: bar.isPortrait ? 1 : parent.height
        anchors.right: parent.right
    }

    CellGrid {
        anchors.fill: parent
        anchors.margins: Math.round(Theme.gap / 2)
        columns: bar.isPortrait ? bar.pages.entries.length : 1
        spacing: Math.round(Theme.gap / 2)
        cellHeight: Math.min(Math.round(Theme.target * 1.15), bar.isPortrait ? height : (height + spacing) / bar.pages.entries.length - spacing)

        Repeater {
            model: bar.pages.entries

            PageButton {
                required property PageEntry modelData
                name: modelData.name
                text: modelData.title
                icon: modelData.icon
            }
        }
    }
}
