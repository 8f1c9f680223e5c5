// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// A look at one Pi over the wall, with what can be done about it: what a long press on a tile opens.
Rectangle {
    id: peek

    readonly property DevicePanel device: Kiosk.device

    signal closed

    function open() {
        peek.visible = true;
        peek.forceActiveFocus();
    }
    function close() {
        peek.visible = false;
        peek.closed();
    }

    visible: false
    color: "#b0000000"
    Accessible.role: Accessible.Dialog
    Accessible.name: peek.device.name
    Keys.onEscapePressed: peek.close()

    Connections {
        target: Kiosk
        function onPeekAsked() {
            peek.open();
        }
    }
    Connections {
        target: Kiosk.rotation
        function onPageChanged() {
            if (peek.visible)
                peek.close();
        }
    }

    MouseArea { // nothing behind it is touched
        anchors.fill: parent
        onClicked: peek.close()
    }
    Panel {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.pad, 34 * Theme.text)
        height: Math.min(parent.height - 2 * Theme.pad, head.height + body.contentHeight + foot.height + 4 * Theme.gap)
        color: Theme.window

        MouseArea {
            anchors.fill: parent
        }
        DeviceHead {
            id: head
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.gap
            device: peek.device
        }
        Flickable {
            id: body
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: head.bottom
            anchors.bottom: foot.top
            anchors.margins: Theme.gap
            contentHeight: content.height
            clip: true
            flickableDirection: Flickable.VerticalFlick
            boundsBehavior: Flickable.StopAtBounds

            Column {
                id: content
                width: parent.width
                spacing: Theme.gap

                Verdict {
                    width: parent.width
                    device: peek.device
                }
                FigureGrid {
                    width: parent.width
                    figures: peek.device.figures
                }
                ActionRow {
                    width: parent.width
                    device: peek.device
                }
            }
        }
        Flow {
            id: foot
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.gap
            spacing: Theme.gap

            TouchButton {
                icon: "open"
                text: qsTr("Open with graphs")
                onClicked: Kiosk.rotation.show("device", peek.device.deviceId)
            }
            AcknowledgeButton {
                text: qsTr("Acknowledge")
            }
            TouchButton {
                icon: "close"
                text: qsTr("Close")
                onClicked: peek.close()
            }
        }
    }
}
