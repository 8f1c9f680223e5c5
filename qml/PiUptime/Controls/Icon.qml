// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// One of our drawings in one colour.
Image {
    id: icon

    required property string name
    property color colour: Theme.ink
    property int size: Theme.text

    source: icon.name === "" ? "" : "image://icon/" + icon.name + "/" + icon.colour
    sourceSize.width: icon.size
    sourceSize.height: icon.size
    width: icon.size
    height: icon.size
}
