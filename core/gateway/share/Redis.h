// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"
#include "core/base/UniqueFd.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct redisReader;

namespace piuptime::gateway::share {

/// What Redis answered to one command.
struct Reply {
    enum class Kind : std::uint8_t { Nil, Integer, Text, Failure, List };

    Kind kind = Kind::Nil;
    std::int64_t number = 0; ///< of Integer
    std::string text = {};   ///< of Text; of Failure, which begins with a word in capitals
    std::vector<Reply> list = {};
};

/// A connection to Redis: what is written and read is bounded, in bytes and in time. The protocol is hiredis', the
/// socket is ours, since hiredis' own can wait for one read at a time only. Belongs to one thread, which waits.
class Redis
{
public:
    static constexpr std::size_t kMostBytes = std::size_t{4} << 20U;

    /// \param address `host:port`, or the path of a Unix socket   \param wakeFd readable once all waiting is to end
    /// \param mostBytes that answers to what is asked at once may have
    /// \retval InvalidInput, NotFound as of `net::Address::resolve`, which may block for as long as the resolver does
    /// \retval Unreachable it takes no connection   \retval Timeout not by then   \retval Cancelled woken
    [[nodiscard]] static Result<std::unique_ptr<Redis>> connect(const std::string &address, Deadline deadline,
                                                                int wakeFd, std::size_t mostBytes = kMostBytes);
    ~Redis();
    Redis(const Redis &) = delete;
    Redis &operator=(const Redis &) = delete;

    /// Puts a command after those that are sent next.
    void add(std::span<const std::string_view> words);
    /// Sends what was added. \return a reply to each command, in their order
    /// \retval Timeout not all of it by then   \retval Unreachable the connection ended   \retval Cancelled woken
    /// \retval Corrupt what came is no answer of Redis. After a failure the connection is of no use any more.
    [[nodiscard]] Result<std::vector<Reply>> ask(Deadline deadline);

private:
    Redis(UniqueFd socket, int wakeFd, std::size_t mostBytes);
    [[nodiscard]] Result<void> waitFor(short events, Deadline deadline) const;
    [[nodiscard]] Result<void> send(Deadline deadline);
    [[nodiscard]] Result<std::size_t> receive(Deadline deadline);

    struct FreeReader {
        void operator()(redisReader *reader) const;
    };

    UniqueFd m_socket;
    const int m_wakeFd;
    const std::size_t m_mostBytes;
    std::unique_ptr<redisReader, FreeReader> m_reader;
    std::string m_toSend;
    std::size_t m_commands = 0; ///< in it
};

} // namespace piuptime::gateway::share
