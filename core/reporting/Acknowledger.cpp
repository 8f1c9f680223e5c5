// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reporting/Acknowledger.h"

#include <algorithm>

namespace piuptime::reporting {
namespace {

constexpr std::size_t kMostRuns = agent::Reply::kMostStored;

} // namespace

Acknowledger::Acknowledger(Options options, Send send)
    : m_options(options)
    , m_send(std::move(send))
{
}

void Acknowledger::expect(const std::string &agent, const std::string &bootId, bool urgent)
{
    const std::lock_guard lock(m_mutex);
    if (m_boots.size() >= m_options.mostBoots && !m_boots.contains(bootId))
        std::erase_if(m_boots, [](const auto &entry) { return entry.second.untold.empty(); });
    Boot &boot = m_boots[bootId];
    boot.agent = agent;
    boot.urgent = boot.urgent || urgent;
}

void Acknowledger::stored(const std::vector<history::StoredReadings> &runs, MonoTime now)
{
    std::vector<std::pair<std::string, agent::Reply>> due;
    {
        const std::lock_guard lock(m_mutex);
        for (const history::StoredReadings &run : runs) {
            const auto known = m_boots.find(run.bootId);
            if (known == m_boots.end())
                continue;
            if (known->second.untold.empty())
                known->second.since = now;
            add(known->second, run.first, run.last);
        }
        for (auto &[bootId, boot] : m_boots) {
            if (!isDue(boot, now))
                continue;
            agent::Reply reply;
            for (const auto &[first, last] : boot.untold)
                reply.stored.push_back({bootId, first, last});
            boot.untold.clear();
            boot.urgent = false;
            due.emplace_back(boot.agent, std::move(reply));
        }
    }
    for (const auto &[agent, reply] : due)
        m_send(agent, reply);
}

bool Acknowledger::isDue(const Boot &boot, MonoTime now) const
{
    return !boot.untold.empty()
           && (boot.urgent || boot.untold.size() >= kMostRuns || now - boot.since >= m_options.patience);
}

/// Runs that touch become one; of more than fit into a reply the oldest go: the agent sends those readings again.
void Acknowledger::add(Boot &boot, std::uint64_t first, std::uint64_t last)
{
    auto next = boot.untold.upper_bound(first);
    if (next != boot.untold.begin()) {
        const auto before = std::prev(next);
        if (before->second + 1 >= first) {
            first = before->first;
            last = std::max(last, before->second);
            boot.untold.erase(before);
        }
    }
    while (next != boot.untold.end() && next->first <= last + 1) {
        last = std::max(last, next->second);
        next = boot.untold.erase(next);
    }
    boot.untold.emplace(first, last);
    if (boot.untold.size() > kMostRuns)
        boot.untold.erase(boot.untold.begin());
}

} // namespace piuptime::reporting
