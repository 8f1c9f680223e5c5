// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/UniqueFd.h"
#include "core/spool/SpoolFile.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace piuptime::spool {
namespace {

tl::unexpected<Error> failed(const char *what)
{
    const ErrorKind kind = errno == ENOSPC || errno == EDQUOT ? ErrorKind::Overloaded : ErrorKind::Internal;
    return fail(kind, std::string("the spool cannot be ") + what + ": " + std::generic_category().message(errno));
}

class DiskFile final : public SpoolFile
{
public:
    explicit DiskFile(UniqueFd file)
        : m_file(std::move(file))
    {
    }

    Result<std::string> read(std::uint64_t offset, std::size_t length) override
    {
        std::string bytes(length, '\0');
        std::size_t got = 0;
        while (got < length) {
            const ssize_t part =
                pread(m_file.get(), bytes.data() + got, length - got, static_cast<off_t>(offset + got));
            if (part < 0 && errno == EINTR)
                continue;
            if (part < 0)
                return failed("read");
            if (part == 0)
                break;
            got += static_cast<std::size_t>(part);
        }
        bytes.resize(got);
        return bytes;
    }

    Result<void> write(std::uint64_t offset, std::string_view bytes) override
    {
        while (!bytes.empty()) {
            const ssize_t part = pwrite(m_file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (part < 0 && errno == EINTR)
                continue;
            if (part < 0)
                return failed("written");
            bytes.remove_prefix(static_cast<std::size_t>(part));
            offset += static_cast<std::uint64_t>(part);
        }
        return {};
    }

    Result<void> sync() override
    {
        if (fdatasync(m_file.get()) != 0)
            return failed("made durable");
        return {};
    }

private:
    UniqueFd m_file;
};

/// A file that was just made is there after a power cut only once its folder is on the disk.
bool syncFolderOf(const std::string &path)
{
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const UniqueFd opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return opened.isOpen() && fsync(opened.get()) == 0;
}

} // namespace

Result<std::unique_ptr<SpoolFile>> openSpoolFile(const std::string &path)
{
    UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen())
        return failed("opened");
    if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(ErrorKind::Conflict, "the spool is in use by another agent");
        return failed("locked");
    }
    if (!syncFolderOf(path))
        return failed("made durable");
    return std::make_unique<DiskFile>(std::move(file));
}

} // namespace piuptime::spool
