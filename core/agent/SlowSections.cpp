// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/SlowSections.h"

#include "core/agent/Mounts.h"
#include "core/base/Text.h"
#include "core/collect/ProbeFiles.h"

#include <string_view>

#include <sys/timex.h>
#include <sys/utsname.h>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxPropertyBytes = 256;
constexpr std::size_t kMaxTableBytes = std::size_t{256} * 1024;

std::string hexOf(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

/// The name the kernel has for the block device of this number; empty when it is none.
std::string deviceNameOf(const Root &root, std::string_view number)
{
    const std::string uevent = root.read("sys/dev/block/" + std::string(number) + "/uevent", kMaxTableBytes);
    std::string_view rest = uevent;
    constexpr std::string_view key = "DEVNAME=";
    while (const auto line = takeLine(rest)) {
        if (line->starts_with(key))
            return std::string(line->substr(key.size()));
    }
    return {};
}

} // namespace

std::string deviceTreeSection(const Root &root)
{
    std::string text;
    for (const std::string_view property : collect::kDeviceTreeFiles) {
        const std::string path(property);
        if (root.exists(path))
            text.append(path).append(":").append(hexOf(root.read(path, kMaxPropertyBytes))).append("\n");
    }
    return text;
}

std::string architectureSection()
{
    utsname names{};
    return uname(&names) == 0 ? names.machine : std::string();
}

std::string rootSection(const Root &root)
{
    const std::string table = root.read("proc/self/mountinfo", kMaxTableBytes);
    Mount top;
    Mount below; // an overlay
    std::string_view rest = table;
    while (const auto line = takeLine(rest)) {
        const Mount mount = parseMount(*line);
        if (mount.place == "/")
            top = mount;
        else if (mount.place == "/media/root-ro")
            below = mount;
    }
    const Mount &found = top.number.starts_with("0:") && !below.number.empty() ? below : top;
    const std::string name = deviceNameOf(root, found.number);
    return name.empty() ? std::string(found.source) : name;
}

std::string diskPathsSection(const Root &root, std::span<const std::string> disks)
{
    std::string text;
    for (const std::string &disk : disks) {
        if (disk.starts_with("sd"))
            text.append(disk).append(" ").append(root.resolved("sys/block/" + disk)).append("\n");
    }
    return text;
}

std::string timeSyncSection()
{
    constexpr long kSynchronisedWithin = 16'000'000; // µs; the kernel's estimate grows for as long as nobody sets it
    timex state{};
    if (adjtimex(&state) < 0)
        return {};
    return state.maxerror < kSynchronisedWithin ? "NTPSynchronized=yes\nexit 0" : "NTPSynchronized=no\nexit 0";
}

} // namespace piuptime::agent
