// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// The frame around the pages.
Window {
    id: window

    readonly property bool isPortrait: height > width

    /// The place of the page in the bar; -1: it has none.
    readonly property int pageIndex: pages.indexOf(Kiosk.rotation.page)

    /// What comes next after the page that is seen, or before it: a page, or a Pi beside the one that is seen.
    function titleBeside(step: int): string {
        if (window.pageIndex < 0)
            return Kiosk.neighbourName(step);
        return pages.entries[window.pageIndex + step]?.title ?? "";
    }
    function turn(step: int) {
        if (window.pageIndex < 0)
            Kiosk.showNeighbour(step);
        else if (pages.entries[window.pageIndex + step])
            Kiosk.rotation.show(pages.entries[window.pageIndex + step].name);
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
        value: Kiosk.preferences.viewingDistance
    }
    Binding {
        target: Theme
        property: "mode"
        value: Kiosk.look
    }

    Pages {
        id: pages
    }

    FocusScope {
        id: frame
        // A little to the side now and then, so that nothing burns in.
        x: Kiosk.screen.shiftX
        y: Kiosk.screen.shiftY
        width: window.width
        height: window.height
        focus: true

        Keys.onEscapePressed: Kiosk.rotation.show("wall")
        Keys.onPressed: event => {
            const index = event.key - Qt.Key_1;
            if (index >= 0 && index < pages.entries.length) {
                Kiosk.rotation.show(pages.entries[index].name);
                event.accepted = true;
            }
        }

        NavigationBar {
            id: bar
            pages: pages
            isPortrait: window.isPortrait
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            width: window.isPortrait ? parent.width : implicitWidth
            height: window.isPortrait ? implicitHeight : parent.height
        }

        SummaryBar {
            id: summary
            anchors.top: parent.top
            anchors.right: parent.right
            anchors.left: window.isPortrait ? parent.left : bar.right
        }

        FocusScope {
            anchors.top: summary.bottom
            anchors.right: parent.right
            anchors.left: summary.left
            anchors.bottom: window.isPortrait ? bar.top : parent.bottom
            anchors.margins: Theme.gap
            focus: true

            Repeater {
                model: pages.entries

                PageHost {
                    required property PageEntry modelData
                    anchors.fill: parent
                    name: modelData.name
                    page: modelData.page
                    isLarge: modelData.isLarge
                }
            }
            PageHost {
                anchors.fill: parent
                name: "device"
                page: Qt.resolvedUrl("DevicePage.qml")
            }
            SwipeHint {
                z: 1
                before: Swipe.progress > 0 ? window.titleBeside(-1) : ""
                next: Swipe.progress < 0 ? window.titleBeside(1) : ""
            }
        }
    }

    Connections {
        target: Swipe
        function onTurned(step: int) {
            window.turn(step);
        }
    }
    Peek {
        anchors.fill: parent
        onClosed: frame.forceActiveFocus()
    }
    PinPad {
        id: pinPad
        anchors.fill: parent
        onClosed: frame.forceActiveFocus()
    }
    Connections {
        target: Kiosk
        function onPinAsked(level: int, isNew: bool) {
            pinPad.open(level, isNew);
        }
    }

    Rectangle {
        anchors.fill: parent
        color: "black"
        opacity: Kiosk.screen.veil
        visible: opacity > 0
    }
}
