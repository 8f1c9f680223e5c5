// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A tap opens, a long press peeks, and what was pressed for long is not opened as well.
TapHandler {
    id: handler

    property bool isHeld: false

    signal opened
    signal held

    gesturePolicy: TapHandler.ReleaseWithinBounds
    longPressThreshold: 0.5
    onPressedChanged: if (handler.pressed)
        handler.isHeld = false
    onLongPressed: {
        handler.isHeld = true;
        handler.held();
    }
    onTapped: if (!handler.isHeld)
        handler.opened()
}
