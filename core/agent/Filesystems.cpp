// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/Mounts.h"
#include "core/agent/SlowSections.h"
#include "core/base/Text.h"
#include "core/collect/Storage.h"

#include <algorithm>
#include <vector>

#include <sys/statvfs.h>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{256} * 1024;
constexpr std::size_t kMaxFilesystems = 64;

/// The line of `df -Pk`: name, size, used and available in units of 1024 bytes, share, place.
std::string lineOf(const struct statvfs &figures, std::string_view device, const std::string &place)
{
    const auto kilobytes = [&](fsblkcnt_t blocks) { return blocks * figures.f_frsize / 1024; };
    const auto size = kilobytes(figures.f_blocks);
    const auto used = kilobytes(figures.f_blocks - figures.f_bfree);
    const auto available = kilobytes(figures.f_bavail);
    const auto usable = used + available;
    const auto percent = usable == 0 ? 0 : (used * 100 + usable - 1) / usable;
    std::string line(device);
    for (const auto number : {size, used, available, percent})
        line.append(" ").append(std::to_string(number));
    return line + "% " + place + "\n";
}

} // namespace

std::string filesystemsSection(const Root &root)
{
    const std::string mounts = root.read("proc/mounts", kMaxTableBytes);
    std::string text;
    std::vector<std::string_view> seen;
    std::string_view rest = mounts;
    const Mounts view(root);
    while (const auto line = takeLine(rest)) {
        std::string_view words = *line;
        std::string_view device = takeWord(words);
        const std::string place = collect::unescapedMountPoint(takeWord(words));
        if (!collect::isOnDevice(takeWord(words)) || !view.outside(*line) || device.starts_with("/dev/loop"))
            continue;
        if (place == "/")
            device = "/"; // the root is told by where it is: `/dev/root` is no device
        if (std::ranges::find(seen, device) != seen.end() || seen.size() == kMaxFilesystems)
            continue;
        struct statvfs figures {
        };
        const UniqueFd folder = root.openFile("." + place);
        if (!folder.isOpen() || fstatvfs(folder.get(), &figures) != 0)
            continue;
        seen.push_back(device);
        text += lineOf(figures, device, place);
    }
    return text.empty() ? text : text + "exit 0";
}

} // namespace piuptime::agent
