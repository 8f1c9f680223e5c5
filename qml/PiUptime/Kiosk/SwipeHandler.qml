// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A finger that moves sideways turns the page. What moves up and down is left to lists, which are quicker to decide; it
/// must not lie over graphs, which are moved sideways themselves.
DragHandler {
    id: handler

    target: null
    yAxis.enabled: false
    dragThreshold: Math.round(Theme.target / 3)
    grabPermissions: PointerHandler.CanTakeOverFromAnything

    onActiveTranslationChanged: if (handler.active)
        Swipe.progress = handler.activeTranslation.x / Swipe.distance
    onActiveChanged: if (!handler.active)
        Swipe.end()
    onCanceled: Swipe.progress = 0
}
