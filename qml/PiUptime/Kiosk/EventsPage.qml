// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// What happened in the fleet, newest first.
Page {
    ListView {
        id: list
        anchors.fill: parent
        model: Kiosk.events
        clip: true
        spacing: 1
        boundsBehavior: Flickable.StopAtBounds
        focus: true
        keyNavigationEnabled: true
        reuseItems: true

        delegate: EventRow {}
    }

    SwipeHandler {}

    Label {
        anchors.centerIn: parent
        visible: list.count === 0
        text: qsTr("Nothing has happened yet.")
        color: Theme.secondary
    }
}
