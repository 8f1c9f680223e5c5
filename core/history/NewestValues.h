// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Event.h"
#include "core/model/Reading.h"

#include <map>
#include <mutex>
#include <utility>
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
    /// Takes over what `reading` tells, unless it is older than what is known, or historical.
    void accept(const DeviceId &device, const Reading &reading);
    [[nodiscard]] std::map<DeviceId, Reading> all() const;

private:
    mutable std::mutex m_mutex;
    std::map<DeviceId, Reading> m_readings;
};

/// Lays a newer reading over what is known. A slow one asked for everything, so it replaces everything.
void overlay(Reading &known, const Reading &newer);

} // namespace piuptime::history
