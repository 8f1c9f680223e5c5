// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The whole fleet at once.
Page {
    id: page

    readonly property WallModel wall: Kiosk.wall

    Binding {
        target: page.wall
        property: "area"
        value: Qt.size(page.width, page.height)
    }
    Binding {
        target: page.wall
        property: "textHeight"
        value: Theme.text
    }

    SwipeHandler {}

    Component {
        id: cards
        CardTile {}
    }
    Component {
        id: plainTiles
        PlainTile {}
    }
    Component {
        id: chips
        ChipTile {}
    }
    Component {
        id: dots
        DotTile {}
    }
    Repeater {
        model: page.wall
        delegate: page.wall.kind === 0 ? cards : page.wall.kind === 1 ? plainTiles : page.wall.kind === 2 ? chips : dots
    }
    Repeater {
        model: page.wall.headings

        SiteHeading {}
    }

    Panel {
        visible: page.wall.leftOut > 0
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: more.implicitWidth + 2 * Theme.gap
        height: more.implicitHeight + Theme.gap

        Label {
            id: more
            anchors.centerIn: parent
            text: qsTr("and %n more", "", page.wall.leftOut)
        }
    }

    Column {
        visible: Kiosk.overview.total === 0
        anchors.centerIn: parent
        width: Math.min(parent.width, 26 * Theme.text)
        spacing: Theme.gap

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "board"
            size: Theme.headline * 2
            colour: Theme.muted
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("No Pis yet")
            font.pixelSize: Theme.headline
            font.weight: Font.DemiBold
        }
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            text: qsTr("Add them in the console on a desk, or write them into piuptime.toml. Pis with the agent appear by themselves.")
            color: Theme.secondary
        }
    }
}
