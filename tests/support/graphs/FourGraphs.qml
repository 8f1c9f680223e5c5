// SPDX-License-Identifier: GPL-3.0-or-later
// Four graphs of one Pi, as a page of the wall shows them.
import QtQuick
import PiUptime.Graphs

Rectangle {
    id: scene

    required property list<string> chartIds
    required property bool dark
    required property Timeline timeline

    readonly property real rowPixels: Math.max(14, Math.round(height / 40))

    color: dark ? "#131418" : "#f5f5f7"

    Grid {
        anchors { fill: parent; margins: 8 }
        columns: 2
        spacing: 8

        GraphPanel {
            chartId: scene.chartIds[0]
            dark: scene.dark
            rowPixels: scene.rowPixels
            timeline: scene.timeline
        }
        GraphPanel {
            chartId: scene.chartIds[1]
            dark: scene.dark
            rowPixels: scene.rowPixels
            timeline: scene.timeline
        }
        GraphPanel {
            chartId: scene.chartIds[2]
            dark: scene.dark
            rowPixels: scene.rowPixels
            timeline: scene.timeline
        }
        GraphPanel {
            chartId: scene.chartIds[3]
            dark: scene.dark
            rowPixels: scene.rowPixels
            timeline: scene.timeline
        }
    }
}
