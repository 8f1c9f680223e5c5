// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls

/// The heading above the tiles of a site.
Item {
    id: heading

    required property rect place
    required property string name
    required property string verdict
    required property string spoken

    x: heading.place.x
    y: heading.place.y
    width: heading.place.width
    height: heading.place.height
    visible: heading.place.width > 0

    Accessible.role: Accessible.Heading
    Accessible.name: heading.spoken

    Label {
        id: site
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(Theme.gap / 2)
        width: Math.min(implicitWidth, parent.width * 0.6)
        text: heading.name
        font.weight: Font.DemiBold
    }
    Label {
        anchors.left: site.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.baseline: site.baseline
        text: heading.verdict
        font.pixelSize: Theme.small
        color: Theme.secondary
    }
}
