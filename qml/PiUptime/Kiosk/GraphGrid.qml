// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The graphs of one Pi on one time axis, with buttons for those who do not pinch.
Column {
    id: grid

    required property GraphListModel graphs
    required property Flickable view ///< in whose content this lies
    property GraphPanel first: null ///< moves all, as they share their time

    function findFirst(changed: int) {
        if (changed === 0)
            grid.first = panels.itemAt(0) as GraphPanel;
    }

    spacing: Theme.gap

    GraphRows {
        width: parent.width
        columns: grid.width > 42 * Theme.text ? 2 : 1
        cellHeight: Math.max(10 * Theme.text, Math.min(grid.view.height * 0.6, 15 * Theme.text))
        viewTop: grid.view.contentY - grid.y
        viewBottom: viewTop + grid.view.height

        Repeater {
            id: panels
            model: grid.graphs
            onItemAdded: index => grid.findFirst(index)
            onItemRemoved: index => grid.findFirst(index)

            GraphPanel {}
        }
    }
    Flow {
        width: parent.width
        spacing: Math.round(Theme.gap / 2)
        visible: panels.count > 0

        TouchButton {
            icon: "add"
            spoken: qsTr("Show a shorter time")
            onClicked: grid.first?.graph.zoomIn()
        }
        TouchButton {
            icon: "dash"
            spoken: qsTr("Show a longer time")
            onClicked: grid.first?.graph.zoomOut()
        }
        TouchButton {
            icon: "chevron-left"
            spoken: qsTr("Back in time")
            onClicked: grid.first?.graph.panBack()
        }
        TouchButton {
            icon: "chevron-right"
            spoken: qsTr("Forward in time")
            onClicked: grid.first?.graph.panForward()
        }
        TouchButton {
            visible: grid.first !== null && !grid.first.graph.isFollowing
            text: qsTr("Now")
            onClicked: grid.first?.graph.followNow()
        }
    }
}
