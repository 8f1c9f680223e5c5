// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "tests/bench/BenchStore.h"

#include <QString>

namespace piuptime::bench {

/// Reads the numbers in a file of InfluxDB line protocol, whatever they measure: a line is about the device that its
/// tag `id`, `device` or `host` names; its measurement, other tags and fields name the series. All values of one device
/// and time become one reading. Data from before 2024, which no clock that was ever set tells, is moved by whole days.
/// \retval Corrupt there is a line that is none   \retval NotFound the file cannot be read, or holds no numbers
[[nodiscard]] Result<Readings> readLineProtocol(const QString &path);

} // namespace piuptime::bench
