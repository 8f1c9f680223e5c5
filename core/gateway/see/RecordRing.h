// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/see/RequestRecord.h"

#include <mutex>

namespace piuptime::gateway {

/// The last so many records. One thread adds, any may read; it is never held up for longer than one record takes.
class RecordRing
{
public:
    explicit RecordRing(std::size_t most)
        : m_most(std::max<std::size_t>(1, most))
    {
    }

    void add(const RequestRecord &record)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_records.size() < m_most)
            m_records.push_back(record);
        else
            m_records[m_added % m_most] = record;
        ++m_added;
    }
    /// Copies those that `accepts`, newest first, at most so many.
    template <class Accepts>
    void read(std::vector<RequestRecord> &found, std::size_t most, Accepts accepts) const
    {
        std::uint64_t place = count();
        std::uint64_t before = ~std::uint64_t{0};
        for (std::size_t i = 0; i < m_most && place > 0 && most > 0; ++i) {
            const std::scoped_lock lock(m_mutex);
            const RequestRecord &record = m_records[--place % m_most];
            if (record.id >= before)
                return; // the writer came round meanwhile
            before = record.id;
            if (!accepts(record))
                continue;
            found.push_back(record);
            --most;
        }
    }

private:
    [[nodiscard]] std::uint64_t count() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_added;
    }

    const std::size_t m_most;
    mutable std::mutex m_mutex;
    std::vector<RequestRecord> m_records;
    std::uint64_t m_added = 0;
};

} // namespace piuptime::gateway
