// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The API gateway behind this screen: its traffic and who answers.
Page {
    id: page

    readonly property GatewayPanel gateway: Kiosk.gateway

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
                text: page.gateway.summary
                wrapMode: Text.Wrap
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: page.gateway.trouble
                wrapMode: Text.Wrap
                color: Theme.levelColour(1)
            }
            Label {
                visible: !page.gateway.isThere && page.gateway.trouble === ""
                width: parent.width
                text: qsTr("A gateway is one guarded door to the services on the Pis. It runs once its configuration is put into use at a desk, or with piuptimectl gateway apply.")
                wrapMode: Text.Wrap
                color: Theme.secondary
            }
            FigureGrid {
                width: parent.width
                figures: page.gateway.figures
            }
            Label {
                visible: upstreams.count > 0
                width: parent.width
                topPadding: Theme.gap
                text: qsTr("Upstreams")
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
            }
            FigureGrid {
                id: upstreams
                width: parent.width
                figures: page.gateway.upstreams
                leastCellWidth: 16 * Theme.text
            }
        }
        SwipeHandler {}
    }
}
