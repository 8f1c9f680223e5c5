// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Medium.h"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace piuptime::history {
namespace {

namespace fs = std::filesystem;
using FileStatus = struct stat;

bool isRemovable(const fs::path &disk)
{
    char digit = '0';
    std::ifstream(disk / "removable") >> digit;
    return digit == '1';
}

} // namespace

Medium mediumOf(const std::string &path)
{
    FileStatus status{};
    if (stat(path.c_str(), &status) != 0 && stat(fs::path(path).parent_path().c_str(), &status) != 0)
        return Medium::Other;
    const std::string number = std::to_string(major(status.st_dev)) + ":" + std::to_string(minor(status.st_dev));
    std::error_code error;
    fs::path device = fs::canonical("/sys/dev/block/" + number, error);
    if (error)
        return Medium::Other;
    if (fs::exists(device / "partition", error))
        device = device.parent_path();
    return device.filename().string().starts_with("mmcblk") || isRemovable(device) ? Medium::Card : Medium::Disk;
}

} // namespace piuptime::history
