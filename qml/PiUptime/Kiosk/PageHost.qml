// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Kiosk

/// Keeps a page: it is made in idle moments, or when somebody goes there first, and stays from then on.
FocusScope {
    id: host

    required property string name
    required property url page
    /// It has so many items that hiding and showing them takes longer than a frame: they stay in the scene, unseen.
    property bool isLarge: false
    readonly property bool isCurrent: Kiosk.rotation.page === host.name

    visible: host.isCurrent || host.isLarge
    opacity: host.isCurrent ? 1 : 0
    enabled: host.isCurrent
    focus: host.isCurrent

    Loader {
        anchors.fill: parent
        asynchronous: !host.isCurrent
        focus: true
        source: host.page
    }
}
