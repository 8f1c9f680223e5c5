// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/access/PinFile.h"
#include "core/base/Secret.h"
#include "core/base/UniqueFd.h"

#include <functional>

namespace piuptime::kiosk {

/// While it lives nobody else holds the lock of this file of PINs, whose folder must exist: the screen and
/// `piuptimectl` both read it, change it and write it. Waits for another holder, who has it for about a second. Works
/// on a read-only disk, too. Any thread.
class PinFileLock
{
public:
    explicit PinFileLock(const std::string &path);

private:
    UniqueFd m_folder;
};

/// Gives a level a PIN. Takes as long as three hashes.
/// \retval InvalidInput it has not 4 to 12 digits   \retval Conflict another level has it
/// \retval NotFound there is none for operating yet, which comes first   \retval Overloaded, Internal as of `hashPin`
[[nodiscard]] Result<Pins> withPin(Pins pins, PinLevel level, const Secret &pin);

/// Takes the PIN of a level away. Pure.
/// \retval NotFound it has none   \retval Conflict that for acknowledging must go first
[[nodiscard]] Result<Pins> withoutPin(Pins pins, PinLevel level);

/// Reads the file, changes what is in it and replaces it, and nobody else comes in between. Makes its folder.
/// \param change  errors leave the file as it is
/// \retval Corrupt, Internal as of `loadPins` and `storePins`   Further errors: those of `change`.
[[nodiscard]] Result<Pins> changePins(const std::string &path, const std::function<Result<Pins>(Pins)> &change);

} // namespace piuptime::kiosk
