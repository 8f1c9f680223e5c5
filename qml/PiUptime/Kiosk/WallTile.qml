// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// A device, or the heading of a site, at its place on the wall.
Item {
    id: tile

    required property rect place
    required property bool isHeading
    required property string deviceId
    required property string name
    required property int level
    required property string levelText
    required property string verdict
    required property string temperature
    required property string load
    required property string power
    required property bool stale
    required property string age
    required property int number
    required property string spoken
    /// What it has room for: 0 card, 1 tile, 2 chip, 3 dot.
    required property int kind

    readonly property color ink: Theme.onLevelFill(tile.level)

    signal opened(string id)

    x: tile.place.x
    y: tile.place.y
    width: tile.place.width
    height: tile.place.height
    visible: tile.place.width > 0
    activeFocusOnTab: !tile.isHeading

    Accessible.role: tile.isHeading ? Accessible.Heading : Accessible.Button
    Accessible.name: tile.spoken
    Accessible.onPressAction: tile.opened(tile.deviceId)
    Keys.onReturnPressed: tile.opened(tile.deviceId)

    Loader {
        anchors.fill: parent
        sourceComponent: tile.isHeading ? heading : tile.kind === 3 ? dot : tile.kind === 2 ? chip : card
    }

    Component {
        id: heading

        Item {
            Label {
                id: site
                anchors.left: parent.left
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Math.round(Theme.gap / 2)
                width: Math.min(implicitWidth, parent.width * 0.6)
                text: tile.name
                font.weight: Font.DemiBold
            }
            Label {
                anchors.left: site.right
                anchors.leftMargin: Theme.gap
                anchors.right: parent.right
                anchors.baseline: site.baseline
                text: tile.verdict
                font.pixelSize: Theme.small
                color: Theme.secondary
            }
        }
    }

    Component {
        id: card

        Rectangle {
            color: Theme.levelFill(tile.level)
            opacity: tile.stale ? 0.85 : 1
            radius: Theme.radius
            border.width: tap.pressed || tile.activeFocus ? 3 : 1
            border.color: tap.pressed || tile.activeFocus ? Theme.accent : tile.level === 0 || Theme.isContrast ? Theme.border : Theme.levelFill(tile.level)
            clip: true

            Icon {
                id: mark
                x: Theme.gap
                y: Theme.gap
                name: Theme.levelIcon(tile.level)
                size: Math.round(Theme.text * 1.2)
                colour: tile.level === 0 ? Theme.levelColour(0) : tile.ink
            }
            Label {
                anchors.left: mark.right
                anchors.leftMargin: Math.round(Theme.gap / 2)
                anchors.right: parent.right
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: mark.verticalCenter
                text: tile.name
                font.weight: Font.DemiBold
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.small
                color: tile.ink
            }
            Label {
                visible: tile.kind === 0
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: mark.bottom
                anchors.bottom: figures.top
                anchors.margins: Theme.gap
                anchors.topMargin: Math.round(Theme.gap / 2)
                verticalAlignment: Text.AlignTop
                wrapMode: Text.Wrap
                lineHeight: 1.05
                text: tile.verdict
                font.pixelSize: Theme.small
                color: tile.ink
            }
            Label {
                id: figures
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.margins: Theme.gap
                text: tile.stale ? tile.age : [tile.temperature, tile.kind === 0 ? tile.load : "", tile.kind === 0 ? tile.power : ""].filter(part => part !== "").join("  ·  ")
                font.pixelSize: tile.kind === 0 ? Theme.text : Theme.small
                font.weight: tile.kind === 0 ? Font.Medium : Font.Normal
                font.italic: tile.stale
                color: tile.ink
            }
        }
    }

    Component {
        id: chip

        Rectangle {
            color: Theme.levelFill(tile.level)
            opacity: tile.stale ? 0.85 : 1
            radius: Theme.radius
            border.width: tap.pressed || tile.activeFocus ? 3 : 1
            border.color: tap.pressed || tile.activeFocus ? Theme.accent : tile.level === 0 || Theme.isContrast ? Theme.border : Theme.levelFill(tile.level)
            clip: true

            Icon {
                id: mark
                x: Math.round(Theme.gap / 2)
                anchors.verticalCenter: parent.verticalCenter
                name: Theme.levelIcon(tile.level)
                size: Theme.text
                colour: tile.level === 0 ? Theme.levelColour(0) : tile.ink
            }
            Label {
                anchors.left: mark.right
                anchors.right: parent.right
                anchors.margins: Math.round(Theme.gap / 2)
                anchors.verticalCenter: parent.verticalCenter
                text: tile.name
                font.pixelSize: Theme.small
                font.italic: tile.stale
                color: tile.ink
            }
        }
    }

    Component {
        id: dot

        Item {
            /// Shapes, so that colour is not all that tells levels apart: OK is a small disc, attention a diamond,
            /// critical the whole square, unknown a ring.
            Rectangle {
                readonly property real part: [0.7, 0.72, 1, 0.8][tile.level] ?? 1
                anchors.centerIn: parent
                width: tile.hasNumber ? parent.width : Math.min(parent.width, parent.height) * part
                height: tile.hasNumber ? parent.height : width
                rotation: tile.level === 1 && !tile.hasNumber ? 45 : 0
                radius: tile.hasNumber ? Theme.radius / 2 : tile.level === 0 || tile.level === 3 ? width / 2 : 1
                color: tile.hasNumber ? Theme.levelFill(tile.level) : tile.level === 3 ? "transparent" : Theme.levelColour(tile.level)
                border.width: tap.pressed || tile.activeFocus ? 3 : tile.hasNumber || tile.level === 3 ? 1 : 0
                border.color: tap.pressed || tile.activeFocus ? Theme.accent : tile.hasNumber ? Theme.border : Theme.levelColour(tile.level)
            }
            Row {
                anchors.centerIn: parent
                visible: tile.hasNumber
                spacing: 2

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: tile.hasNumber && tile.level !== 0
                    name: visible ? Theme.levelIcon(tile.level) : ""
                    size: Theme.small
                    colour: tile.ink
                }
                Label {
                    text: tile.hasNumber ? tile.number : ""
                    font.pixelSize: Theme.small
                    font.italic: tile.stale
                    color: tile.ink
                }
            }
        }
    }

    readonly property bool hasNumber: tile.kind === 3 && tile.width >= 2.4 * Theme.text

    /// Says for some seconds that something changed, without moving anything.
    Rectangle {
        id: change
        anchors.fill: parent
        anchors.margins: -2
        visible: opacity > 0
        opacity: 0
        radius: Theme.radius + 2
        color: "transparent"
        border.width: 4
        border.color: Theme.accent

        NumberAnimation {
            id: fade
            target: change
            property: "opacity"
            from: 1
            to: 0
            duration: 4000
        }
    }
    property bool isShown: false ///< what it was when it came is no change
    onLevelChanged: if (tile.isShown)
        fade.restart()
    Component.onCompleted: tile.isShown = true

    TapHandler {
        id: tap
        enabled: !tile.isHeading
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: tile.opened(tile.deviceId)
    }
}
