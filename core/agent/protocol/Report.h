// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Result.h"

#include <string>
#include <string_view>
#include <vector>

namespace piuptime::agent {

/// What an agent tells about itself, retained; each line a word and its value:
///
///     version 0.1.0
///     cadence 10                      seconds between readings
///     waiting 0                       readings that no console has yet
///     dropped 0                       readings that gave way to newer ones when the spool was full, ever
///     damaged 0                       records of the spool that could not be read, since the agent started
///     trouble TEXT                    why the spool takes nothing; only while it does not
///     challenge 0f…                   what the next command must quote; only while commands are on
///     allows restart nginx.service    an action that is allowed, a line each; `restart *` for every unit
struct Report {
    static constexpr std::size_t kMostAllowed = 64;

    std::string version;
    Seconds cadence{10};
    std::uint64_t waiting = 0;
    std::uint64_t dropped = 0;
    std::uint64_t damaged = 0;
    std::string trouble;
    std::string challenge;            ///< empty: commands are off
    std::vector<std::string> allowed; ///< words of `wordsOf(Action)`, at most `kMostAllowed`

    friend bool operator==(const Report &, const Report &) = default;
};

[[nodiscard]] std::string encodeReport(const Report &report);
/// Lines of other words are passed over. Texts come out printable. \retval Corrupt a known line makes no sense
[[nodiscard]] Result<Report> decodeReport(std::string_view message);

} // namespace piuptime::agent
