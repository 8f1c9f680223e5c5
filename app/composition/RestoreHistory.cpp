// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/RestoreHistory.h"

#include "app/composition/Workspace.h"

#include <QDateTime>

#include <filesystem>
#include <system_error>

namespace piuptime::composition {
namespace {

namespace fs = std::filesystem;

constexpr Milliseconds kCheckTime{600'000};

Result<void> inPlace(const std::error_code &error, const std::string &what)
{
    if (error)
        return fail(ErrorKind::Internal, what + ": " + error.message());
    return {};
}

/// The files that SQLite keeps beside a database.
void removeWithCompanions(const std::string &path)
{
    std::error_code ignored;
    for (const char *suffix : {"", "-wal", "-shm", ".lock"})
        fs::remove(path + suffix, ignored);
}

/// Opens the copy as a history with a check of all of it; what would have to be salvaged is no backup to trust.
Result<void> check(const std::string &copy)
{
    history::SqliteOptions options;
    options.path = copy;
    options.checkTime = kCheckTime;
    const auto store = history::SqliteHistoryStore::open(options);
    if (!store)
        return fail(store.error(), "checking the backup");
    const history::StoreState state = (*store)->state();
    if (!state.salvagedFrom.empty()) {
        std::error_code ignored;
        fs::remove(state.salvagedFrom, ignored);
        return fail(ErrorKind::Corrupt, "the backup is damaged; nothing was changed");
    }
    const auto devices = (*store)->devices();
    if (!devices)
        return fail(devices.error(), "reading the backup");
    return {};
}

/// Moves the present history aside, with what SQLite keeps beside it.
Result<std::string> putAside(const std::string &path)
{
    if (!fs::exists(path))
        return std::string();
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const std::string aside = path + ".before-restore-" + time.toStdString();
    for (const char *suffix : {"", "-wal", "-shm"}) {
        std::error_code error;
        if (fs::exists(path + suffix))
            fs::rename(path + suffix, aside + suffix, error);
        const Result<void> moved = inPlace(error, "the present history cannot be moved to " + aside);
        if (!moved)
            return tl::unexpected(moved.error());
    }
    return aside;
}

} // namespace

Result<std::string> restoreHistory(const config::Paths &paths, const config::Settings &settings,
                                   const std::string &backup)
{
    if (!settings.history.database.empty())
        return fail(ErrorKind::InvalidInput, "a shared history is restored where its database is");
    if (!fs::is_regular_file(backup))
        return fail(ErrorKind::NotFound, "there is no such file", backup);
    const std::string path = historyPath(paths, settings);
    auto present = fs::exists(path)
                       ? openHistory(paths, settings, history::Access::ReadWrite)
                       : Result<std::unique_ptr<history::HistoryStore>>(nullptr); // kept from a console meanwhile
    if (!present && present.error().kind == ErrorKind::Conflict)
        return fail(present.error(), "taking the present history; close the console first");

    const std::string copy = path + ".restoring";
    removeWithCompanions(copy);
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    fs::copy_file(backup, copy, error);
    Result<void> ready = inPlace(error, "the backup cannot be copied to " + copy);
    if (ready)
        ready = check(copy);
    if (!ready) {
        removeWithCompanions(copy);
        return tl::unexpected(ready.error());
    }
    present = nullptr; // lets go of it
    auto aside = putAside(path);
    if (!aside)
        return aside;
    fs::rename(copy, path, error);
    removeWithCompanions(copy);
    const Result<void> placed = inPlace(error, "the backup cannot be put into its place");
    if (!placed)
        return tl::unexpected(placed.error());
    return aside;
}

} // namespace piuptime::composition
