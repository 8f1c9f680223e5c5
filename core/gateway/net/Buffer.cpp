// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/net/Buffer.h"

#include <cstring>
#include <utility>

namespace piuptime::gateway::net {

BlockPool::~BlockPool()
{
    for (char *const block : m_free)
        delete[] block;
}

char *BlockPool::take()
{
    if (m_free.empty())
        return new char[kBlockBytes];
    char *const block = m_free.back();
    m_free.pop_back();
    return block;
}

void BlockPool::giveBack(char *block)
{
    if (m_free.size() < kMostKept)
        m_free.push_back(block);
    else
        delete[] block;
}

Buffer::Buffer(Buffer &&other) noexcept
    : m_pool(other.m_pool)
    , m_data(std::exchange(other.m_data, nullptr))
    , m_capacity(std::exchange(other.m_capacity, 0))
    , m_begin(std::exchange(other.m_begin, 0))
    , m_end(std::exchange(other.m_end, 0))
{
}

Buffer &Buffer::operator=(Buffer &&other) noexcept
{
    if (this != &other) {
        clear();
        m_pool = other.m_pool;
        m_data = std::exchange(other.m_data, nullptr);
        m_capacity = std::exchange(other.m_capacity, 0);
        m_begin = std::exchange(other.m_begin, 0);
        m_end = std::exchange(other.m_end, 0);
    }
    return *this;
}

std::span<char> Buffer::prepare(std::size_t atLeast)
{
    if (m_capacity - m_end >= atLeast && m_data != nullptr)
        return {m_data + m_end, m_capacity - m_end};
    const std::size_t held = size();
    std::size_t capacity = std::max(m_capacity, BlockPool::kBlockBytes);
    while (capacity - held < atLeast)
        capacity *= 2;
    if (m_data != nullptr && capacity == m_capacity) {
        std::memmove(m_data, m_data + m_begin, held);
    } else {
        char *const data = capacity == BlockPool::kBlockBytes ? m_pool->take() : new char[capacity];
        if (held > 0)
            std::memcpy(data, m_data + m_begin, held);
        free();
        m_data = data;
        m_capacity = capacity;
    }
    m_begin = 0;
    m_end = held;
    return {m_data + m_end, m_capacity - m_end};
}

void Buffer::append(std::string_view bytes)
{
    if (bytes.empty())
        return;
    std::memcpy(prepare(bytes.size()).data(), bytes.data(), bytes.size());
    m_end += bytes.size();
}

void Buffer::overwrite(std::size_t at, std::string_view bytes)
{
    std::memcpy(m_data + m_begin + at, bytes.data(), bytes.size());
}

void Buffer::consume(std::size_t count)
{
    m_begin += count;
    releaseIfEmpty();
}

void Buffer::releaseIfEmpty()
{
    if (isEmpty())
        clear();
}

void Buffer::clear()
{
    free();
    m_data = nullptr;
    m_capacity = 0;
    m_begin = 0;
    m_end = 0;
}

void Buffer::free()
{
    if (m_data == nullptr)
        return;
    if (m_capacity == BlockPool::kBlockBytes)
        m_pool->giveBack(m_data);
    else
        delete[] m_data;
}

} // namespace piuptime::gateway::net
