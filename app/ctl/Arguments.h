// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Output.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace piuptime::ctl {

struct ProbeArguments {
    std::string target; ///< an address, a configured name, or `local`
    std::vector<std::string> identities;
    std::vector<std::string> jumps;
    bool acceptNewKeys = false;
    bool batch = false; ///< never ask anything
};

struct DevicesArguments {
};

struct ShowArguments {
    std::string device;
};

struct HistoryArguments {
    std::string device;
    std::string metric; ///< `soc_temperature_celsius`, or `disk_wear_percent:mmcblk0`
    std::string from = "-1h";
    std::string to = "now";
    std::size_t points = 0;
};

struct ExportArguments {
    std::vector<std::string> devices; ///< empty: all
    std::string from = "-1d";
    std::string to = "now";
    bool jsonLines = false; ///< else CSV
};

struct CompletionArguments {
    std::string shell;
};

struct Arguments {
    Format format = Format::Text;
    std::variant<DevicesArguments, ProbeArguments, ShowArguments, HistoryArguments, ExportArguments,
                 CompletionArguments>
        verb;
};

/// Reads the command line; prints help, version or what is wrong with it.
/// \return the arguments, or the exit code when there is nothing more to do
[[nodiscard]] std::variant<Arguments, int> parseArguments(int argc, char **argv);

} // namespace piuptime::ctl
