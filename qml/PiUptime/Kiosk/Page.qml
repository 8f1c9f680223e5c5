// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Kiosk

/// What every page is given.
FocusScope {
    required property Kiosk kiosk
}
