// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// A grid of graphs in a page that scrolls; only those between two heights are seen, and drawn.
CellGrid {
    required property real viewTop
    required property real viewBottom
}
