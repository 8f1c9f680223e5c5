// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The bar of pages: on the left, or at the bottom of an upright screen.
Rectangle {
    id: bar

    required property Kiosk kiosk
    required property list<PageEntry> pages
    required property bool isPortrait

    implicitWidth: Math.round(Math.max(Theme.target * 1.3, 4.6 * Theme.small)) + Theme.gap
    implicitHeight: Math.round(Theme.target * 1.15) + Theme.gap
    color: Theme.surface

    Rectangle {
        color: Theme.border
        width: bar.isPortrait ? parent.width : 1
        height: bar.isPortrait ? 1 : parent.height
        anchors.right: parent.right
    }

    Grid {
        anchors.fill: parent
        anchors.margins: Math.round(Theme.gap / 2)
        columns: bar.isPortrait ? bar.pages.length : 1
        spacing: Math.round(Theme.gap / 2)

        Repeater {
            model: bar.pages

            TouchButton {
                id: entry
                required property PageEntry modelData
                width: bar.isPortrait ? (bar.width - Theme.gap * (bar.pages.length + 1) / 2) / bar.pages.length : bar.width - Theme.gap
                height: Math.round(Theme.target * 1.15)
                isFlat: true
                isUpright: true
                isChosen: bar.kiosk.rotation.page === entry.modelData.name
                text: entry.modelData.title
                icon: entry.modelData.icon
                onClicked: bar.kiosk.rotation.show(entry.modelData.name)
            }
        }
    }
}
