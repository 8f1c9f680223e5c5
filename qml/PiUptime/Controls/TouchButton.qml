// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A button for a finger in a glove.
FocusScope {
    id: button

    property string text
    property string icon
    property bool isChosen: false
    property bool isFlat: false
    /// Icon above text, as in a bar of pages.
    property bool isUpright: false
    property string spoken: button.text
    property bool takesFocus: true
    /// Whether it is clicked again and again while it is held.
    property bool repeats: false

    signal clicked

    implicitWidth: Math.max(Theme.target, content.implicitWidth + 2 * Theme.pad)
    implicitHeight: Theme.target
    opacity: button.enabled ? 1 : 0.45
    activeFocusOnTab: true

    Accessible.role: Accessible.Button
    Accessible.name: button.spoken
    Accessible.checked: button.isChosen
    Accessible.onPressAction: button.clicked()

    Keys.onReturnPressed: button.clicked()
    Keys.onSpacePressed: button.clicked()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: tap.pressed ? Theme.accent : button.isChosen ? Theme.sunken : button.isFlat ? "transparent" : Theme.surface
        border.width: button.activeFocus ? 3 : button.isFlat && !button.isChosen ? 0 : Theme.isContrast ? 2 : 1
        border.color: button.activeFocus || button.isChosen ? Theme.accent : Theme.border
    }

    Grid {
        id: content
        anchors.centerIn: parent
        columns: button.isUpright || button.icon === "" || button.text === "" ? 1 : 2
        spacing: button.isUpright ? 2 : Theme.gap
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            visible: button.icon !== ""
            name: button.icon
            size: Math.round(Theme.text * 1.2)
            colour: tap.pressed ? Theme.onAccent : button.isChosen ? Theme.accent : Theme.ink
        }
        Label {
            visible: button.text !== ""
            width: button.isUpright ? button.width - 4 : Math.min(implicitWidth, button.width - Theme.gap)
            horizontalAlignment: Text.AlignHCenter
            text: button.text
            font.pixelSize: button.isUpright ? Theme.small : Theme.text
            fontSizeMode: button.isUpright ? Text.HorizontalFit : Text.FixedSize
            minimumPixelSize: 11
            font.weight: button.isChosen ? Font.DemiBold : Font.Medium
            color: tap.pressed ? Theme.onAccent : Theme.ink
        }
    }

    Timer {
        interval: 350
        repeat: true
        running: button.repeats && tap.pressed
        onTriggered: button.clicked()
    }
    TapHandler {
        id: tap
        gesturePolicy: TapHandler.ReleaseWithinBounds
        // What repeats has been clicked already when it is held for longer. Gloves are slow.
        longPressThreshold: button.repeats ? 0.35 : 60
        onTapped: {
            if (button.takesFocus)
                button.forceActiveFocus(Qt.MouseFocusReason);
            button.clicked();
        }
    }
}
