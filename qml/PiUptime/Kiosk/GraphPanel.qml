// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Graphs

/// One graph with its title and its newest value, in a grid of its like.
Panel {
    id: panel

    required property Timeline timeline
    required property string chartId
    readonly property TimeGraph graph: graph
    readonly property GraphRows grid: panel.parent as GraphRows
    readonly property bool isInView: panel.grid !== null && panel.y < panel.grid.viewBottom && panel.y + panel.height > panel.grid.viewTop

    width: panel.grid?.cellWidth ?? 0
    height: panel.grid?.cellHeight ?? 0

    Label {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.baseline: newest.baseline
        text: graph.title
        font.pixelSize: Theme.small
        color: Theme.secondary
    }
    Label {
        id: newest
        anchors.left: title.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.gap
        anchors.rightMargin: Theme.gap
        anchors.topMargin: Math.round(Theme.gap / 2)
        horizontalAlignment: Text.AlignRight
        text: graph.currentText
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
        font.italic: graph.isStale
        color: graph.isStale ? Theme.muted : Theme.ink
    }
    TimeGraph {
        id: graph
        visible: panel.isInView
        opacity: message.text === "" ? 1 : 0 // the message stands alone; fingers still move the window
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: newest.bottom
        anchors.bottom: parent.bottom
        anchors.margins: Theme.gap
        timeline: panel.timeline
        chartId: panel.chartId
        fontPixelSize: Theme.small
        lineWidth: Math.max(2, Theme.text / 8)
        surfaceColour: Theme.surface
        sunkenColour: Theme.sunken
        gridColour: Theme.isContrast ? Theme.sunken : Theme.border
        textColour: Theme.ink
        mutedColour: Theme.muted
        attentionColour: Theme.levelColour(1)
        criticalColour: Theme.levelColour(2)
        seriesColours: Theme.series
        Accessible.name: graph.accessibleSummary
    }
    Label {
        id: message
        anchors.centerIn: graph
        anchors.verticalCenterOffset: again.visible ? -Math.round(again.height / 2) : 0
        width: graph.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        maximumLineCount: 3
        text: graph.errorText !== "" ? graph.errorText : graph.isLoading ? qsTr("Reading the history …") : graph.isEmpty ? qsTr("Nothing was measured in this time.") : ""
        color: Theme.secondary
    }
    TouchButton {
        id: again
        anchors.top: message.bottom
        anchors.topMargin: Theme.gap
        anchors.horizontalCenter: graph.horizontalCenter
        visible: graph.errorText !== ""
        text: qsTr("Try again")
        onClicked: panel.timeline.retry()
    }
}
