// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/AtomicFile.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace piuptime::config {
namespace {

namespace fs = std::filesystem;
using FileStatus = struct stat;

class Descriptor
{
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { (void)close(); }

    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] bool close()
    {
        const int descriptor = std::exchange(m_descriptor, -1);
        return descriptor < 0 || ::close(descriptor) == 0;
    }

private:
    int m_descriptor;
};

tl::unexpected<Error> failBecause(int reason, const std::string &what)
{
    return fail(ErrorKind::Internal, what + ": " + std::generic_category().message(reason));
}

/// The file that `path` names in the end, also when that does not exist yet.
fs::path targetOf(const std::string &path)
{
    constexpr int kMaxLinks = 16;
    fs::path target = path;
    std::error_code error;
    for (int i = 0; i < kMaxLinks && fs::is_symlink(target, error); ++i) {
        const fs::path next = fs::read_symlink(target, error);
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    return target;
}

bool makeFolder(const fs::path &folder)
{
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error))
        return true;
    fs::create_directories(folder, error);
    if (error) {
        errno = error.value();
        return false;
    }
    fs::permissions(folder, fs::perms::owner_all, error);
    return true;
}

bool syncFolder(const fs::path &folder)
{
    const Descriptor descriptor(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor.isOpen() && (fsync(descriptor.get()) == 0 || errno == EINVAL); // some file systems cannot
}

} // namespace

Result<std::string> readFile(const std::string &path, std::size_t maxBytes)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen() && errno == ENOENT)
        return fail(ErrorKind::NotFound, path + " does not exist");
    FileStatus status{};
    if (!file.isOpen() || fstat(file.get(), &status) != 0)
        return failBecause(errno, path + " cannot be read");
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Internal, path + " is not a file");
    std::string bytes;
    std::array<char, 65536> chunk{};
    for (;;) {
        const ssize_t length = ::read(file.get(), chunk.data(), chunk.size());
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return failBecause(errno, path + " cannot be read");
        if (length == 0)
            return bytes;
        bytes.append(chunk.data(), static_cast<std::size_t>(length));
        if (bytes.size() > maxBytes)
            return fail(ErrorKind::Overloaded, path + " is larger than " + std::to_string(maxBytes) + " bytes");
    }
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
}

Result<void> writeFileAtomically(const std::string &path, std::string_view bytes)
{
    const fs::path target = targetOf(path);
    const fs::path folder = target.parent_path();
    if (!makeFolder(folder))
        return failBecause(errno, "the folder of " + path + " cannot be made");
    std::string temporary = (folder / ("." + target.filename().string() + ".XXXXXX")).string();
    Descriptor file(mkostemp(temporary.data(), O_CLOEXEC)); // mode 0600
    if (!file.isOpen())
        return failBecause(errno, path + " cannot be written");
    const bool written = writeAll(file.get(), bytes) && fsync(file.get()) == 0 && file.close();
    if (!written || std::rename(temporary.c_str(), target.c_str()) != 0) {
        const int reason = errno;
        ::unlink(temporary.c_str());
        return failBecause(reason, path + " cannot be written");
    }
    if (!syncFolder(folder))
        return failBecause(errno, path + " was written but may be lost in a power cut");
    return {};
}

} // namespace piuptime::config
