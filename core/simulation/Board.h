// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace piuptime::simulation {

enum class BoardKind : std::uint8_t { Zero2W, ThreeBPlus, FourB, Cm4, Five };

/// What is fixed about a board: identity as its firmware tells it, and the figures of its heat and power model.
struct Board {
    BoardKind kind;
    std::string_view model;    ///< as in the device tree
    std::uint32_t revision;    ///< new-style revision code
    std::uint64_t memoryBytes; ///< as fitted
    std::uint64_t maxClockHz;
    std::uint64_t minClockHz;
    double idleWatts;
    double fullWatts;            ///< all cores busy at the highest clock
    double kelvinPerWatt;        ///< SoC above ambient, without a fan
    double fanKelvinPerWatt;     ///< with the fan at full speed; equal when the board has none
    double heatSeconds;          ///< time constant of heating up
    std::string_view ethernet;   ///< vendor prefix of its MAC; empty: no Ethernet
    std::string_view wifi;       ///< vendor prefix of its MAC; empty: no Wi-Fi
    std::string_view kernel;     ///< release
    std::string_view compatible; ///< SoC name
    bool wideSerial = false;     ///< sixteen random digits instead of eight
};

/// Every board the simulation knows, one entry for each memory size.
[[nodiscard]] std::span<const Board> boards();
/// The board of `kind` with `gigabytes` (0: 512 MB); the smallest of the kind when there is no such size.
[[nodiscard]] const Board &board(BoardKind kind, int gigabytes);

} // namespace piuptime::simulation
