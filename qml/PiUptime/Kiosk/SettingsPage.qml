// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// How this screen looks and turns its pages.
Page {
    id: page

    Flickable {
        anchors.fill: parent
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            width: parent.width
            spacing: Theme.pad

            Label {
                visible: page.kiosk.problems !== ""
                width: parent.width
                text: page.kiosk.problems
                wrapMode: Text.Wrap
                color: Theme.levelColour(1)
            }
            Label { text: qsTr("Look") }
            Flow {
                width: parent.width
                spacing: Theme.gap
                Repeater {
                    model: [["auto", qsTr("By the hour")], ["day", qsTr("Day")], ["night", qsTr("Night")], ["contrast", qsTr("High contrast")]]
                    TouchButton {
                        id: look
                        required property var modelData
                        text: look.modelData[1]
                        isChosen: page.kiosk.theme === look.modelData[0]
                        onClicked: page.kiosk.theme = look.modelData[0]
                    }
                }
            }
            Label { text: qsTr("Read from a distance of") }
            Flow {
                width: parent.width
                spacing: Theme.gap
                Repeater {
                    model: [0.7, 1.5, 2, 3, 5]
                    TouchButton {
                        id: distance
                        required property real modelData
                        text: qsTr("%L1 m").arg(distance.modelData)
                        isChosen: Math.abs(page.kiosk.viewingDistance - distance.modelData) < 0.01
                        onClicked: page.kiosk.viewingDistance = distance.modelData
                    }
                }
            }
            Label { text: qsTr("Turn pages every") }
            Flow {
                width: parent.width
                spacing: Theme.gap
                Repeater {
                    model: [[0, qsTr("Never")], [15, qsTr("15 s")], [30, qsTr("30 s")], [60, qsTr("1 min")], [300, qsTr("5 min")]]
                    TouchButton {
                        id: turn
                        required property var modelData
                        text: turn.modelData[1]
                        isChosen: page.kiosk.rotation.turnSeconds === turn.modelData[0]
                        onClicked: page.kiosk.rotation.turnSeconds = turn.modelData[0]
                    }
                }
            }
        }
    }
}
