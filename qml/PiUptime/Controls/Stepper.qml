// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A value between two buttons that make it less or more, again and again while they are held.
Row {
    id: stepper

    required property string text
    required property string lessText ///< for a screen reader
    required property string moreText

    signal stepped(int step)

    rightPadding: Theme.pad
    spacing: Math.round(Theme.gap / 2)

    TouchButton {
        icon: "dash"
        spoken: stepper.lessText
        repeats: true
        onClicked: stepper.stepped(-1)
    }
    Label {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(implicitWidth, 4.5 * Theme.text)
        horizontalAlignment: Text.AlignHCenter
        text: stepper.text
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
    }
    TouchButton {
        icon: "add"
        spoken: stepper.moreText
        repeats: true
        onClicked: stepper.stepped(1)
    }
}
