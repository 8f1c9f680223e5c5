// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/Root.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <system_error>

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxLineBytes = 4096;
/// More entries than any folder of /sys that is read here has.
constexpr std::size_t kMaxEntries = 1024;

struct CloseFolder {
    void operator()(DIR *folder) const { closedir(folder); }
};

} // namespace

Result<Root> Root::open(const std::string &folder)
{
    UniqueFd descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isOpen())
        return fail(ErrorKind::NotFound, folder + " cannot be read: " + std::generic_category().message(errno));
    return Root(std::move(descriptor));
}

UniqueFd Root::openFile(const std::string &path) const
{
    return UniqueFd(openat(m_folder.get(), path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
}

std::string Root::read(const std::string &path, std::size_t most) const
{
    std::string content;
    const UniqueFd file = openFile(path);
    if (!file.isOpen() || !appendContent(file.get(), most, content))
        content.clear();
    return content;
}

std::string Root::firstLine(const std::string &path) const
{
    const std::string content = read(path, kMaxLineBytes);
    return content.substr(0, content.find('\n'));
}

bool Root::exists(const std::string &path) const
{
    return faccessat(m_folder.get(), path.c_str(), F_OK, 0) == 0;
}

std::vector<std::string> Root::list(const std::string &folder, std::string_view start, std::string_view end) const
{
    std::vector<std::string> paths;
    UniqueFd descriptor(openat(m_folder.get(), folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const std::unique_ptr<DIR, CloseFolder> opened(descriptor.isOpen() ? fdopendir(descriptor.get()) : nullptr);
    if (!opened)
        return paths;
    (void)descriptor.release(); // closedir closes it
    while (const dirent *entry = readdir(opened.get())) {
        const std::string_view name = entry->d_name;
        if (name.starts_with('.') || !name.starts_with(start) || !name.ends_with(end) || paths.size() == kMaxEntries)
            continue;
        paths.push_back(folder + '/' + entry->d_name);
    }
    std::ranges::sort(paths);
    return paths;
}

std::string Root::resolved(const std::string &path) const
{
    const std::string through = "/proc/self/fd/" + std::to_string(m_folder.get()) + '/' + path;
    char target[PATH_MAX];
    return realpath(through.c_str(), target) != nullptr ? target : std::string();
}

bool appendContent(int descriptor, std::size_t most, std::string &out)
{
    constexpr std::size_t step = 4096; // what most files of /proc and /sys give at once
    const std::size_t begin = out.size();
    std::size_t size = begin;
    while (size - begin < most) {
        const std::size_t room = std::min(step, most - (size - begin));
        out.resize(size + room);
        const ssize_t got = pread(descriptor, out.data() + size, room, static_cast<off_t>(size - begin));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            out.resize(begin);
            return false;
        }
        size += static_cast<std::size_t>(got);
        if (got == 0)
            break;
    }
    out.resize(size);
    return true;
}

} // namespace piuptime::agent
