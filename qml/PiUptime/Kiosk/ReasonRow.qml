// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A reason why a Pi is not simply well, in a column on the fill of the worst.
Item {
    id: reason

    required property string text
    required property int level
    readonly property InkColumn column: reason.parent as InkColumn
    readonly property color ink: reason.column?.ink ?? Theme.ink

    width: parent?.width ?? 0
    height: Math.max(sentence.implicitHeight, Theme.text * 1.3)

    Icon {
        id: mark
        y: Math.round(Theme.text * 0.1)
        name: Theme.levelIcon(reason.level)
        colour: reason.ink
        size: Math.round(Theme.text * 1.1)
    }
    Label {
        id: sentence
        anchors.left: mark.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        text: reason.text
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        color: reason.ink
    }
}
