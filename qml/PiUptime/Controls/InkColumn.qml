// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A column whose texts are all of one colour, which what is in it takes from it.
Column {
    property color ink: Theme.ink
}
