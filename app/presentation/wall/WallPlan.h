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
    TileKind kind = TileKind::Card;
    std::vector<QRectF> headings; ///< one for each section; empty: there is none, or no room for it
    std::vector<QRectF> tiles;    ///< of the first device, the second …; those without room are missing
    /// Whether the tiles of a section stand together, so that devices must come section by section. Otherwise they may
    /// come in any order.
    bool isGrouped = false;
};

/// Finds the largest kind of tile of which all devices fit into `area`, and lets the tiles grow into what is left.
///
/// \param textHeight  of a line that can be read from where people stand; tiles are multiples of it
/// Headings go before figures do. What does not fit even as the smallest of dots is left out, from the end. Pure.
[[nodiscard]] WallPlan planWall(std::span<const WallSection> sections, QSizeF area, double textHeight);

} // namespace piuptime::presentation
