// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A page in the bar of pages.
QtObject {
    required property string name ///< as `Rotation` knows it
    required property string title
    required property string icon
    required property url page
    property bool isLarge: false ///< see `PageHost`
}
