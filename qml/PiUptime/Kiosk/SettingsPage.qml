// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// How this screen looks, turns its pages and is guarded.
Page {
    id: page

    readonly property Preferences preferences: Kiosk.preferences
    readonly property AccessGuard access: Kiosk.access
    readonly property string soundTitle: Kiosk.sound.reason === "" ? qsTr("Sound for alarms") : qsTr("Sound for alarms. %1").arg(Kiosk.sound.reason)
    /// While there is no PIN anybody may set how the screen looks; after that, those who operate.
    readonly property bool mayChange: !page.access.hasPin || page.access.level === AccessGuard.Operate

    SwipeHandler {}

    Flickable {
        anchors.fill: parent
        contentHeight: content.height
        clip: true
        flickableDirection: Flickable.VerticalFlick
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            width: parent.width
            spacing: Theme.pad

            Label {
                visible: text !== ""
                width: parent.width
                text: Kiosk.problems
                wrapMode: Text.Wrap
                color: Theme.levelColour(1)
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: Kiosk.notKept
                wrapMode: Text.Wrap
                color: Theme.levelColour(1)
            }
            Label {
                visible: text !== ""
                width: parent.width
                text: page.preferences.problem
                wrapMode: Text.Wrap
                color: Theme.levelColour(1)
            }
            Panel {
                visible: !page.access.hasPin
                width: parent.width
                height: noPin.height + 2 * Theme.gap

                Column {
                    id: noPin
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: Theme.gap
                    spacing: Math.round(Theme.gap / 2)

                    Label {
                        width: parent.width
                        text: qsTr("No PIN is set, so this screen shows Pis and does nothing to them. To set one, type on this Pi, as the user who runs the screen:")
                        wrapMode: Text.Wrap
                    }
                    Label {
                        width: parent.width
                        text: Kiosk.pinCommand
                        font.family: "monospace"
                        wrapMode: Text.Wrap
                    }
                }
            }
            TouchButton {
                visible: !page.mayChange
                icon: "lock"
                text: qsTr("Unlock to change settings")
                onClicked: Kiosk.askForPin(AccessGuard.Operate)
            }
            Column {
                width: parent.width
                spacing: Theme.pad
                enabled: page.mayChange
                opacity: enabled ? 1 : 0.5

                ChoiceRow {
                    title: qsTr("Look")

                    TouchButton { text: qsTr("By the hour"); isChosen: page.preferences.theme === "auto"; onClicked: page.preferences.theme = "auto" }
                    TouchButton { text: qsTr("Day"); isChosen: page.preferences.theme === "day"; onClicked: page.preferences.theme = "day" }
                    TouchButton { text: qsTr("Night"); isChosen: page.preferences.theme === "night"; onClicked: page.preferences.theme = "night" }
                    TouchButton { text: qsTr("High contrast"); isChosen: page.preferences.theme === "contrast"; onClicked: page.preferences.theme = "contrast" }
                }
                ChoiceRow {
                    title: qsTr("Read from a distance of")

                    TouchButton { text: qsTr("%L1 m").arg(0.7); isChosen: page.preferences.viewingDistance === 0.7; onClicked: page.preferences.viewingDistance = 0.7 }
                    TouchButton { text: qsTr("%L1 m").arg(1.5); isChosen: page.preferences.viewingDistance === 1.5; onClicked: page.preferences.viewingDistance = 1.5 }
                    TouchButton { text: qsTr("%L1 m").arg(2); isChosen: page.preferences.viewingDistance === 2; onClicked: page.preferences.viewingDistance = 2 }
                    TouchButton { text: qsTr("%L1 m").arg(3); isChosen: page.preferences.viewingDistance === 3; onClicked: page.preferences.viewingDistance = 3 }
                    TouchButton { text: qsTr("%L1 m").arg(5); isChosen: page.preferences.viewingDistance === 5; onClicked: page.preferences.viewingDistance = 5 }
                }
                ChoiceRow {
                    title: qsTr("Turn pages every")

                    TouchButton { text: qsTr("never"); isChosen: page.preferences.rotateSeconds === 0; onClicked: page.preferences.rotateSeconds = 0 }
                    TouchButton { text: qsTr("15 s"); isChosen: page.preferences.rotateSeconds === 15; onClicked: page.preferences.rotateSeconds = 15 }
                    TouchButton { text: qsTr("30 s"); isChosen: page.preferences.rotateSeconds === 30; onClicked: page.preferences.rotateSeconds = 30 }
                    TouchButton { text: qsTr("1 min"); isChosen: page.preferences.rotateSeconds === 60; onClicked: page.preferences.rotateSeconds = 60 }
                    TouchButton { text: qsTr("5 min"); isChosen: page.preferences.rotateSeconds === 300; onClicked: page.preferences.rotateSeconds = 300 }
                }
                ChoiceRow {
                    title: qsTr("Go dark when nobody touched it for")

                    TouchButton { text: qsTr("never"); isChosen: page.preferences.blankMinutes === 0; onClicked: page.preferences.blankMinutes = 0 }
                    TouchButton { text: qsTr("5 min"); isChosen: page.preferences.blankMinutes === 5; onClicked: page.preferences.blankMinutes = 5 }
                    TouchButton { text: qsTr("15 min"); isChosen: page.preferences.blankMinutes === 15; onClicked: page.preferences.blankMinutes = 15 }
                    TouchButton { text: qsTr("1 h"); isChosen: page.preferences.blankMinutes === 60; onClicked: page.preferences.blankMinutes = 60 }
                }
                ChoiceRow {
                    title: page.preferences.nightFromMinutes === page.preferences.nightToMinutes ? qsTr("Night from and to: the same, so there is none") : qsTr("Night from and to")

                    Stepper {
                        text: page.preferences.nightFrom
                        lessText: qsTr("Night begins earlier")
                        moreText: qsTr("Night begins later")
                        onStepped: step => page.preferences.nightFromMinutes += 30 * step
                    }
                    Stepper {
                        text: page.preferences.nightTo
                        lessText: qsTr("Night ends earlier")
                        moreText: qsTr("Night ends later")
                        onStepped: step => page.preferences.nightToMinutes += 30 * step
                    }
                }
                ChoiceRow {
                    title: qsTr("Brightness at night")

                    TouchButton { text: qsTr("%1 %").arg(10); isChosen: page.preferences.nightBrightness === 10; onClicked: page.preferences.nightBrightness = 10 }
                    TouchButton { text: qsTr("%1 %").arg(25); isChosen: page.preferences.nightBrightness === 25; onClicked: page.preferences.nightBrightness = 25 }
                    TouchButton { text: qsTr("%1 %").arg(50); isChosen: page.preferences.nightBrightness === 50; onClicked: page.preferences.nightBrightness = 50 }
                    TouchButton { text: qsTr("%1 %").arg(100); isChosen: page.preferences.nightBrightness === 100; onClicked: page.preferences.nightBrightness = 100 }
                }
                ChoiceRow {
                    title: page.soundTitle

                    TouchButton { text: qsTr("Off"); isChosen: page.preferences.sound === false; onClicked: page.preferences.sound = false }
                    TouchButton { text: qsTr("On"); isChosen: page.preferences.sound === true; onClicked: page.preferences.sound = true }
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: Kiosk.backlight.reason
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.small
                    color: Theme.secondary
                }
                Flow {
                    width: parent.width
                    spacing: Math.round(Theme.gap / 2)

                    TouchButton {
                        visible: page.access.hasPin
                        icon: "key"
                        text: qsTr("Change the PIN for operating")
                        onClicked: Kiosk.askForNewPin(AccessGuard.Operate)
                    }
                    TouchButton {
                        visible: page.access.hasAcknowledgePin
                        icon: "key"
                        text: qsTr("Change the PIN for acknowledging")
                        onClicked: Kiosk.askForNewPin(AccessGuard.Acknowledge)
                    }
                    TouchButton {
                        visible: page.access.hasAcknowledgePin
                        icon: "trash"
                        text: qsTr("Remove the PIN for acknowledging")
                        onClicked: page.access.removeAcknowledgePin()
                    }
                    TouchButton {
                        visible: page.access.hasPin && page.access.level === AccessGuard.Operate
                        icon: "lock"
                        text: qsTr("Lock")
                        onClicked: page.access.lock()
                    }
                }
            }
        }
    }
}
