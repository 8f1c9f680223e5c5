// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The frame around the pages.
Window {
    id: window

    required property Kiosk kiosk
    readonly property bool isPortrait: height > width
    readonly property list<PageEntry> pages: [
        PageEntry {
            name: "wall"
            title: qsTr("Fleet")
            icon: "tiles"
            page: Component { WallPage { kiosk: window.kiosk } }
        },
        PageEntry {
            name: "events"
            title: qsTr("Events")
            icon: "clock"
            page: Component { EventsPage { kiosk: window.kiosk } }
        },
        PageEntry {
            name: "this-pi"
            title: qsTr("This Pi")
            icon: "board"
            page: Component { ThisPiPage { kiosk: window.kiosk } }
        },
        PageEntry {
            name: "settings"
            title: qsTr("Settings")
            icon: "edit"
            page: Component { SettingsPage { kiosk: window.kiosk } }
        }
    ]

    function pageNamed(name: string): Component {
        if (name === "device")
            return devicePage;
        for (let i = 0; i < window.pages.length; ++i) {
            if (window.pages[i].name === name)
                return window.pages[i].page;
        }
        return window.pages[0].page;
    }

    title: qsTr("Pi Uptime")
    color: Theme.window

    Binding {
        target: Theme
        property: "shortSide"
        value: Math.min(window.width, window.height)
    }
    Binding {
        target: Theme
        property: "pixelsPerMm"
        value: window.screen ? Screen.pixelDensity : 4
    }
    Binding {
        target: Theme
        property: "viewingDistance"
        value: window.kiosk.preferences.viewingDistance
    }
    Binding {
        target: Theme
        property: "mode"
        value: window.kiosk.look
    }

    Component {
        id: devicePage
        DevicePage { kiosk: window.kiosk }
    }

    Item {
        id: frame
        // A little to the side now and then, so that nothing burns in.
        x: window.kiosk.screen.shiftX
        y: window.kiosk.screen.shiftY
        width: window.width
        height: window.height
        focus: true

        Keys.onEscapePressed: window.kiosk.rotation.show("wall")
        Keys.onPressed: event => {
            const index = event.key - Qt.Key_1;
            if (index >= 0 && index < window.pages.length) {
                window.kiosk.rotation.show(window.pages[index].name);
                event.accepted = true;
            }
        }

        NavigationBar {
            id: bar
            kiosk: window.kiosk
            pages: window.pages
            isPortrait: window.isPortrait
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            width: window.isPortrait ? parent.width : implicitWidth
            height: window.isPortrait ? implicitHeight : parent.height
        }

        SummaryBar {
            id: summary
            kiosk: window.kiosk
            onPinWanted: pinPad.ask(AccessGuard.Acknowledge)
            anchors.top: parent.top
            anchors.right: parent.right
            anchors.left: window.isPortrait ? parent.left : bar.right
        }

        Loader {
            anchors.top: summary.bottom
            anchors.right: parent.right
            anchors.left: summary.left
            anchors.bottom: window.isPortrait ? bar.top : parent.bottom
            anchors.margins: Theme.gap
            id: current
            focus: true
            sourceComponent: window.pageNamed(window.kiosk.rotation.page)

            Connections {
                target: current.item as Page
                function onPinWanted(level: int) {
                    pinPad.ask(level);
                }
                function onNewPinWanted(level: int) {
                    pinPad.askNew(level);
                }
            }
        }
    }

    PinPad {
        id: pinPad
        anchors.fill: parent
        kiosk: window.kiosk
    }

    Rectangle {
        anchors.fill: parent
        color: "black"
        opacity: window.kiosk.screen.veil
        visible: opacity > 0
    }
}
