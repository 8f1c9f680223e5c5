// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// The pages of the bar, in its order. A further page is one more entry.
QtObject {
    id: pages

    readonly property list<PageEntry> entries: [
        PageEntry { name: "wall"; title: qsTr("Fleet"); icon: "tiles"; page: Qt.resolvedUrl("WallPage.qml"); isLarge: true },
        PageEntry { name: "events"; title: qsTr("Events"); icon: "clock"; page: Qt.resolvedUrl("EventsPage.qml") },
        PageEntry { name: "find"; title: qsTr("Find"); icon: "search"; page: Qt.resolvedUrl("FindPage.qml") },
        PageEntry { name: "gateway"; title: qsTr("Gateway"); icon: "network"; page: Qt.resolvedUrl("GatewayPage.qml") },
        PageEntry { name: "this-pi"; title: qsTr("This Pi"); icon: "board"; page: Qt.resolvedUrl("ThisPiPage.qml") },
        PageEntry { name: "settings"; title: qsTr("Settings"); icon: "edit"; page: Qt.resolvedUrl("SettingsPage.qml") }
    ]

    /// -1: it is not in the bar.
    function indexOf(name: string): int {
        for (let i = 0; i < pages.entries.length; ++i) {
            if (pages.entries[i].name === name)
                return i;
        }
        return -1;
    }
}
