// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/Root.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::agent {

/// One line of `proc/self/mountinfo`: `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`
struct Mount {
    std::string_view number; ///< of the device: `98:0`
    std::string_view folder; ///< the part of the file system that is mounted: `/` for all of it
    std::string_view place;  ///< where it is mounted
    std::string_view source;
    std::string_view options; ///< of the file system, whatever this mount of it allows
};
[[nodiscard]] Mount parseMount(std::string_view line);

/// What is mounted, as it is outside the sandbox of a service. There, systemd makes whole file systems read-only and
/// mounts parts of them once more, which says nothing about the disks of a Pi.
class Mounts
{
public:
    explicit Mounts(const Root &root);

    /// \param line of `proc/mounts`   \return the line as it is outside; empty when it is not there
    [[nodiscard]] std::optional<std::string> outside(std::string_view line) const;

private:
    struct Entry {
        bool isPart = false; ///< of a file system that is mounted as a whole before
        bool isWritable = false;
    };
    std::string m_table;
    std::map<std::string_view, Entry> m_entries; ///< by place; views into `m_table`
};

} // namespace piuptime::agent
