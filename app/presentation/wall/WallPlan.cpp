// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/wall/WallPlan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace piuptime::presentation {
namespace {

/// Room that a kind of tile takes at least, and how many times that it grows at most; in lines of text.
struct Room {
    TileKind kind;
    double width;
    double height;
    double most;
};

constexpr std::array kRooms{
    Room{TileKind::Card, 11.5, 6.6, 1.5},
    Room{TileKind::Tile, 7.5, 3.7, 1.4},
    Room{TileKind::Chip, 5.6, 1.9, 1.8},
    Room{TileKind::Dot, 2.5, 1.5, 1.6},
};
constexpr double kGap = 0.4;
constexpr double kHeading = 1.7;
constexpr double kSmallestDot = 9; ///< px: what an eye still finds
constexpr double kSmallestGap = 2; ///< px

/// Tiles of one size in rows, under their headings.
struct Grid {
    TileKind kind{};
    double width = 0;
    double height = 0;
    double gap = 0;
    double heading = 0; ///< 0: without
    int columns = 1;
};

int rowsOf(int devices, int columns)
{
    return (devices + columns - 1) / columns;
}

int rowsOf(std::span<const WallSection> sections, int columns)
{
    int rows = 0;
    for (const WallSection &section : sections)
        rows += rowsOf(section.devices, columns);
    return rows;
}

double headingsHeight(std::span<const WallSection> sections, double heading)
{
    return heading * static_cast<double>(std::ranges::count_if(sections, &WallSection::hasHeading));
}

/// The number of columns that lets the tiles grow most, if they fit at all.
std::optional<Grid> fit(std::span<const WallSection> sections, QSizeF area, const Room &room, double text,
                        double heading)
{
    std::optional<Grid> best;
    double bestGrowth = 0;
    const double gap = kGap * text;
    const int most = static_cast<int>((area.width() + gap) / (room.width * text + gap));
    const double left = area.height() - headingsHeight(sections, heading) + gap;
    for (int columns = 1; columns <= most; ++columns) {
        const int rows = std::max(1, rowsOf(sections, columns));
        const double width = (area.width() + gap) / columns - gap;
        const double height = left / rows - gap;
        const double growth = std::min(width / (room.width * text), height / (room.height * text));
        if (growth < 1 || growth <= bestGrowth)
            continue;
        bestGrowth = growth;
        // The width is used up; a tile is not drawn out to a ribbon for that.
        best = Grid{room.kind, width, std::min(height, room.height * text * room.most), gap, heading, columns};
        if (growth > room.most)
            best->width = std::min(width, std::max(room.width * text * room.most, area.width() / 4));
    }
    return best;
}

/// As many dots as can be seen at all, without headings.
Grid smallestDots(int devices, QSizeF area)
{
    double side = std::floor(std::sqrt(area.width() * area.height() / std::max(1, devices)));
    const auto fits = [&](double s) { return std::floor(area.width() / s) * std::floor(area.height() / s) >= devices; };
    while (side > kSmallestDot + kSmallestGap && !fits(side))
        side -= 0.5;
    side = std::max(side, kSmallestDot + kSmallestGap);
    const double gap = std::max(kSmallestGap, std::floor(side * 0.15));
    return {TileKind::Dot, side - gap, side - gap, gap, 0, std::max(1, static_cast<int>(area.width() / side))};
}

WallPlan place(std::span<const WallSection> sections, const Grid &grid, double bottom)
{
    WallPlan plan{grid.kind, {}, {}, sections.size() > 1};
    double y = 0;
    for (const WallSection &section : sections) {
        const bool hasHeading = section.hasHeading && grid.heading > 0;
        plan.headings.push_back(
            hasHeading ? QRectF(0, y, grid.columns * (grid.width + grid.gap) - grid.gap, grid.heading) : QRectF());
        y += hasHeading ? grid.heading : 0;
        for (int i = 0; i < section.devices; ++i) {
            const QPointF at(i % grid.columns * (grid.width + grid.gap),
                             y + i / grid.columns * (grid.height + grid.gap));
            if (at.y() + grid.height <= bottom + 0.5)
                plan.tiles.emplace_back(at, QSizeF(grid.width, grid.height));
        }
        y += rowsOf(section.devices, grid.columns) * (grid.height + grid.gap);
    }
    return plan;
}

} // namespace

WallPlan planWall(std::span<const WallSection> sections, QSizeF area, double textHeight)
{
    int devices = 0;
    for (const WallSection &section : sections)
        devices += section.devices;
    WallPlan plan;
    if (devices > 0 && !area.isEmpty() && textHeight > 0) {
        const WallSection all{devices, false};
        const std::span together(&all, 1);
        for (const Room &room : kRooms) {
            auto grid = fit(sections, area, room, textHeight, kHeading * textHeight);
            const bool isGrouped = grid.has_value();
            if (!grid)
                grid = fit(together, area, room, textHeight, 0);
            if (!grid)
                continue;
            plan = place(isGrouped ? sections : together, *grid, area.height());
            break;
        }
        if (plan.tiles.empty())
            plan = place(together, smallestDots(devices, area), area.height());
    }
    plan.headings.resize(sections.size());
    return plan;
}

} // namespace piuptime::presentation
