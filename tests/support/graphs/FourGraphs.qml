// SPDX-License-Identifier: GPL-3.0-or-later
// Four graphs of one Pi, as a page of the wall shows them.
import QtQuick
import PiUptime.Graphs

Rectangle {
    id: scene

    required property Timeline timeline
    required property bool dark
    required property list<string> chartIds

    readonly property real rowPixels: Math.max(14, Math.round(height / 40))
    readonly property color textColour: dark ? "#f0f0f4" : "#1a1b20"
    readonly property color mutedColour: dark ? "#9c9eac" : "#636571"
    readonly property color surfaceColour: dark ? "#1b1c21" : "#ffffff"

    color: dark ? "#131418" : "#f5f5f7"

    component Panel: Rectangle {
        id: panel

        required property string chartId

        color: scene.surfaceColour
        radius: 6

        Text {
            id: title

            anchors { left: parent.left; top: parent.top; margins: 8 }
            color: scene.mutedColour
            font.pixelSize: scene.rowPixels * 1.2
            text: graph.title
        }
        Text {
            anchors { left: title.right; right: parent.right; baseline: title.baseline; leftMargin: 12; rightMargin: 12 }
            color: graph.isStale ? scene.mutedColour : scene.textColour
            elide: Text.ElideRight
            horizontalAlignment: Text.AlignRight
            font { pixelSize: scene.rowPixels * 1.5; weight: Font.DemiBold }
            text: graph.currentText
        }
        TimeGraph {
            id: graph

            anchors { left: parent.left; right: parent.right; top: title.bottom; bottom: parent.bottom; margins: 8; topMargin: 12 }
            attentionColour: scene.dark ? "#f0b35a" : "#8f5300"
            chartId: panel.chartId
            criticalColour: scene.dark ? "#ff8a8a" : "#bd1e2c"
            fontPixelSize: scene.rowPixels
            lineWidth: scene.rowPixels / 6
            gridColour: scene.dark ? "#2c2d35" : "#e3e3e8"
            mutedColour: scene.mutedColour
            objectName: panel.chartId
            seriesColours: scene.dark ? ["#8eb0ff", "#f2995e", "#5ccb95", "#cf94ee"] : ["#2a56c6", "#c2571a", "#17744a", "#8b3fb0"]
            sunkenColour: scene.dark ? "#26272e" : "#ececf0"
            surfaceColour: scene.surfaceColour
            textColour: scene.textColour
            timeline: scene.timeline

            Accessible.name: accessibleSummary
        }
        Text {
            anchors.centerIn: graph
            color: scene.mutedColour
            font.pixelSize: scene.rowPixels * 1.2
            text: graph.errorText !== "" ? graph.errorText : graph.isLoading ? "loading" : graph.isEmpty ? "nothing measured" : ""
        }
    }

    Grid {
        anchors { fill: parent; margins: 8 }
        columns: 2
        spacing: 8

        Repeater {
            model: scene.chartIds

            Panel {
                required property string modelData

                chartId: modelData
                height: (scene.height - 24) / 2
                width: (scene.width - 24) / 2
            }
        }
    }
}
