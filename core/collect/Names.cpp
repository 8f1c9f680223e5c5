// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Names.h"

#include <algorithm>

namespace piuptime::collect {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end - at;
}

/// Length of the part of `name` that names the whole disk; 0 if there is none.
std::size_t diskLength(std::string_view name)
{
    if (name.starts_with("mmcblk")) {
        const std::size_t digits = digitsAt(name, 6);
        return digits == 0 ? 0 : 6 + digits;
    }
    if (name.starts_with("nvme")) {
        const std::size_t controller = digitsAt(name, 4);
        const std::size_t at = 4 + controller;
        if (controller == 0 || at >= name.size() || name[at] != 'n')
            return 0;
        const std::size_t space = digitsAt(name, at + 1);
        return space == 0 ? 0 : at + 1 + space;
    }
    if (name.size() < 3 || name[1] != 'd' || (name[0] != 's' && name[0] != 'v' && name[0] != 'h'))
        return 0;
    const auto letters = std::ranges::find_if_not(name.substr(2), [](char c) { return c >= 'a' && c <= 'z'; });
    const auto length = static_cast<std::size_t>(letters - (name.begin() + 2));
    return length == 0 ? 0 : 2 + length;
}

} // namespace

bool isWholeDisk(std::string_view name)
{
    return !name.empty() && diskLength(name) == name.size();
}

std::string_view diskOf(std::string_view partition)
{
    const std::size_t length = diskLength(partition);
    return length == 0 ? partition : partition.substr(0, length);
}

bool isWatchedInterface(std::string_view name)
{
    return !name.empty() && name != "lo" && !name.starts_with("veth");
}

} // namespace piuptime::collect
