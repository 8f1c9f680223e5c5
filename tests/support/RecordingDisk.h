// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace piuptime::history {

/// What of a write that was not synced reaches the disk when power fails.
enum class Unsynced { None, All, RandomHalf };

/// A disk for SQLite that writes through to the real one and records what is done to a database and its log, in order,
/// so that both can be rebuilt as a power cut would have left them. It can refuse the n-th write or sync; what a
/// refused sync was to bring to the disk stays away from it though later syncs succeed, as on Linux. Registered with
/// SQLite under `name()` as long as it lives; thread-safe.
class RecordingDisk
{
public:
    static constexpr std::size_t kSectorBytes = 512;

    explicit RecordingDisk(std::string name);
    ~RecordingDisk();
    RecordingDisk(const RecordingDisk &) = delete;
    RecordingDisk &operator=(const RecordingDisk &) = delete;

    [[nodiscard]] const std::string &name() const;
    /// How many operations were recorded so far.
    [[nodiscard]] std::size_t position() const;

    /// The files by name, as they are when power fails after `position` operations.
    [[nodiscard]] std::map<std::string, std::string> filesAfterCut(std::size_t position, Unsynced unsynced,
                                                                   std::mt19937 &random) const;

    /// Stops recording; what is recorded stays.
    void stopRecording();

    enum class Operation { Write, Sync };
    /// Lets operations fail from the n-th on (the next is 0), `count` of them, with an extended code of SQLite.
    void failAt(Operation operation, std::int64_t n, std::int64_t count, int code);
    /// Whether an operation has failed since `failAt`.
    [[nodiscard]] bool hasFailed() const;

    class Impl;

private:
    std::unique_ptr<Impl> m_impl;
};

} // namespace piuptime::history
