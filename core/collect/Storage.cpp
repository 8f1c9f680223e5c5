// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Storage.h"

#include "core/base/Text.h"
#include "core/collect/CommandOutput.h"
#include "core/collect/Names.h"

#include <algorithm>
#include <array>

namespace piuptime::collect {
namespace {

bool hasOption(std::string_view options, std::string_view wanted)
{
    while (!options.empty()) {
        const std::size_t comma = std::min(options.find(','), options.size());
        if (options.substr(0, comma) == wanted)
            return true;
        options.remove_prefix(std::min(comma + 1, options.size()));
    }
    return false;
}

bool isOctal(std::string_view text)
{
    return text.size() == 3 && text[0] >= '0' && text[0] <= '3'
           && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '7'; });
}

/// `/dev/mmcblk0p2  29987692  4661892  23977936  17% /` with names that may hold blanks at either end.
void readFilesystemLine(std::string_view line, Draft &draft)
{
    const std::size_t percent = line.find("% ");
    if (percent == std::string_view::npos)
        return;
    const std::string_view mountPoint = trimmed(line.substr(percent + 2));
    std::string_view numbers = line.substr(0, percent);
    std::array<std::string_view, 4> words; // capacity, available, used, size: from the right
    for (std::string_view &word : words) {
        numbers = numbers.substr(0, numbers.find_last_not_of(" \t") + 1);
        const std::size_t begin = numbers.find_last_of(" \t");
        if (begin == std::string_view::npos)
            return;
        word = numbers.substr(begin + 1);
        numbers = numbers.substr(0, begin);
    }
    const auto available = toUnsigned(words[1]);
    const auto used = toUnsigned(words[2]);
    const auto size = toUnsigned(words[3]);
    if (!available || !used || !size || *size == 0 || mountPoint.empty())
        return;
    constexpr double kilobyte = 1024;
    const double usedBytes = static_cast<double>(*used) * kilobyte;
    // As df counts: what only root may use is neither used nor available.
    const double usable = usedBytes + static_cast<double>(*available) * kilobyte;
    draft.sample(Metric::FilesystemSize, static_cast<double>(*size) * kilobyte, mountPoint);
    draft.sample(Metric::FilesystemUsed, usedBytes, mountPoint);
    if (usable > 0)
        draft.sample(Metric::FilesystemUsedPercent, usedBytes * 100 / usable, mountPoint);
}

} // namespace

bool isOnDevice(std::string_view type)
{
    constexpr std::array types{"ext2",  "ext3", "ext4",  "vfat", "exfat", "ntfs",
                               "ntfs3", "xfs",  "btrfs", "f2fs", "zfs",   "fuseblk"};
    return std::ranges::find(types, type) != types.end();
}

std::string unescapedMountPoint(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        if (text.front() == '\\' && isOctal(text.substr(1, 3))) {
            plain += static_cast<char>((text[1] - '0') * 64 + (text[2] - '0') * 8 + (text[3] - '0'));
            text.remove_prefix(4);
        } else {
            plain += text.front();
            text.remove_prefix(1);
        }
    }
    return plain;
}

void readMount(std::string_view line, Draft &draft)
{
    const std::string_view device = takeWord(line);
    const std::string_view mountPoint = takeWord(line);
    const std::string_view type = takeWord(line);
    const std::string_view options = takeWord(line);
    if (!isOnDevice(type) || device.starts_with("/dev/loop"))
        return;
    const std::string_view readOnly = hasOption(options, "ro") ? "yes" : "no";
    draft.fact(FactKey::FilesystemReadOnly, readOnly, unescapedMountPoint(mountPoint));
}

void readFilesystems(std::string_view text, Draft &draft)
{
    CommandOutput output = parseCommandOutput(text);
    while (const auto line = takeLine(output.text))
        readFilesystemLine(*line, draft);
    if (output.timedOut())
        draft.fact(FactKey::Problem, "a file system does not answer", "df");
}

void readDiskPaths(std::string_view text, Draft &draft)
{
    while (auto line = takeLine(text)) {
        const std::string_view disk = takeWord(*line);
        const std::string_view path = trimmed(*line);
        if (isWholeDisk(disk) && path.starts_with("/"))
            draft.fact(FactKey::DiskKind, path.find("/usb") == std::string_view::npos ? "SATA" : "USB", disk);
    }
}

void readRoot(std::string_view text, Draft &draft)
{
    text = trimmed(text);
    constexpr std::string_view folder = "/dev/";
    if (text.starts_with(folder))
        text.remove_prefix(folder.size());
    draft.fact(FactKey::RootDevice, text);
}

void tellBootMedium(Draft &draft)
{
    const auto &facts = draft.facts();
    const auto root = std::ranges::find(facts, FactKey::RootDevice, &Fact::key);
    if (root == facts.end())
        return;
    if (root->text.find(":/") != std::string::npos) {
        draft.fact(FactKey::BootMedium, "network");
        return;
    }
    const std::string_view disk = diskOf(root->text);
    const auto kind = std::ranges::find_if(
        facts, [&](const Fact &fact) { return fact.key == FactKey::DiskKind && fact.instance == disk; });
    if (kind == facts.end())
        return;
    const std::string medium = kind->text == "SD" ? "SD card" : kind->text;
    draft.fact(FactKey::BootMedium, medium);
}

} // namespace piuptime::collect
