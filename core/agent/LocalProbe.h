// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/FileSet.h"
#include "core/agent/FirmwareMailbox.h"
#include "core/agent/OpenFiles.h"
#include "core/agent/SectionList.h"

#include <memory>
#include <set>
#include <string_view>

namespace piuptime::agent {

enum class Depth {
    Fast, ///< what changes from second to second
    Slow, ///< the facts as well; looks anew which files there are
};

/// What `resources/probe/probe.sh` does, without a shell: reads this machine and gives the same sections, so that one
/// `collect::ReadingBuilder` makes the same reading of either. Starts no process. One thread at a time.
class LocalProbe
{
public:
    /// \param firmware may be null: then there is none
    LocalProbe(Root root, std::unique_ptr<Firmware> firmware);

    /// Valid until the next call. Ask for a slow reading first. A fast one takes a few tenths of a millisecond of a Pi.
    [[nodiscard]] const std::vector<collect::Section> &read(Depth depth);

private:
    void look();
    void readSlow();
    void readFirmware();
    void askFirmware(std::string_view section, std::string_view command, std::string_view pattern);

    Root m_root;
    std::unique_ptr<Firmware> m_firmware;
    FileSet m_files;
    OpenFiles m_fast;
    SectionList m_sections;
    std::string m_deviceTree;
    bool m_isPi = false;
    std::set<std::string_view> m_muted; ///< sections that the firmware gave no sense for since the last slow reading
    bool m_isFirmwareSilent = false;    ///< it gave no answer at all: one wait is enough
};

} // namespace piuptime::agent
