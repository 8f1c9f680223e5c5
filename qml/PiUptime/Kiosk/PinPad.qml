// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// Asks for a PIN over everything else: to unlock, or a new one for a level.
Rectangle {
    id: pad

    required property Kiosk kiosk
    readonly property AccessGuard access: pad.kiosk.access
    /// The level that is wanted; the pad goes when it is reached.
    property int wanted: AccessGuard.Operate
    /// Whether a new PIN for `wanted` is typed.
    property bool isNew: false
    property string pin
    property bool isSent: false

    function ask(level: int) {
        pad.open(level, false);
    }
    function askNew(level: int) {
        pad.open(level, true);
    }
    function open(level: int, isNew: bool) {
        pad.wanted = level;
        pad.isNew = isNew;
        pad.pin = "";
        pad.isSent = false;
        pad.visible = true;
        pad.forceActiveFocus();
    }
    function close() {
        pad.pin = "";
        pad.visible = false;
    }
    function send() {
        if (pad.pin.length < 4 || pad.access.busy)
            return;
        pad.isSent = true;
        if (pad.isNew)
            pad.access.changePin(pad.wanted, pad.pin);
        else
            pad.access.unlock(pad.pin);
        pad.pin = "";
    }
    function type(digit: string) {
        pad.isSent = false;
        if (pad.pin.length < 12)
            pad.pin += digit;
    }

    visible: false
    color: "#b0000000"

    Accessible.role: Accessible.Dialog
    Accessible.name: message.text

    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            pad.type(event.key - Qt.Key_0);
        else if (event.key === Qt.Key_Backspace)
            pad.pin = pad.pin.slice(0, -1);
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            pad.send();
        else if (event.key === Qt.Key_Escape)
            pad.close();
        event.accepted = true;
    }

    Connections {
        target: pad.access
        function onLevelChanged() {
            if (pad.visible && !pad.isNew && pad.access.level >= pad.wanted)
                pad.close();
        }
        function onBusyChanged() {
            if (pad.visible && pad.isNew && pad.isSent && !pad.access.busy && pad.access.errorText === "")
                pad.close();
        }
    }

    MouseArea { // nothing behind it is touched
        anchors.fill: parent
        onClicked: pad.close()
    }
    Panel {
        anchors.centerIn: parent
        width: Math.max(keys.width, 15 * Theme.text) + 2 * Theme.pad
        height: keys.height + message.height + dots.height + 4 * Theme.gap

        MouseArea {
            anchors.fill: parent
        }
        Label {
            id: message
            anchors.top: parent.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.gap
            height: 3.9 * Theme.small
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            maximumLineCount: 3
            font.pixelSize: Theme.small
            color: pad.isSent && pad.access.errorText !== "" ? Theme.levelColour(2) : Theme.ink
            text: pad.access.waitSeconds > 0 ? qsTr("Wait %n second(s).", "", pad.access.waitSeconds)
                : pad.isSent && pad.access.errorText !== "" ? pad.access.errorText
                : pad.isNew ? (pad.wanted === AccessGuard.Operate ? qsTr("New PIN for operating, 4 to 12 digits") : qsTr("New PIN for acknowledging, 4 to 12 digits"))
                : pad.wanted === AccessGuard.Operate ? qsTr("PIN for operating") : qsTr("PIN for acknowledging")
        }
        Label {
            id: dots
            anchors.top: message.bottom
            anchors.topMargin: Math.round(Theme.gap / 2)
            anchors.horizontalCenter: parent.horizontalCenter
            height: Theme.title * 1.2
            text: pad.access.busy ? "…" : "●".repeat(pad.pin.length)
            font.pixelSize: Theme.title
        }
        Grid {
            id: keys
            anchors.top: dots.bottom
            anchors.topMargin: Math.round(Theme.gap / 2)
            anchors.horizontalCenter: parent.horizontalCenter
            columns: 3
            spacing: Math.round(Theme.gap / 2)

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "close", "0", "check"]

                TouchButton {
                    id: key
                    required property string modelData
                    readonly property bool isDigit: key.modelData.length === 1
                    width: Theme.target * 1.35
                    height: Math.min(Theme.target, Theme.shortSide / 7)
                    text: key.isDigit ? key.modelData : ""
                    icon: key.isDigit ? "" : key.modelData
                    spoken: key.isDigit ? key.modelData : key.modelData === "check" ? qsTr("Enter") : qsTr("Delete")
                    activeFocusOnTab: false
                    enabled: key.modelData === "close" || pad.access.waitSeconds === 0 && !pad.access.busy && (key.isDigit || pad.pin.length >= 4)
                    onClicked: {
                        if (key.isDigit)
                            pad.type(key.modelData);
                        else if (key.modelData === "check")
                            pad.send();
                        else if (pad.pin === "")
                            pad.close();
                        else
                            pad.pin = pad.pin.slice(0, -1);
                        pad.forceActiveFocus();
                    }
                }
            }
        }
    }
}
