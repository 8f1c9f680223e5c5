// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace piuptime::gateway::net {

/// Memory of one size, kept for the next who needs some. One thread.
class BlockPool
{
public:
    static constexpr std::size_t kBlockBytes = std::size_t{16} * 1024;
    static constexpr std::size_t kMostKept = 64;

    BlockPool() { m_free.reserve(kMostKept); }
    ~BlockPool();
    BlockPool(const BlockPool &) = delete;
    BlockPool &operator=(const BlockPool &) = delete;

    [[nodiscard]] char *take();
    void giveBack(char *block);

private:
    std::vector<char *> m_free;
};

/// Bytes that wait: written at the end, read from the front, always in one piece. Holds memory only while it holds
/// bytes, so that a connection without traffic costs none. One thread.
class Buffer
{
public:
    explicit Buffer(BlockPool &pool)
        : m_pool(&pool)
    {
    }
    Buffer(Buffer &&other) noexcept;
    Buffer &operator=(Buffer &&other) noexcept;
    ~Buffer() { clear(); }

    [[nodiscard]] std::string_view view() const { return {m_data + m_begin, m_end - m_begin}; }
    [[nodiscard]] std::size_t size() const { return m_end - m_begin; }
    [[nodiscard]] bool isEmpty() const { return m_begin == m_end; }

    /// Room at the end for at least so many bytes; views from before are void. Tell with `commit` how many came.
    [[nodiscard]] std::span<char> prepare(std::size_t atLeast);
    void commit(std::size_t count) { m_end += count; }
    void append(std::string_view bytes);
    /// Puts other bytes in the place of some that are there. \param at from the front
    void overwrite(std::size_t at, std::string_view bytes);
    /// Takes bytes off the front. Views of what follows stay valid unless nothing does.
    void consume(std::size_t count);
    /// Gives the memory back when there is nothing in it: after a `prepare` without `commit`.
    void releaseIfEmpty();
    void clear();

private:
    void free();

    BlockPool *m_pool;
    char *m_data = nullptr;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace piuptime::gateway::net
