// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// How this screen looks, turns its pages and is guarded.
Page {
    id: page

    readonly property Preferences preferences: page.kiosk.preferences
    readonly property AccessGuard access: page.kiosk.access
    /// While there is no PIN anybody may set how the screen looks; after that, those who operate.
    readonly property bool mayChange: !page.access.hasPin || page.access.level === AccessGuard.Operate

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
                text: [page.kiosk.problems, page.kiosk.notKept, page.preferences.problem].filter(part => part !== "").join("\n")
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
                        text: page.kiosk.pinCommand
                        font.family: "monospace"
                        wrapMode: Text.Wrap
                    }
                }
            }
            TouchButton {
                visible: !page.mayChange
                icon: "lock"
                text: qsTr("Unlock to change settings")
                onClicked: page.pinWanted(AccessGuard.Operate)
            }
            Column {
                width: parent.width
                spacing: Theme.pad
                enabled: page.mayChange
                opacity: enabled ? 1 : 0.5

                ChoiceRow {
                    title: qsTr("Look")
                    choices: [["auto", qsTr("By the hour")], ["day", qsTr("Day")], ["night", qsTr("Night")], ["contrast", qsTr("High contrast")]]
                    value: page.preferences.theme
                    onChosen: value => page.preferences.theme = value
                }
                ChoiceRow {
                    title: qsTr("Read from a distance of")
                    choices: [0.7, 1.5, 2, 3, 5].map(metres => [metres, qsTr("%L1 m").arg(metres)])
                    value: page.preferences.viewingDistance
                    onChosen: value => page.preferences.viewingDistance = value
                }
                ChoiceRow {
                    title: qsTr("Turn pages every")
                    choices: [[0, qsTr("never")], [15, qsTr("15 s")], [30, qsTr("30 s")], [60, qsTr("1 min")], [300, qsTr("5 min")]]
                    value: page.preferences.rotateSeconds
                    onChosen: value => page.preferences.rotateSeconds = value
                }
                ChoiceRow {
                    title: qsTr("Go dark when nobody touched it for")
                    choices: [[0, qsTr("never")], [5, qsTr("5 min")], [15, qsTr("15 min")], [60, qsTr("1 h")]]
                    value: page.preferences.blankMinutes
                    onChosen: value => page.preferences.blankMinutes = value
                }
                ChoiceRow {
                    title: qsTr("Brightness at night")
                    choices: [10, 25, 50, 100].map(percent => [percent, qsTr("%1 %").arg(percent)])
                    value: page.preferences.nightBrightness
                    onChosen: value => page.preferences.nightBrightness = value
                }
                ChoiceRow {
                    title: page.kiosk.sound.reason === "" ? qsTr("Sound for alarms") : qsTr("Sound for alarms. %1").arg(page.kiosk.sound.reason)
                    choices: [[false, qsTr("Off")], [true, qsTr("On")]]
                    value: page.preferences.sound
                    onChosen: value => page.preferences.sound = value
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: page.kiosk.backlight.reason
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
                        onClicked: page.newPinWanted(AccessGuard.Operate)
                    }
                    TouchButton {
                        visible: page.access.hasAcknowledgePin
                        icon: "key"
                        text: qsTr("Change the PIN for acknowledging")
                        onClicked: page.newPinWanted(AccessGuard.Acknowledge)
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
