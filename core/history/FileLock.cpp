// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/FileLock.h"

#include "core/base/Text.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace piuptime::history {
namespace {

/// The process id that the holder wrote into the lock file, or nothing.
std::string holderOf(int descriptor)
{
    std::array<char, 32> text{};
    const ssize_t length = pread(descriptor, text.data(), text.size(), 0);
    const auto id = length > 0 ? toUnsigned({text.data(), static_cast<std::size_t>(length)}) : std::nullopt;
    return id ? " (process " + std::to_string(*id) + ")" : std::string();
}

/// For the holder of the lock to be found by a person; nothing depends on it, so a full disk does no harm.
void writeHolder(int descriptor)
{
    const std::string text = std::to_string(getpid()) + "\n";
    if (ftruncate(descriptor, 0) == 0) [[maybe_unused]]
        const ssize_t written = pwrite(descriptor, text.data(), text.size(), 0);
}

} // namespace

Result<FileLock> FileLock::take(const std::string &path)
{
    const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        const std::string reason = std::generic_category().message(errno);
        return fail(ErrorKind::Internal, "the folder of the history cannot be written to (" + reason + "), " + path
                                             + ": make it exist and writable");
    }
    FileLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        writeHolder(descriptor);
        return lock;
    }
    if (errno == EWOULDBLOCK)
        return fail(ErrorKind::Conflict, "the history is in use by another running Pi Uptime" + holderOf(descriptor)
                                             + ": close that one first");
    return fail(ErrorKind::Internal, "the history cannot be locked: " + std::generic_category().message(errno));
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

} // namespace piuptime::history
