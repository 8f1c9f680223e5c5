// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import PiUptime.Kiosk

/// What every page is given.
FocusScope {
    required property Kiosk kiosk

    /// The page needs a PIN of this level for what somebody wants to do.
    signal pinWanted(int level)
    /// Somebody wants to give this level another PIN.
    signal newPinWanted(int level)
}
