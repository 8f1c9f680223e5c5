// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/ReportsByHost.h"

#include "core/publishers/Values.h"

namespace piuptime::publishers {

Report &ReportsByHost::of(std::string_view host, std::optional<UtcTime> publishedAt)
{
    const auto [place, isNew] = m_reports.try_emplace({std::string(host), publishedAt});
    Report &report = place->second;
    if (isNew) {
        report = reportOf(host);
        report.identity.hostName = report.identity.publisherName;
        report.publishedAt = publishedAt;
    }
    return report;
}

std::vector<Report> ReportsByHost::take()
{
    std::vector<Report> reports;
    for (auto &[key, report] : m_reports) {
        if (!report.samples.empty() || !report.facts.empty() || report.refused > 0)
            reports.push_back(std::move(report));
    }
    m_reports.clear();
    return reports;
}

} // namespace piuptime::publishers
