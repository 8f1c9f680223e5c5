// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <span>
#include <vector>

namespace piuptime::presentation {

/// What a tile has room for, largest first.
enum class TileKind : std::uint8_t {
    Card, ///< name, verdict and figures
    Tile, ///< name and one figure
    Chip, ///< name
    Dot,  ///< a number, or nothing
};

/// Devices under one heading.
struct WallSection {
    int devices = 0;
    bool hasHeading = false;
};

/// Where everything goes on a wall; device-independent pixels, the origin at the top left.
struct WallPlan {
    struct Section {
        QRectF heading; ///< empty: there is none, or no room for it
        std::vector<QRectF> tiles; ///< in the order of the devices; those without room are missing
    };

    TileKind kind = TileKind::Card;
    std::vector<Section> sections;
    int leftOut = 0; ///< devices without room
};

/// Finds the largest kind of tile of which all devices fit into `area`, and lets the tiles grow into what is left.
///
/// \param textHeight  of a line that can be read from where people stand; tiles are multiples of it
/// Headings go when they are what does not fit, and with them the start of a new row for each section. What does not fit
/// even as the smallest of dots is left out, from the end. Pure.
[[nodiscard]] WallPlan planWall(std::span<const WallSection> sections, QSizeF area, double textHeight);

} // namespace piuptime::presentation
