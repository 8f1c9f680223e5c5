// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Backoff.h"
#include "core/history/Ingest.h"
#include "core/history/Maintenance.h"
#include "core/history/StoreFile.h"
#include "core/history/WriterLoop.h"
#include "core/history/WrittenBytes.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace piuptime::history {

/// The one thread that writes: commits the queue in groups, prunes, and gets over whatever the disk does.
class Writer
{
public:
    /// \param file what could be opened so far, or why not: then the writer keeps trying
    /// \param fileChanged called from the writer's thread when connections to the file should be renewed
    Writer(SqliteOptions options, Result<StoreFile> file, std::function<void()> fileChanged);
    /// Commits what waits, as far as the disk lets it, and ends.
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    /// What is appended to, flushed and asked for its state.
    [[nodiscard]] WriterLoop &loop() { return m_loop; }
    [[nodiscard]] const WriterLoop &loop() const { return m_loop; }
    /// A reader met damage: the file is checked before the next commit.
    void suspectDamage();
    /// A reader met chunks that cannot be decoded: they are dropped, and the loss is told.
    void suspectDamage(const std::vector<ChunkEntry> &chunks);
    /// What is committed and not sealed, and the newest values.
    [[nodiscard]] const Ingest::Shared &shared() const { return m_shared; }

    [[nodiscard]] bool hasFile() const { return m_hasFile; }

private:
    void work();
    /// \return false if the file was found to be gone: what was written must be written again
    [[nodiscard]] bool commitAll();
    void closeFileThatIsGone();
    void maintain();
    void dropDamagedChunks();
    void tellLoss(const std::string &text);
    [[nodiscard]] bool openFile();
    void adopt(StoreFile file);
    void closeFile();
    void failed(const Error &error);
    void succeeded();
    /// The time that deletions go by: a clock that jumped into the future must not delete all there is. It runs on
    /// from the opening of the file, where it is at most a month past the newest reading.
    [[nodiscard]] UtcTime cautiousNow();
    void countWritten();

    const SqliteOptions m_options;
    const std::shared_ptr<const Clock> m_clock;
    const std::function<void()> m_fileChanged;
    const Ingest::Shared m_shared{std::make_shared<Head>(), std::make_shared<NewestValues>()};

    // Of the writer's thread only.
    std::optional<StoreFile> m_file;
    std::optional<Ingest> m_ingest; ///< refers to the connection in m_file, like the next
    std::optional<Maintenance> m_maintenance;
    Backoff m_backoff;
    MonoTime m_nextMaintenance{};
    UtcTime m_cautiousBase{};
    MonoTime m_cautiousBaseMono{};
    WrittenBytes m_written;
    bool m_checkNext = true;
    int m_damageMet = 0; ///< times in a row
    std::uint64_t m_droppedBefore = 0;

    std::atomic<bool> m_hasFile = false;
    std::mutex m_damageMutex; ///< guards what readers told
    bool m_suspicious = false;
    std::vector<ChunkEntry> m_damagedChunks;

    WriterLoop m_loop; ///< its thread runs while everything else is there
};

} // namespace piuptime::history
