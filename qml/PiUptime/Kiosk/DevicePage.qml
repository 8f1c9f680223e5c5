// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// One Pi: how it is and why, its figures and its graphs.
Page {
    id: page

    readonly property DevicePanel device: page.kiosk.device

    Item {
        id: head
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: Theme.target

        TouchButton {
            id: back
            anchors.left: parent.left
            icon: "back"
            spoken: qsTr("Back to the fleet")
            onClicked: page.kiosk.rotation.show("wall")
        }
        LevelMark {
            id: mark
            anchors.left: back.right
            anchors.leftMargin: Theme.pad
            anchors.verticalCenter: parent.verticalCenter
            level: page.device.level
            size: Math.round(Theme.headline)
        }
        Column {
            anchors.left: mark.right
            anchors.leftMargin: Theme.gap
            anchors.right: age.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Label {
                width: parent.width
                text: page.device.name
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
            }
            Label {
                width: parent.width
                text: page.device.place
                font.pixelSize: Theme.small
                color: Theme.secondary
            }
        }
        Label {
            id: age
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: page.device.age
            font.pixelSize: Theme.small
            font.italic: page.device.isStale
            color: page.device.isStale ? Theme.levelColour(1) : Theme.secondary
        }
    }

    Flickable {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: parent.bottom
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            width: parent.width
            spacing: Theme.gap

            Panel {
                width: parent.width
                height: verdict.height + 2 * Theme.gap
                color: Theme.levelFill(page.device.level)

                Column {
                    id: verdict
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: Theme.gap
                    spacing: Math.round(Theme.gap / 2)

                    Label {
                        width: parent.width
                        visible: page.device.reasons.length === 0
                        text: page.device.verdict
                        wrapMode: Text.Wrap
                        color: Theme.onLevelFill(page.device.level)
                    }
                    Repeater {
                        model: page.device.reasons

                        Item {
                            id: reason
                            required property var modelData
                            width: verdict.width
                            height: Math.max(sentence.implicitHeight, Theme.text * 1.3)

                            Icon {
                                id: reasonMark
                                y: Math.round(Theme.text * 0.1)
                                name: Theme.levelIcon(reason.modelData.level)
                                colour: Theme.onLevelFill(page.device.level)
                                size: Math.round(Theme.text * 1.1)
                            }
                            Label {
                                id: sentence
                                anchors.left: reasonMark.right
                                anchors.leftMargin: Theme.gap
                                anchors.right: parent.right
                                text: reason.modelData.text
                                wrapMode: Text.Wrap
                                elide: Text.ElideNone
                                color: Theme.onLevelFill(page.device.level)
                            }
                        }
                    }
                    Label {
                        width: parent.width
                        visible: text !== ""
                        text: page.device.connection
                        wrapMode: Text.Wrap
                        font.pixelSize: Theme.small
                        color: Theme.onLevelFill(page.device.level)
                    }
                }
            }

            FigureGrid {
                width: parent.width
                figures: page.device.figures
                isStale: page.device.isStale
            }
            ActionRow {
                width: parent.width
                kiosk: page.kiosk
                onPinWanted: page.pinWanted(AccessGuard.Operate)
            }
            GraphGrid {
                width: parent.width
                device: page.device
                pageHeight: page.height
            }
        }
    }
}
