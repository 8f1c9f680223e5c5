// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick
import PiUptime.Controls

/// The swipe under way, which pages make and the frame around them shows and obeys.
QtObject {
    id: swipe

    /// So far a finger goes to turn a page.
    readonly property real distance: 2 * Theme.target
    /// Of `distance`, towards what comes before; negative: towards what comes next. 0: no finger swipes.
    property real progress: 0

    /// \param step  1: to what comes next, -1: to what comes before
    signal turned(int step)

    function end() {
        const reached = swipe.progress;
        swipe.progress = 0;
        if (Math.abs(reached) >= 1)
            swipe.turned(reached < 0 ? 1 : -1);
    }
}
