// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/Root.h"
#include "core/collect/ProbeFiles.h"

#include <string>
#include <vector>

namespace piuptime::agent {

/// Small files that are read again and again, kept open: reading one then takes two calls of the system and no walk
/// along its path. A file that has gone is left out until the next `open`. One thread at a time.
class OpenFiles
{
public:
    /// Opens those of `paths` that are there, in this order; closes the files before.
    void open(const Root &root, const std::vector<std::string> &paths);
    /// Makes `section` the lines `PATH:CONTENT` of all files, for `collect::readFiles`.
    void read(std::string &section);

private:
    struct File {
        std::string prefix; ///< `PATH:`
        UniqueFd descriptor;
        collect::LineChoice isRead;
    };

    std::vector<File> m_files;
    std::string m_content; ///< of one file
};

} // namespace piuptime::agent
