// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPixmap>
#include <QRectF>
#include <QStringView>

#include <cstdint>
#include <optional>

class QPainter;

namespace piuptime::icons {

/// Our own drawings: 20 px grid, 1.5 px stroke, one colour. Files: `resources/icons/<name>.svg`.
enum class Icon : std::uint8_t {
    Ok,        ///< check in a circle
    Attention, ///< triangle
    Critical,  ///< octagon
    Unknown,   ///< dashed circle
    Add,
    Back,
    Battery,
    BatteryCharging,
    Board,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    Clock,
    Close,
    Columns,
    Copy,
    Cpu,
    Dash,
    Disk,
    Edit,
    Fan,
    Gauge,        ///< throttled now
    GaugeEarlier, ///< throttled since boot
    Group,
    Import,
    Info,
    Key,
    Lock,
    Memory,
    Network,
    Offline,
    Open,
    Plug, ///< on mains
    Power,
    PowerLow,        ///< under-voltage now
    PowerLowEarlier, ///< under-voltage since boot
    Ranking,
    Reconnect,
    Restart,
    Search,
    Site,
    Table,
    Tag,
    Terminal,
    Thermometer,
    Tiles,
    Trash,
    Wait,
    Count,
};

/// By the name of its file, such as `battery-charging`; empty: there is none of this name. Pure.
[[nodiscard]] std::optional<Icon> iconNamed(QStringView name);

/// Draws the icon in one colour on nothing. Any thread.
///
/// \param pixels  edge
[[nodiscard]] QImage iconImage(Icon icon, const QColor &colour, int pixels);

/// The icon in one colour, sharp at `devicePixelRatio`. Cached. Thread: GUI.
///
/// \param size  edge in device-independent pixels
[[nodiscard]] QPixmap iconPixmap(Icon icon, const QColor &colour, int size, qreal devicePixelRatio);

/// Draws the icon in the middle of `rect`, `size` device-independent pixels wide. Thread: GUI.
void paintIcon(QPainter &painter, Icon icon, const QColor &colour, const QRectF &rect, int size = 16);

} // namespace piuptime::icons
