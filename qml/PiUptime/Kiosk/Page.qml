// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

/// What every page is. It is kept while another is seen.
FocusScope {
    focus: true
}
