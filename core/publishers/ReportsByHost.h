// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/Report.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace piuptime::publishers {

/// The reports of a batch that tells of several hosts and times. Reports that tell nothing are left out.
class ReportsByHost
{
public:
    /// The report of this host and time; stays where it is until `take`.
    [[nodiscard]] Report &of(std::string_view host, std::optional<UtcTime> publishedAt);
    /// By host, then by time.
    [[nodiscard]] std::vector<Report> take();

private:
    std::map<std::pair<std::string, std::optional<UtcTime>>, Report> m_reports;
};

} // namespace piuptime::publishers
