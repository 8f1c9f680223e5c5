// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The graphs of one Pi on one time axis, with buttons for those who do not pinch.
Column {
    id: grid

    required property DevicePanel device
    required property real pageHeight
    /// Those a room asks for, in their order.
    readonly property var ids: ["temperature", "power", "ups-charge", "cpu", "input-voltage", "memory", "disk-rates", "network"].filter(id => grid.device.chartIds.includes(id))
    readonly property int columns: grid.width > 42 * Theme.text ? 2 : 1

    spacing: Theme.gap

    Grid {
        width: parent.width
        columns: grid.columns
        spacing: Theme.gap

        Repeater {
            id: panels
            readonly property var first: panels.count > 0 ? panels.itemAt(0) : null
            model: grid.ids

            GraphPanel {
                required property string modelData
                timeline: grid.device.timeline
                chartId: modelData
                width: (grid.width - (grid.columns - 1) * Theme.gap) / grid.columns
                height: Math.max(10 * Theme.text, Math.min(grid.pageHeight * 0.6, 15 * Theme.text))
            }
        }
    }
    Flow {
        width: parent.width
        spacing: Math.round(Theme.gap / 2)
        visible: grid.ids.length > 0

        TouchButton {
            icon: "add"
            spoken: qsTr("Show a shorter time")
            onClicked: panels.first?.graph.zoomIn()
        }
        TouchButton {
            icon: "dash"
            spoken: qsTr("Show a longer time")
            onClicked: panels.first?.graph.zoomOut()
        }
        TouchButton {
            icon: "back"
            spoken: qsTr("Back in time")
            onClicked: panels.first?.graph.panBack()
        }
        TouchButton {
            icon: "chevron-right"
            spoken: qsTr("Forward in time")
            onClicked: panels.first?.graph.panForward()
        }
        TouchButton {
            visible: panels.first ? !panels.first.graph.isFollowing : false
            text: qsTr("Now")
            onClicked: panels.first?.graph.followNow()
        }
    }
}
