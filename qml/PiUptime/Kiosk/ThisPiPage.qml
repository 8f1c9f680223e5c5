// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The Pi on which this screen hangs: its own heat, power, storage and what is known of it.
Page {
    id: page

    readonly property DevicePanel pi: page.kiosk.thisPi

    Flickable {
        anchors.fill: parent
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            width: parent.width
            spacing: Theme.gap

            Label {
                width: parent.width
                text: page.pi.isThere ? page.pi.name + (page.pi.place === "" ? "" : " · " + page.pi.place) : qsTr("This machine is not part of the fleet.")
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
            }
            Label {
                visible: page.pi.isThere
                width: parent.width
                text: page.pi.verdict
                wrapMode: Text.Wrap
                color: page.pi.level === 0 ? Theme.secondary : Theme.levelColour(page.pi.level)
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: page.kiosk.notKept
                wrapMode: Text.Wrap
                color: Theme.levelColour(1)
            }
            FigureGrid {
                width: parent.width
                figures: page.pi.figures
                isStale: page.pi.isStale
            }
            GraphGrid {
                width: parent.width
                device: page.pi
                pageHeight: page.height
            }
            FigureGrid {
                width: parent.width
                figures: page.pi.facts
                isStale: page.pi.isStale
                cellWidth: 16 * Theme.text
            }
        }
    }
}
