// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AuditLog.h"

#include "core/base/UniqueFd.h"
#include "core/config/AtomicFile.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace piuptime::kiosk {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> failBecause(int reason, const std::string &path)
{
    return fail(ErrorKind::Internal, path + " cannot be written: " + std::generic_category().message(reason));
}

UniqueFd openToAppend(const std::string &path)
{
    return UniqueFd(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
}

/// Bytes of the file; empty: it is none.
std::optional<std::size_t> sizeOf(const UniqueFd &file)
{
    struct stat status {
    };
    if (!file.isOpen() || fstat(file.get(), &status) != 0)
        return std::nullopt;
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return std::nullopt;
    }
    return static_cast<std::size_t>(status.st_size);
}

/// Whether a power cut left half a line at the end.
bool endsInALine(const UniqueFd &file, std::size_t size)
{
    char last = '\n';
    return size == 0 || pread(file.get(), &last, 1, static_cast<off_t>(size - 1)) != 1 || last == '\n';
}

} // namespace

AuditLog::AuditLog(std::string path, std::size_t maxBytes)
    : m_path(std::move(path))
    , m_maxBytes(maxBytes)
{
}

Result<void> AuditLog::append(std::string_view lines) const
{
    std::error_code ignored; // what is wrong shows when the file is opened
    fs::create_directories(fs::path(m_path).parent_path(), ignored);
    UniqueFd file = openToAppend(m_path);
    auto size = sizeOf(file);
    if (size && *size != 0 && *size + lines.size() > m_maxBytes) {
        fs::rename(m_path, m_path + ".1", ignored);
        file = openToAppend(m_path);
        size = sizeOf(file);
    }
    if (!size)
        return failBecause(errno, m_path);
    const bool isWritten = endsInALine(file, *size) || config::writeAll(file.get(), "\n");
    if (!isWritten || !config::writeAll(file.get(), lines) || fdatasync(file.get()) != 0)
        return failBecause(errno, m_path);
    return {};
}

} // namespace piuptime::kiosk
