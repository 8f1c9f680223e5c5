// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/Sources.h"

#include "core/history/Ingest.h"

#include <algorithm>
#include <utility>

namespace piuptime::history {

Sources::Sources(Connection *file, Memory memory)
    : m_file(file)
    , m_memory(std::move(memory))
{
    std::ranges::stable_sort(m_memory.waiting.readings, {}, &timeOf);
    if (m_file != nullptr)
        m_chunks.emplace(*m_file);
}

const Head &Sources::head()
{
    if (m_memory.head != nullptr)
        return *m_memory.head;
    if (!m_loadedHead) {
        m_loadedHead = std::make_unique<Head>();
        if (m_file != nullptr)
            loadHead(*m_file, *m_loadedHead, nullptr);
    }
    return *m_loadedHead;
}

void Sources::guarded(const ChunkEntry &entry, const std::function<void()> &read)
{
    try {
        read();
    } catch (const SqliteError &error) {
        if (!error.isDamage())
            throw;
        m_damaged.push_back(entry);
    }
}

void Sources::holdHead()
{
    if (m_memory.head != nullptr)
        m_loadedHead = std::exchange(m_memory.head, nullptr)->clone();
}

std::optional<std::int64_t> Sources::rowOf(const DeviceId &device)
{
    if (m_file == nullptr)
        return std::nullopt;
    Statement row = m_file->cached("SELECT id FROM device WHERE uid = ?1");
    row.bind(1, device);
    return row.step() ? std::optional(row.number(0)) : std::nullopt;
}

} // namespace piuptime::history
