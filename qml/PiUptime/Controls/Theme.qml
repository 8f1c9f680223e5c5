// SPDX-License-Identifier: GPL-3.0-or-later
pragma Singleton
import QtQuick

/// How the kiosk looks. Text colours have a contrast of at least 4.5:1 on `window` and `surface`, and texts on health
/// colours as well.
QtObject {
    id: theme

    /// `day`, `night` or `contrast`.
    property string mode: "day"
    property real shortSide: 480
    property real pixelsPerMm: 4
    property real viewingDistance: 2 ///< m

    // Type, in pixels: larger where people stand farther away.
    readonly property int text: Math.max(14, Math.round(shortSide / 28 * (0.75 + 0.1 * viewingDistance)))
    readonly property int small: Math.max(12, Math.round(text * 0.8))
    readonly property int title: Math.round(text * 1.3)
    readonly property int headline: Math.round(text * 1.8)
    readonly property string family: "Inter"

    // Room
    readonly property int gap: Math.round(text * 0.5)
    readonly property int pad: Math.round(text * 0.75)
    readonly property int radius: Math.round(text * 0.4)
    /// An edge that a gloved finger hits: 12 mm, as far as the screen knows its own size.
    readonly property int target: Math.round(Math.max(48, 2.2 * text, Math.min(12 * pixelsPerMm, shortSide / 6)))

    readonly property bool isContrast: mode === "contrast"
    readonly property Colours palette: mode === "night" ? theme.night : mode === "contrast" ? theme.contrast : theme.day
    readonly property color window: palette.window
    readonly property color surface: palette.surface
    readonly property color sunken: palette.sunken
    readonly property color border: palette.border
    readonly property color ink: palette.ink
    readonly property color secondary: palette.secondary
    readonly property color muted: palette.muted
    readonly property color accent: palette.accent
    readonly property color onAccent: palette.accentInk
    readonly property list<color> series: palette.series

    /// Of a mark or a text that tells a level; levels are those of the view models: 0 OK, 1 attention, 2 critical,
    /// 3 unknown.
    function levelColour(level: int): color {
        return palette.levels[level] ?? palette.levels[3];
    }
    /// Behind a whole tile of this level.
    function levelFill(level: int): color {
        return palette.fills[level] ?? palette.fills[3];
    }
    /// Of texts on `levelFill`.
    function onLevelFill(level: int): color {
        return palette.fillInks[level] ?? palette.fillInks[3];
    }
    function levelIcon(level: int): string {
        switch (level) {
        case 0:
            return "ok";
        case 1:
            return "attention";
        case 2:
            return "critical";
        default:
            return "unknown";
        }
    }

    readonly property Colours day: Colours {
        window: "#eef0f3"; surface: "#ffffff"; sunken: "#e3e6eb"; border: "#c9ced6"
        ink: "#12161c"; secondary: "#414a57"; muted: "#5c6573"
        accent: "#0b5cad"; accentInk: "#ffffff"
        levels: ["#17703f", "#8a4b00", "#b3201a", "#545d6b"]
        fills: ["#ffffff", "#ffd98a", "#c4231c", "#d9dde3"]
        fillInks: ["#12161c", "#2b1900", "#ffffff", "#2a313b"]
        series: ["#0b5cad", "#b34700", "#17703f", "#7a3e9d", "#8a6d00", "#00707a", "#a3195b", "#4d5866"]
    }
    readonly property Colours night: Colours {
        window: "#07090c"; surface: "#12161b"; sunken: "#1b2027"; border: "#2c333d"
        ink: "#d5dae1"; secondary: "#a6aeba"; muted: "#87909d"
        accent: "#6aa7e8"; accentInk: "#06121f"
        levels: ["#5dbb86", "#e0a94a", "#ff8a80", "#98a1ae"]
        fills: ["#12161b", "#4a3508", "#8f1d17", "#20262e"]
        fillInks: ["#d5dae1", "#ffe2a8", "#ffffff", "#b9c1cc"]
        series: ["#6aa7e8", "#f0955a", "#5dbb86", "#c39ae0", "#d8bd55", "#59c3cc", "#ee86b4", "#a6aeba"]
    }
    readonly property Colours contrast: Colours {
        window: "#000000"; surface: "#000000"; sunken: "#1a1a1a"; border: "#ffffff"
        ink: "#ffffff"; secondary: "#ffffff"; muted: "#d0d0d0"
        accent: "#00e5ff"; accentInk: "#000000"
        levels: ["#00ff7f", "#ffd400", "#ff6b6b", "#ffffff"]
        fills: ["#000000", "#ffd400", "#ff3030", "#2e2e2e"]
        fillInks: ["#ffffff", "#000000", "#000000", "#ffffff"]
        series: ["#00e5ff", "#ffd400", "#00ff7f", "#ff8cff", "#ff9d5c", "#ffffff", "#ff6b6b", "#b0b0b0"]
    }
}
