// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/PinChange.h"

#include "app/kiosk/access/PinHash.h"

#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <system_error>

namespace piuptime::kiosk {

namespace fs = std::filesystem;

PinFileLock::PinFileLock(const std::string &path)
    : m_folder(::open(fs::path(path).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
{
    while (m_folder.isOpen() && flock(m_folder.get(), LOCK_EX) != 0 && errno == EINTR)
        ;
}

Result<Pins> withPin(Pins pins, PinLevel level, const Secret &pin)
{
    if (!isPin(pin.reveal()))
        return fail(ErrorKind::InvalidInput, "a PIN has 4 to 12 digits");
    if (level == PinLevel::Acknowledge && pins.operate.empty())
        return fail(ErrorKind::NotFound, "there is no PIN for operating yet; set that first");
    const std::string &other = hashOf(pins, level == PinLevel::Operate ? PinLevel::Acknowledge : PinLevel::Operate);
    if (!other.empty() && matches(other, pin))
        return fail(ErrorKind::Conflict, "the PIN is that of another level");
    auto hash = hashPin(pin);
    if (!hash)
        return tl::unexpected(std::move(hash).error());
    hashOf(pins, level) = std::move(*hash);
    return pins;
}

Result<Pins> withoutPin(Pins pins, PinLevel level)
{
    if (hashOf(pins, level).empty())
        return fail(ErrorKind::NotFound, "no PIN is set for this level");
    if (level == PinLevel::Operate && !pins.acknowledge.empty())
        return fail(ErrorKind::Conflict, "there is a PIN for acknowledging; clear that first");
    hashOf(pins, level).clear();
    return pins;
}

Result<Pins> changePins(const std::string &path, const std::function<Result<Pins>(Pins)> &change)
{
    std::error_code ignored; // what is wrong shows when the file is written
    fs::create_directories(fs::path(path).parent_path(), ignored);
    const PinFileLock lock(path);
    auto stored = loadPins(path);
    if (!stored)
        return stored;
    auto changed = change(std::move(*stored));
    if (!changed)
        return changed;
    return storePins(path, *changed).map([&changed] { return std::move(*changed); });
}

} // namespace piuptime::kiosk
