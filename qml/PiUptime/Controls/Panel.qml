// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// A surface that holds things that belong together.
Rectangle {
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.isContrast ? 2 : 1
    border.color: Theme.border
}
