// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Replacement.h"

#include "core/history/Sqlite.h"

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <sqlite3.h>
#include <unistd.h>

namespace piuptime::history {
namespace {

namespace fs = std::filesystem;

std::string timeStamp()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::string text(32, '\0');
    text.resize(std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts));
    return text;
}

} // namespace

std::string putInPlace(const std::string &fresh, const std::string &path, const std::string &word)
{
    std::error_code error;
    std::string aside;
    if (fs::exists(path, error)) {
        aside = freeName(path, word);
        for (const char *suffix : {"", "-wal", "-shm"}) // in this order: what is not finished begins with the file gone
            move(path + suffix, aside + suffix);
    }
    move(fresh, path);
    syncFolderOf(path);
    return aside;
}

void finishReplacement(const std::string &path)
{
    std::error_code error;
    for (const char *suffix : {kSalvageSuffix, kRestoreSuffix}) {
        if (fs::exists(path, error) || !fs::exists(path + suffix, error))
            continue;
        // A log that stayed behind must not be taken for the log of the new file.
        const std::string aside = freeName(path, kDamaged);
        for (const char *log : {"-wal", "-shm"})
            move(path + log, aside + log);
        move(path + suffix, path);
    }
}

std::string freeName(const std::string &path, const std::string &word)
{
    const std::string wanted = path + word + timeStamp();
    std::string name = wanted;
    std::error_code error;
    for (int n = 2; fs::exists(name, error); ++n)
        name = wanted + "-" + std::to_string(n);
    return name;
}

void move(const std::string &from, const std::string &to)
{
    if (std::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT)
        throw SqliteError(SQLITE_READONLY, "cannot rename " + from);
}

void syncFolderOf(const std::string &path)
{
    const fs::path folder = fs::path(path).parent_path();
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

} // namespace piuptime::history
