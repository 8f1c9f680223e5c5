// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Board.h"

#include <array>

namespace piuptime::simulation {
namespace {

constexpr std::uint64_t kMegabyte = 1024 * 1024;
constexpr std::uint64_t kMhz = 1'000'000;
constexpr std::string_view kKernel8 = "6.6.62+rpt-rpi-v8";
constexpr std::string_view kKernel2712 = "6.6.62+rpt-rpi-2712";

constexpr Board fourB(std::string_view model, std::uint32_t revision, std::uint64_t megabytes)
{
    return {
        BoardKind::FourB, model,      revision, megabytes * kMegabyte, 1800 * kMhz, 600 * kMhz, 2.7, 6.4, 7.2, 7.2, 170,
        "dc:a6:32",       "dc:a6:32", kKernel8, "brcm,bcm2711"};
}

constexpr Board cm4(std::uint32_t revision, std::uint64_t megabytes)
{
    return {BoardKind::Cm4,
            "Raspberry Pi Compute Module 4 Rev 1.1",
            revision,
            megabytes * kMegabyte,
            1500 * kMhz,
            600 * kMhz,
            2.4,
            6.0,
            6.6,
            6.6,
            210,
            "e4:5f:01",
            "e4:5f:01",
            kKernel8,
            "brcm,bcm2711"};
}

constexpr Board five(std::string_view model, std::uint32_t revision, std::uint64_t megabytes)
{
    return {BoardKind::Five,
            model,
            revision,
            megabytes * kMegabyte,
            2400 * kMhz,
            1500 * kMhz,
            2.9,
            8.9,
            6.4,
            3.6,
            130,
            "d8:3a:dd",
            "d8:3a:dd",
            kKernel2712,
            "brcm,bcm2712",
            true};
}

constexpr std::array kBoards{
    Board{BoardKind::Zero2W, "Raspberry Pi Zero 2 W Rev 1.0", 0x902120, 512 * kMegabyte, 1000 * kMhz, 600 * kMhz, 0.7,
          2.4, 22.0, 22.0, 140, "", "d8:3a:dd", kKernel8, "brcm,bcm2837"},
    Board{BoardKind::ThreeBPlus, "Raspberry Pi 3 Model B Plus Rev 1.3", 0xa020d3, 1024 * kMegabyte, 1400 * kMhz,
          600 * kMhz, 2.0, 5.0, 7.6, 7.6, 160, "b8:27:eb", "b8:27:eb", kKernel8, "brcm,bcm2837"},
    fourB("Raspberry Pi 4 Model B Rev 1.4", 0xb03114, 2048),
    fourB("Raspberry Pi 4 Model B Rev 1.5", 0xc03115, 4096),
    fourB("Raspberry Pi 4 Model B Rev 1.4", 0xd03114, 8192),
    cm4(0xb03141, 2048),
    cm4(0xc03141, 4096),
    five("Raspberry Pi 5 Model B Rev 1.0", 0xc04170, 4096),
    five("Raspberry Pi 5 Model B Rev 1.0", 0xd04170, 8192),
    five("Raspberry Pi 5 Model B Rev 1.1", 0xe04171, 16384),
};

} // namespace

std::span<const Board> boards()
{
    return kBoards;
}

const Board &board(BoardKind kind, int gigabytes)
{
    const Board *smallest = nullptr;
    for (const Board &candidate : kBoards) {
        if (candidate.kind != kind)
            continue;
        if (candidate.memoryBytes == static_cast<std::uint64_t>(gigabytes) * 1024 * kMegabyte)
            return candidate;
        if (!smallest)
            smallest = &candidate;
    }
    return *smallest;
}

} // namespace piuptime::simulation
