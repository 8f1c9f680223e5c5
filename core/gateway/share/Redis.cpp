// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/share/Redis.h"

#include "core/gateway/net/Address.h"

#include <hiredis/hiredis.h>

#include <poll.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace piuptime::gateway::share {

namespace {

constexpr int kMostElements = 4096; ///< of a list

/// hiredis' own, but for lists of any length, for which it would take memory before anything of them came.
redisReplyObjectFunctions &boundedFunctions()
{
    static const redisReplyObjectFunctions kOwn = [] {
        redisReader *const reader = redisReaderCreate();
        const redisReplyObjectFunctions own = *reader->fn;
        redisReaderFree(reader);
        return own;
    }();
    static redisReplyObjectFunctions bounded = [] {
        redisReplyObjectFunctions functions = kOwn;
        functions.createArray = [](const redisReadTask *task, int elements) -> void * {
            return elements > kMostElements ? nullptr : kOwn.createArray(task, elements);
        };
        return functions;
    }();
    return bounded;
}

Reply replyOf(const redisReply &from)
{
    switch (from.type) {
    case REDIS_REPLY_INTEGER:
        return {.kind = Reply::Kind::Integer, .number = from.integer};
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        return {.kind = Reply::Kind::Text, .text = {from.str, static_cast<std::size_t>(from.len)}};
    case REDIS_REPLY_ERROR:
        return {.kind = Reply::Kind::Failure, .text = {from.str, static_cast<std::size_t>(from.len)}};
    case REDIS_REPLY_ARRAY: {
        Reply reply{.kind = Reply::Kind::List};
        for (std::size_t i = 0; i < from.elements; ++i)
            reply.list.push_back(replyOf(*from.element[i]));
        return reply;
    }
    default:
        return {};
    }
}

tl::unexpected<Error> lost(int code)
{
    return fail(ErrorKind::Unreachable, code == 0 ? "it closed the connection" : std::strerror(code));
}

Result<net::Address> addressOf(const std::string &text)
{
    if (!text.starts_with('/'))
        return net::Address::resolve(text);
    sockaddr_storage storage{};
    auto &path = reinterpret_cast<sockaddr_un &>(storage);
    if (text.size() >= sizeof path.sun_path)
        return fail(ErrorKind::InvalidInput, "the path of a socket is too long", text);
    path.sun_family = AF_UNIX;
    text.copy(path.sun_path, text.size());
    return net::Address(storage, sizeof path);
}

} // namespace

void Redis::FreeReader::operator()(redisReader *reader) const
{
    redisReaderFree(reader);
}

Redis::Redis(UniqueFd socket, int wakeFd, std::size_t mostBytes)
    : m_socket(std::move(socket))
    , m_wakeFd(wakeFd)
    , m_mostBytes(mostBytes)
    , m_reader(redisReaderCreateWithFunctions(&boundedFunctions()))
{
}

Redis::~Redis() = default;

Result<std::unique_ptr<Redis>> Redis::connect(const std::string &address, Deadline deadline, int wakeFd,
                                              std::size_t mostBytes)
{
    const auto resolved = addressOf(address);
    if (!resolved)
        return tl::unexpected(resolved.error());
    UniqueFd socket = net::startConnecting(*resolved);
    if (!socket.isOpen())
        return lost(errno);
    std::unique_ptr<Redis> redis(new Redis(std::move(socket), wakeFd, mostBytes));
    if (const Result<void> waited = redis->waitFor(POLLOUT, deadline); !waited)
        return fail(waited.error(), "connecting");
    if (const int code = net::connectionError(redis->m_socket.get()); code != 0)
        return lost(code);
    return redis;
}

void Redis::add(std::span<const std::string_view> words)
{
    std::vector<const char *> texts;
    std::vector<std::size_t> sizes;
    for (const std::string_view word : words) {
        texts.push_back(word.data());
        sizes.push_back(word.size());
    }
    char *command = nullptr;
    const int size = redisFormatCommandArgv(&command, static_cast<int>(texts.size()), texts.data(), sizes.data());
    if (size < 0)
        throw std::bad_alloc();
    m_toSend.append(command, static_cast<std::size_t>(size));
    redisFreeCommand(command);
    ++m_commands;
}

Result<std::vector<Reply>> Redis::ask(Deadline deadline)
{
    if (const Result<void> sent = send(deadline); !sent)
        return tl::unexpected(sent.error());
    std::vector<Reply> replies;
    std::size_t bytes = 0;
    while (true) {
        void *reply = nullptr;
        if (redisReaderGetReply(m_reader.get(), &reply) != REDIS_OK)
            return fail(ErrorKind::Corrupt, std::string("its answer is none of Redis': ") + m_reader->errstr);
        if (reply != nullptr) {
            replies.push_back(replyOf(*static_cast<redisReply *>(reply)));
            freeReplyObject(reply);
            if (replies.size() == m_commands)
                break;
            continue;
        }
        const Result<std::size_t> read = receive(deadline);
        if (!read)
            return tl::unexpected(read.error());
        bytes += *read;
        if (bytes > m_mostBytes)
            return fail(ErrorKind::Corrupt, "its answer is larger than any to us can be");
    }
    if (m_reader->pos != m_reader->len)
        return fail(ErrorKind::Corrupt, "it answers what nobody asked");
    m_commands = 0;
    return replies;
}

Result<void> Redis::waitFor(short events, Deadline deadline) const
{
    std::array<pollfd, 2> waited{pollfd{m_socket.get(), events, 0}, pollfd{m_wakeFd, POLLIN, 0}};
    const int count = ::poll(waited.data(), waited.size(), static_cast<int>(deadline.remaining().count()));
    if (count > 0 && waited[1].revents != 0)
        return fail(ErrorKind::Cancelled, "it was to end");
    if (deadline.passed())
        return fail(ErrorKind::Timeout, "it did not answer in time");
    return {}; // or interrupted, which the next read or write finds out
}

Result<void> Redis::send(Deadline deadline)
{
    std::string_view rest = m_toSend;
    while (!rest.empty()) {
        const ssize_t sent = ::send(m_socket.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(sent));
            continue;
        }
        if (errno != EAGAIN && errno != EINTR)
            return lost(errno);
        if (const Result<void> waited = waitFor(POLLOUT, deadline); !waited)
            return waited;
    }
    m_toSend.clear();
    return {};
}

/// Waits for something, and gives it to the reader.
Result<std::size_t> Redis::receive(Deadline deadline)
{
    std::array<char, 16'384> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): filled before it is read
    while (true) {
        const ssize_t read = ::recv(m_socket.get(), buffer.data(), buffer.size(), 0);
        if (read > 0) {
            redisReaderFeed(m_reader.get(), buffer.data(), static_cast<std::size_t>(read));
            return static_cast<std::size_t>(read);
        }
        if (read == 0 || (errno != EAGAIN && errno != EINTR))
            return lost(read == 0 ? 0 : errno);
        if (const Result<void> waited = waitFor(POLLIN, deadline); !waited)
            return tl::unexpected(waited.error());
    }
}

} // namespace piuptime::gateway::share
