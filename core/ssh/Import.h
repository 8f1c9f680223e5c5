// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"

#include <cstddef>
#include <string>
#include <vector>

namespace piuptime::ssh {

/// Something to tell the person about one line of a file they gave us.
struct ImportNote {
    std::string file;
    std::size_t line = 0; ///< from 1
    std::string text;     ///< printable

    friend bool operator==(const ImportNote &, const ImportNote &) = default;
};

/// Devices found in a file; their ids are empty. What could not be used is in `errors`, what was left out on purpose in
/// `notes`.
struct Imported {
    std::vector<DeviceConfig> devices;
    std::vector<ImportNote> notes;
    std::vector<ImportNote> errors;
};

} // namespace piuptime::ssh
