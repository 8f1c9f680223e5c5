// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// How well something is, as a shape and a colour.
Icon {
    id: mark

    required property int level

    name: Theme.levelIcon(mark.level)
    colour: Theme.levelColour(mark.level)
}
