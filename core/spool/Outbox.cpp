// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/spool/Outbox.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace piuptime::spool {

Outbox::Outbox(agent::Sender sender, std::unique_ptr<Spool> spool, Options options)
    : m_sender(std::move(sender))
    , m_spool(std::move(spool))
    , m_options(options)
{
}

void Outbox::use(std::unique_ptr<Spool> spool)
{
    m_spool = std::move(spool);
    if (!m_isConsoleThere)
        spill();
}

void Outbox::add(const Reading &reading)
{
    m_newest = reading.sequence.value_or(0);
    m_waiting.push_back(reading);
    if (m_waiting.size() > m_options.patience)
        m_isConsoleThere = false;
    if (!m_isConsoleThere)
        spill();
    while (m_waiting.size() > m_options.mostInMemory) {
        m_waiting.pop_front();
        ++m_dropped;
    }
}

void Outbox::acknowledge(const std::string &bootId, std::uint64_t firstSequence, std::uint64_t lastSequence)
{
    if (m_spool)
        m_spool->acknowledge(bootId, firstSequence, lastSequence);
    if (bootId != m_sender.bootId)
        return;
    std::erase_if(m_waiting, [&](const Reading &reading) {
        const std::uint64_t number = reading.sequence.value_or(0);
        return firstSequence <= number && number <= lastSequence;
    });
    if (firstSequence <= m_newest && m_newest <= lastSequence)
        m_isConsoleThere = true;
    if (m_waiting.empty())
        m_trouble.reset(); // there is nothing that the spool does not take
}

void Outbox::goAway()
{
    m_isConsoleThere = false;
    spill();
}

std::vector<Reading> Outbox::waitingSince(MonoTime time) const
{
    std::vector<Reading> readings;
    std::ranges::copy_if(m_waiting, std::back_inserter(readings),
                         [time](const Reading &reading) { return reading.receivedMono < time; });
    return readings;
}

Spool::Counts Outbox::counts() const
{
    Spool::Counts counts = m_spool ? m_spool->counts() : Spool::Counts{};
    counts.waiting += m_waiting.size();
    counts.dropped += m_dropped;
    return counts;
}

void Outbox::spill()
{
    m_trouble.reset();
    while (m_spool && !m_waiting.empty()) {
        if (auto stored = m_spool->append(m_sender, m_waiting.front()); !stored) {
            m_trouble = std::move(stored).error();
            return;
        }
        m_waiting.pop_front();
    }
}

} // namespace piuptime::spool
