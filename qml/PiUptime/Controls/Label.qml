// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// Text as it is, never markup: names and messages come from outside.
Text {
    textFormat: Text.PlainText
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.text
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
}
