// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Controls
import PiUptime.Kiosk

/// What happened in the fleet, newest first.
Page {
    id: page

    ListView {
        id: list
        anchors.fill: parent
        model: page.kiosk.events
        clip: true
        spacing: 1
        boundsBehavior: Flickable.StopAtBounds
        focus: true
        keyNavigationEnabled: true

        delegate: Rectangle {
            id: row

            required property int severity ///< 0 info, 1 warning, 2 critical
            required property string when
            required property string what
            required property string detail
            required property string deviceId
            required property string deviceName

            width: list.width
            height: Math.max(Theme.target, 2.9 * Theme.text)
            color: tap.pressed ? Theme.sunken : Theme.surface

            Accessible.role: Accessible.ListItem
            Accessible.name: [row.when, row.deviceName, row.what, row.detail].join(", ")

            Icon {
                id: mark
                anchors.left: parent.left
                anchors.leftMargin: Theme.pad
                anchors.verticalCenter: parent.verticalCenter
                name: ["info", "attention", "critical"][row.severity] ?? "info"
                size: Math.round(Theme.text * 1.2)
                colour: row.severity === 0 ? Theme.muted : Theme.levelColour(row.severity)
            }
            Column {
                anchors.left: mark.right
                anchors.leftMargin: Theme.pad
                anchors.right: time.left
                anchors.rightMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter

                Label {
                    width: parent.width
                    text: row.deviceName
                    font.weight: Font.DemiBold
                }
                Label {
                    width: parent.width
                    text: row.detail === "" ? row.what : qsTr("%1: %2").arg(row.what).arg(row.detail)
                    font.pixelSize: Theme.small
                    color: Theme.secondary
                }
            }
            Label {
                id: time
                anchors.right: parent.right
                anchors.rightMargin: Theme.pad
                anchors.verticalCenter: parent.verticalCenter
                text: row.when
                font.pixelSize: Theme.small
                color: Theme.secondary
            }
            TapHandler {
                id: tap
                gesturePolicy: TapHandler.ReleaseWithinBounds
                onTapped: page.kiosk.rotation.show("device", row.deviceId)
            }
        }
    }

    Label {
        anchors.centerIn: parent
        visible: list.count === 0
        text: qsTr("Nothing has happened yet.")
        color: Theme.secondary
    }
}
