// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/history/Sqlite.h"

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace piuptime::history {

/// Read-only connections for the threads that ask. Thread-safe.
class ReaderPool
{
public:
    using Connect = std::function<Connection()>;
    explicit ReaderPool(Connect connect)
        : m_connect(std::move(connect))
    {
    }

    /// A connection with a read transaction open, so that all its statements see one moment. Goes back by itself.
    class Lease
    {
    public:
        Lease(ReaderPool &pool, std::unique_ptr<Connection> connection, unsigned generation);
        Lease(Lease &&) noexcept = default;
        Lease &operator=(Lease &&) = delete;
        ~Lease();
        [[nodiscard]] Connection &connection() { return *m_connection; }

    private:
        ReaderPool *m_pool;
        std::unique_ptr<Connection> m_connection;
        unsigned m_generation;
    };

    /// Throws SqliteError.
    [[nodiscard]] Lease take();
    /// The file was replaced: connections to the old one are not used again.
    void invalidate();

private:
    Connect m_connect;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Connection>> m_idle;
    unsigned m_generation = 0;
};

} // namespace piuptime::history
