// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// The colours of one look. Those of levels are in the order OK, attention, critical, unknown.
QtObject {
    required property color window
    required property color surface
    required property color sunken
    required property color border
    required property color ink
    required property color secondary
    required property color muted
    required property color accent
    required property color accentInk
    required property list<color> levels
    required property list<color> fills
    required property list<color> fillInks
    required property list<color> series
}
