// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The Pi on which this screen hangs: its own heat, power, storage and what is known of it.
Page {
    id: page

    readonly property DevicePanel pi: Kiosk.thisPi

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            width: parent.width
            spacing: Theme.gap

            Column {
                width: parent.width
                spacing: Theme.gap

                Label {
                    width: parent.width
                    text: !page.pi.isThere ? qsTr("This machine is not part of the fleet.") : page.pi.place === "" ? page.pi.name : page.pi.name + " · " + page.pi.place
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
                    text: Kiosk.notKept
                    wrapMode: Text.Wrap
                    color: Theme.levelColour(1)
                }
                FigureGrid {
                    width: parent.width
                    figures: page.pi.figures
                }
                SwipeHandler {}
            }
            GraphGrid {
                width: parent.width
                graphs: page.pi.graphs
                view: view
            }
            Column {
                width: parent.width
                spacing: Theme.gap

                Repeater {
                    model: page.pi.sections

                    FactSection {}
                }
                SwipeHandler {}
            }
        }
    }
}
