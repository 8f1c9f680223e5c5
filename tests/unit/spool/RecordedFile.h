// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/spool/SpoolFile.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <random>
#include <vector>

namespace piuptime::spool {

/// What of a write that was not synced reaches the disk when power fails.
enum class Unsynced { None, All, RandomHalf };

/// A disk of memory that several files may be opened on one after another. It records what is done to it, so that its
/// content can be made as a power cut would have left it; it can be full, and fail.
struct RecordedDisk {
    static constexpr std::size_t kSectorBytes = 512;

    struct Action {
        bool isSync = false;
        std::uint64_t offset = 0;
        std::string bytes;
    };

    std::string content;
    std::vector<Action> actions;
    std::uint64_t capacity = std::numeric_limits<std::uint64_t>::max(); ///< of the disk, in bytes
    bool failsToWrite = false;
    bool failsToSync = false;

    static void put(std::string &content, std::uint64_t offset, std::string_view bytes)
    {
        const auto at = static_cast<std::size_t>(offset);
        content.resize(std::max(content.size(), at + bytes.size()));
        content.replace(at, bytes.size(), bytes);
    }

    /// The content when power fails after so many actions.
    [[nodiscard]] std::string after(std::size_t position, Unsynced unsynced, std::mt19937 &random) const
    {
        std::size_t synced = position;
        while (synced > 0 && !actions[synced - 1].isSync)
            --synced;
        std::string image;
        for (std::size_t i = 0; i < position; ++i) {
            const Action &action = actions[i];
            for (std::size_t done = 0; done < action.bytes.size();) {
                const auto at = static_cast<std::size_t>(action.offset) + done;
                const std::size_t length = std::min(kSectorBytes - at % kSectorBytes, action.bytes.size() - done);
                const bool arrives =
                    i < synced || unsynced == Unsynced::All || (unsynced == Unsynced::RandomHalf && random() % 2 == 0);
                if (arrives)
                    put(image, at, std::string_view(action.bytes).substr(done, length));
                done += length;
            }
        }
        return image;
    }
};

class RecordedFile final : public SpoolFile
{
public:
    explicit RecordedFile(std::shared_ptr<RecordedDisk> disk)
        : m_disk(std::move(disk))
    {
    }

    Result<std::string> read(std::uint64_t offset, std::size_t length) override
    {
        const auto at = std::min(static_cast<std::size_t>(offset), m_disk->content.size());
        return m_disk->content.substr(at, length);
    }
    Result<void> write(std::uint64_t offset, std::string_view bytes) override
    {
        if (m_disk->failsToWrite)
            return fail(ErrorKind::Internal, "read-only file system");
        if (offset + bytes.size() > m_disk->capacity) {
            const std::uint64_t room = m_disk->capacity - std::min(m_disk->capacity, offset);
            keep(offset, bytes.substr(0, static_cast<std::size_t>(room)));
            return fail(ErrorKind::Overloaded, "no space left on device");
        }
        keep(offset, bytes);
        return {};
    }
    Result<void> sync() override
    {
        if (m_disk->failsToSync)
            return fail(ErrorKind::Internal, "input/output error");
        m_disk->actions.push_back({true, 0, {}});
        return {};
    }

private:
    void keep(std::uint64_t offset, std::string_view bytes)
    {
        m_disk->actions.push_back({false, offset, std::string(bytes)});
        RecordedDisk::put(m_disk->content, offset, bytes);
    }

    std::shared_ptr<RecordedDisk> m_disk;
};

} // namespace piuptime::spool
