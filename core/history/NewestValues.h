// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/PendingReading.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace piuptime::history {

class Connection;
class Head;

/// The newest value of every series and fact of each device. Thread-safe.
class NewestValues
{
public:
    /// What the file and the head hold. Throws SqliteError.
    void load(Connection &file, const Head &head);
    /// Takes over what a reading tells, unless it is older than what is known, or historical.
    /// \param reading all of it beside boot and samples, as it is stored
    void accept(const PendingReading &waiting, const Reading &reading);
    [[nodiscard]] std::map<DeviceId, Reading> all() const;

private:
    struct Newest {
        Reading reading;
        std::shared_ptr<const ReadingShape> shape; ///< of the reading that was taken over last
        std::vector<std::size_t> places;           ///< where its values are among the samples
    };

    /// Takes over a reading of the shape that is known.
    static void replaceNumbers(Newest &known, std::span<const double> values, const Reading &reading);

    mutable std::mutex m_mutex;
    std::map<DeviceId, Newest> m_newest;
};

/// Lays a newer reading over what is known. A slow one asked for everything, so it replaces everything.
void overlay(Reading &known, const Reading &newer);

} // namespace piuptime::history
