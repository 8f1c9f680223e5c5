// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// A device at its place on the wall: its frame, in which a level shows, and what a finger does to it. What stands in
/// the frame is for those who derive from it. A row that is a heading shows nothing here.
Rectangle {
    id: tile

    required property rect place
    required property bool isHeading
    required property string deviceId
    required property string spoken
    required property int level
    required property bool stale

    readonly property color ink: Theme.onLevelFill(tile.level)
    readonly property bool isMarked: tap.pressed || tile.activeFocus

    x: tile.place.x
    y: tile.place.y
    width: tile.place.width
    height: tile.place.height
    visible: !tile.isHeading && tile.place.width > 0
    activeFocusOnTab: true

    color: Theme.levelFill(tile.level)
    opacity: tile.stale ? 0.85 : 1
    radius: Theme.radius
    border.width: tile.isMarked ? 3 : 1
    border.color: tile.isMarked ? Theme.accent : tile.level === 0 || Theme.isContrast ? Theme.border : Theme.levelFill(tile.level)

    Accessible.role: Accessible.Button
    Accessible.name: tile.spoken
    Accessible.onPressAction: tile.open()
    Keys.onReturnPressed: tile.open()

    function open() {
        Kiosk.rotation.show("device", tile.deviceId);
    }

    /// Says for some seconds that something changed, without moving anything.
    Rectangle {
        id: change
        anchors.fill: parent
        anchors.margins: -2
        z: 1
        visible: opacity > 0
        opacity: 0
        radius: tile.radius + 2
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
    onLevelChanged: if (tile.isShown && tile.enabled)
        fade.restart()
    Component.onCompleted: tile.isShown = true

    PressHandler {
        id: tap
        onOpened: tile.open()
        onHeld: Kiosk.peek(tile.deviceId)
    }
}
