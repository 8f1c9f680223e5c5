// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace piuptime {

/// What shall be put on a Pi, so that it reports by itself.
struct AgentInstall {
    std::string broker{}; ///< name of the configured broker it reports to
    /// How the Pi reaches the broker; empty: as this console does. A broker on this very computer is reached by the
    /// address from which the Pi sees the computer.
    std::string host{};
    bool asConsole = true; ///< it signs in as this console does; else with what follows
    std::string user{};
    Secret password{};
    std::string certificateFile{}; ///< on this computer, to be copied there; empty: none
    std::string keyFile{};
    bool obeys = false; ///< whether this console may have it restart services, reboot and shut down
};

enum class InstallStep : std::uint8_t {
    Looking,    ///< what kind of Pi it is
    Copying,    ///< package and settings
    Installing, ///< the package, with what it needs
    Starting,   ///< with its settings
    Listening,  ///< for its first reading, by way of the broker
    Undoing,    ///< everything, as something failed
};

struct InstallProgress {
    InstallStep step = InstallStep::Looking;
    std::size_t bytesDone = 0; ///< Copying
    std::size_t bytesAll = 0;
};

/// What came of it.
struct InstalledAgent {
    std::string agent; ///< the name under which it reports
    std::string version;
    std::string replaced; ///< the version that was there; empty: none
};

} // namespace piuptime
