// SPDX-License-Identifier: GPL-3.0-or-later
// Four graphs of one Pi, as a page of the wall shows them.
import QtQuick
import PiUptime.Graphs

Rectangle {
    id: scene

    required property list<string> chartIds
    required property bool dark
    required property Timeline timeline

    color: dark ? "#131418" : "#f5f5f7"

    Grid {
        anchors { fill: parent; margins: 8 }
        columns: 2
        spacing: 8

        Repeater {
            model: scene.chartIds

            GraphPanel {
                required property string modelData

                chartId: modelData
                dark: scene.dark
                height: (scene.height - 24) / 2
                rowPixels: Math.max(14, Math.round(scene.height / 40))
                timeline: scene.timeline
                width: (scene.width - 24) / 2
            }
        }
    }
}
