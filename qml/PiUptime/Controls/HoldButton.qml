// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A button for what cannot be undone: it must be held until its bar is full.
FocusScope {
    id: button

    required property string text
    property string icon
    readonly property bool isHeld: touch.pressed || button.isKeyHeld
    property bool isKeyHeld: false

    signal confirmed

    implicitWidth: Math.max(Theme.target, content.implicitWidth + 2 * Theme.pad)
    implicitHeight: Theme.target
    opacity: button.enabled ? 1 : 0.45
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: qsTr("%1, hold to confirm").arg(button.text)

    Keys.onPressed: event => {
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Space) {
            button.isKeyHeld = true;
            event.accepted = true;
        }
    }
    Keys.onReleased: event => {
        if (!event.isAutoRepeat && (event.key === Qt.Key_Return || event.key === Qt.Key_Space)) {
            button.isKeyHeld = false;
            event.accepted = true;
        }
    }
    onActiveFocusChanged: button.isKeyHeld = false

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.surface
        border.width: button.activeFocus ? 3 : Theme.isContrast ? 2 : 1
        border.color: button.activeFocus ? Theme.accent : Theme.border

        Rectangle {
            id: bar
            // Below the words, which stay readable whatever is behind them.
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.margins: parent.border.width
            width: 0
            height: Math.round(Theme.gap * 0.8)
            radius: Theme.radius
            color: Theme.levelColour(2)
        }
    }
    Row {
        id: content
        anchors.centerIn: parent
        spacing: Theme.gap

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== ""
            name: button.icon
            size: Math.round(Theme.text * 1.2)
            colour: Theme.ink
        }
        Label {
            id: label
            width: Math.max(words.width, holdWords.width) + 2 // the button keeps its size under the finger
            text: button.isHeld ? holdWords.text : words.text
            font.weight: Font.Medium
            color: Theme.ink
        }
    }
    TextMetrics {
        id: words
        font: label.font
        text: button.text
    }
    TextMetrics {
        id: holdWords
        font: label.font
        text: qsTr("Hold …")
    }
    NumberAnimation {
        target: bar
        property: "width"
        running: button.isHeld
        from: 0
        to: button.width - 2
        duration: 1500
        onFinished: {
            bar.width = 0;
            button.isKeyHeld = false;
            button.confirmed();
        }
        onStopped: bar.width = 0
    }
    TapHandler {
        id: touch
        gesturePolicy: TapHandler.WithinBounds
    }
}
