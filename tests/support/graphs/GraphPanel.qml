// SPDX-License-Identifier: GPL-3.0-or-later
// One graph with its title and newest value, a quarter of what it is in.
import QtQuick
import PiUptime.Graphs

Rectangle {
    id: panel

    required property string chartId
    required property bool dark
    required property real rowPixels
    required property Timeline timeline

    readonly property color mutedColour: dark ? "#9c9eac" : "#636571"
    readonly property color textColour: dark ? "#f0f0f4" : "#1a1b20"

    color: dark ? "#1b1c21" : "#ffffff"
    height: (parent.height - 8) / 2
    radius: 6
    width: (parent.width - 8) / 2

    Text {
        id: title

        anchors { left: parent.left; top: parent.top; margins: 8 }
        color: panel.mutedColour
        font.pixelSize: panel.rowPixels * 1.2
        text: graph.title
    }
    Text {
        anchors { left: title.right; right: parent.right; baseline: title.baseline; leftMargin: 12; rightMargin: 12 }
        color: graph.isStale ? panel.mutedColour : panel.textColour
        elide: Text.ElideRight
        font { pixelSize: panel.rowPixels * 1.5; weight: Font.DemiBold }
        horizontalAlignment: Text.AlignRight
        text: graph.currentText
    }
    TimeGraph {
        id: graph

        anchors { left: parent.left; right: parent.right; top: title.bottom; bottom: parent.bottom; margins: 8; topMargin: 12 }
        attentionColour: panel.dark ? "#f0b35a" : "#8f5300"
        chartId: panel.chartId
        criticalColour: panel.dark ? "#ff8a8a" : "#bd1e2c"
        fontPixelSize: panel.rowPixels
        gridColour: panel.dark ? "#2c2d35" : "#e3e3e8"
        lineWidth: panel.rowPixels / 6
        mutedColour: panel.mutedColour
        objectName: panel.chartId
        seriesColours: panel.dark ? ["#8eb0ff", "#f2995e", "#5ccb95", "#cf94ee"] : ["#2a56c6", "#c2571a", "#17744a", "#8b3fb0"]
        sunkenColour: panel.dark ? "#26272e" : "#ececf0"
        surfaceColour: panel.color
        textColour: panel.textColour
        timeline: panel.timeline

        Accessible.name: graph.accessibleSummary
    }
    Text {
        anchors.centerIn: graph
        color: panel.mutedColour
        font.pixelSize: panel.rowPixels * 1.2
        text: graph.errorText !== "" ? graph.errorText : graph.isLoading ? "loading" : graph.isEmpty ? "nothing measured" : ""
    }
}
