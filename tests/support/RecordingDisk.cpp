// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/RecordingDisk.h"

#include <algorithm>
#include <sqlite3.h>
#include <utility>

namespace piuptime::history {
namespace {

/// A write, a truncation, a removal or a sync of one file.
struct Action {
    enum class Kind { Write, Truncate, Remove, Sync, FailedSync } kind = Kind::Write;
    std::string file;
    std::size_t offset = 0; ///< of a write; the new size of a truncation
    std::string bytes;
};

void write(std::string &content, std::size_t offset, std::string_view bytes)
{
    content.resize(std::max(content.size(), offset + bytes.size()));
    content.replace(offset, bytes.size(), bytes);
}

void apply(std::map<std::string, std::string> &files, const Action &action)
{
    switch (action.kind) {
    case Action::Kind::Write:
        write(files[action.file], action.offset, action.bytes);
        break;
    case Action::Kind::Truncate:
        files[action.file].resize(action.offset);
        break;
    case Action::Kind::Remove:
        files.erase(action.file);
        break;
    case Action::Kind::Sync:
    case Action::Kind::FailedSync:
        break;
    }
}

/// The sectors of a write that reach the disk.
void applyTorn(std::map<std::string, std::string> &files, const Action &action, std::mt19937 &random)
{
    if (action.kind != Action::Kind::Write) {
        if (random() % 2)
            apply(files, action);
        return;
    }
    for (std::size_t done = 0; done < action.bytes.size();) {
        const std::size_t at = action.offset + done;
        const std::size_t length =
            std::min(RecordingDisk::kSectorBytes - at % RecordingDisk::kSectorBytes, action.bytes.size() - done);
        if (random() % 2)
            write(files[action.file], at, std::string_view(action.bytes).substr(done, length));
        done += length;
    }
}

} // namespace

class RecordingDisk::Impl
{
public:
    explicit Impl(std::string name)
        : m_name(std::move(name))
        , m_real(sqlite3_vfs_find(nullptr))
        , m_vfs(*m_real)
    {
        m_vfs.szOsFile = static_cast<int>(sizeof(sqlite3_file)) + 64 + m_real->szOsFile;
        m_vfs.zName = m_name.c_str();
        m_vfs.pAppData = this;
        m_vfs.pNext = nullptr;
        m_vfs.xOpen = &Impl::open;
        m_vfs.xDelete = &Impl::remove;
        sqlite3_vfs_register(&m_vfs, 0);
    }
    ~Impl() { sqlite3_vfs_unregister(&m_vfs); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    [[nodiscard]] int begin(Operation operation)
    {
        const std::lock_guard lock(m_mutex);
        if (m_failCode == 0 || operation != m_failing)
            return SQLITE_OK;
        const bool now = m_untilFailure <= 0 && m_failuresLeft > 0;
        --m_untilFailure;
        if (!now)
            return SQLITE_OK;
        --m_failuresLeft;
        m_failed = true;
        return m_failCode;
    }
    void record(Action action)
    {
        const std::lock_guard lock(m_mutex);
        if (m_recording)
            m_actions.push_back(std::move(action));
    }

    static int open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flagsOut);
    static int remove(sqlite3_vfs *vfs, const char *path, int syncFolder)
    {
        auto *self = static_cast<Impl *>(vfs->pAppData);
        self->record({Action::Kind::Remove, path, 0, {}});
        return self->m_real->xDelete(self->m_real, path, syncFolder);
    }

    std::string m_name;
    sqlite3_vfs *m_real;
    sqlite3_vfs m_vfs;
    mutable std::mutex m_mutex;
    std::vector<Action> m_actions;
    bool m_recording = true;
    Operation m_failing = Operation::Write;
    std::int64_t m_untilFailure = 0;
    std::int64_t m_failuresLeft = 0;
    int m_failCode = 0;
    bool m_failed = false;
};

namespace {

/// In front of the file of the real VFS, in one piece of memory that SQLite gives.
struct File {
    sqlite3_file base;
    RecordingDisk::Impl *disk;
    std::string *path; ///< null for what is not recorded: temporary files

    [[nodiscard]] sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *fileOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

template <auto Method, class... Args>
int forward(sqlite3_file *file, Args... args)
{
    sqlite3_file *real = fileOf(file)->real();
    return (real->pMethods->*Method)(real, args...);
}

int closeFile(sqlite3_file *file)
{
    delete std::exchange(fileOf(file)->path, nullptr);
    return forward<&sqlite3_io_methods::xClose>(file);
}

int writeFile(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
    File *self = fileOf(file);
    if (self->path != nullptr) {
        if (const int code = self->disk->begin(RecordingDisk::Operation::Write); code != SQLITE_OK)
            return code;
        self->disk->record({Action::Kind::Write, *self->path, static_cast<std::size_t>(offset),
                            std::string(static_cast<const char *>(bytes), static_cast<std::size_t>(length))});
    }
    return forward<&sqlite3_io_methods::xWrite>(file, bytes, length, offset);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    File *self = fileOf(file);
    if (self->path != nullptr)
        self->disk->record({Action::Kind::Truncate, *self->path, static_cast<std::size_t>(size), {}});
    return forward<&sqlite3_io_methods::xTruncate>(file, size);
}

int syncFile(sqlite3_file *file, int flags)
{
    File *self = fileOf(file);
    if (self->path != nullptr) {
        if (const int code = self->disk->begin(RecordingDisk::Operation::Sync); code != SQLITE_OK) {
            self->disk->record({Action::Kind::FailedSync, *self->path, 0, {}});
            return code;
        }
    }
    const int code = forward<&sqlite3_io_methods::xSync>(file, flags);
    if (self->path != nullptr && code == SQLITE_OK)
        self->disk->record({Action::Kind::Sync, *self->path, 0, {}});
    return code;
}

sqlite3_io_methods makeMethods()
{
    using Methods = sqlite3_io_methods;
    Methods methods{};
    methods.iVersion = 2; // without xFetch: every write to the database passes xWrite
    methods.xClose = &closeFile;
    methods.xRead = [](sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
        return forward<&Methods::xRead>(file, bytes, length, offset);
    };
    methods.xWrite = &writeFile;
    methods.xTruncate = &truncateFile;
    methods.xSync = &syncFile;
    methods.xFileSize = [](sqlite3_file *file, sqlite3_int64 *size) {
        return forward<&Methods::xFileSize>(file, size);
    };
    methods.xLock = [](sqlite3_file *file, int level) { return forward<&Methods::xLock>(file, level); };
    methods.xUnlock = [](sqlite3_file *file, int level) { return forward<&Methods::xUnlock>(file, level); };
    methods.xCheckReservedLock = [](sqlite3_file *file, int *result) {
        return forward<&Methods::xCheckReservedLock>(file, result);
    };
    methods.xFileControl = [](sqlite3_file *file, int operation, void *argument) {
        return forward<&Methods::xFileControl>(file, operation, argument);
    };
    methods.xSectorSize = [](sqlite3_file *file) { return forward<&Methods::xSectorSize>(file); };
    methods.xDeviceCharacteristics = [](sqlite3_file *file) { return forward<&Methods::xDeviceCharacteristics>(file); };
    methods.xShmMap = [](sqlite3_file *file, int region, int size, int extend, void volatile **memory) {
        return forward<&Methods::xShmMap>(file, region, size, extend, memory);
    };
    methods.xShmLock = [](sqlite3_file *file, int offset, int n, int flags) {
        return forward<&Methods::xShmLock>(file, offset, n, flags);
    };
    methods.xShmBarrier = [](sqlite3_file *file) {
        sqlite3_file *real = fileOf(file)->real();
        real->pMethods->xShmBarrier(real);
    };
    methods.xShmUnmap = [](sqlite3_file *file, int deleteFlag) {
        return forward<&Methods::xShmUnmap>(file, deleteFlag);
    };
    return methods;
}

} // namespace

int RecordingDisk::Impl::open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flagsOut)
{
    static const sqlite3_io_methods methods = makeMethods();
    static_assert(sizeof(File) <= sizeof(sqlite3_file) + 64);
    auto *self = static_cast<Impl *>(vfs->pAppData);
    File *opened = fileOf(file);
    const bool recorded = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    opened->base.pMethods = nullptr;
    opened->disk = self;
    opened->path = nullptr;
    const int code = self->m_real->xOpen(self->m_real, path, opened->real(), flags, flagsOut);
    if (code != SQLITE_OK)
        return code;
    opened->path = recorded ? new std::string(path) : nullptr; // goes in closeFile
    opened->base.pMethods = &methods;
    return SQLITE_OK;
}

RecordingDisk::RecordingDisk(std::string name)
    : m_impl(std::make_unique<Impl>(std::move(name)))
{
}

RecordingDisk::~RecordingDisk() = default;

const std::string &RecordingDisk::name() const
{
    return m_impl->m_name;
}

std::size_t RecordingDisk::position() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_actions.size();
}

std::map<std::string, std::string> RecordingDisk::filesAfterCut(std::size_t position, Unsynced unsynced,
                                                                std::mt19937 &random) const
{
    const std::lock_guard lock(m_impl->m_mutex);
    const auto &actions = m_impl->m_actions;
    std::map<std::string, std::size_t> syncedUpTo;
    std::map<std::string, std::vector<std::size_t>> waiting; // writes that no sync has settled yet
    std::vector<bool> dropped(position);                     // by a sync that failed: the system forgets that they wait
    std::size_t lastSync = 0; // of any file: takes removals along, as a file system with a journal does
    for (std::size_t i = 0; i < position; ++i) {
        const Action &action = actions[i];
        std::vector<std::size_t> &ofFile = waiting[action.file];
        if (action.kind == Action::Kind::Sync) {
            syncedUpTo[action.file] = lastSync = i;
            ofFile.clear();
        } else if (action.kind == Action::Kind::FailedSync) {
            for (const std::size_t write : std::exchange(ofFile, {}))
                dropped[write] = true;
        } else if (action.kind == Action::Kind::Write) {
            ofFile.push_back(i);
        }
    }
    std::map<std::string, std::string> files;
    for (std::size_t i = 0; i < position; ++i) {
        const auto ofFile = syncedUpTo.find(actions[i].file);
        const bool synced = actions[i].kind == Action::Kind::Remove
                                ? i < lastSync
                                : ofFile != syncedUpTo.end() && i < ofFile->second && !dropped[i];
        if (synced || unsynced == Unsynced::All)
            apply(files, actions[i]);
        else if (unsynced == Unsynced::RandomHalf)
            applyTorn(files, actions[i], random);
    }
    return files;
}

void RecordingDisk::stopRecording()
{
    const std::lock_guard lock(m_impl->m_mutex);
    m_impl->m_recording = false;
}

void RecordingDisk::failAt(Operation operation, std::int64_t n, std::int64_t count, int code)
{
    const std::lock_guard lock(m_impl->m_mutex);
    m_impl->m_failing = operation;
    m_impl->m_untilFailure = n;
    m_impl->m_failuresLeft = count;
    m_impl->m_failCode = code;
    m_impl->m_failed = false;
}

bool RecordingDisk::hasFailed() const
{
    const std::lock_guard lock(m_impl->m_mutex);
    return m_impl->m_failed;
}

} // namespace piuptime::history
