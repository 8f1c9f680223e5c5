// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Agent.h"

#include "core/base/Text.h"

#include <QtEndian>

#include <optional>

// The protocol is in draft-ietf-sshm-ssh-agent: each message is a length (4 bytes, big-endian), a type and its fields.
namespace piuptime::ssh {
namespace {

using async::FdStream;

constexpr char kFailure = 5;
constexpr char kRequestIdentities = 11;
constexpr char kIdentitiesAnswer = 12;
constexpr char kSignRequest = 13;
constexpr quint32 kMaxMessageBytes = 256 * 1024;
constexpr quint32 kMaxKeys = 64;
constexpr Milliseconds kIdle = std::chrono::hours(1);

QByteArray number(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray framed(const QByteArray &bytes)
{
    return number(static_cast<quint32>(bytes.size())) + bytes;
}

std::optional<quint32> takeNumber(QByteArray &bytes)
{
    if (bytes.size() < 4)
        return std::nullopt;
    const auto value = qFromBigEndian<quint32>(bytes.constData());
    bytes.remove(0, 4);
    return value;
}

/// Cuts a field with its length in front off `bytes`.
std::optional<QByteArray> takeField(QByteArray &bytes)
{
    const auto length = takeNumber(bytes);
    if (!length || *length > static_cast<quint32>(bytes.size()))
        return std::nullopt;
    QByteArray field = bytes.left(*length);
    bytes.remove(0, *length);
    return field;
}

QCoro::Task<Result<QByteArray>> readMessage(std::shared_ptr<FdStream> stream, Deadline deadline)
{
    QByteArray bytes;
    for (;;) {
        QByteArray rest = bytes;
        const auto length = takeNumber(rest);
        if (length && (*length == 0 || *length > kMaxMessageBytes))
            co_return fail(ErrorKind::Corrupt, "the SSH agent sent a message of impossible length");
        if (length && *length <= static_cast<quint32>(rest.size()))
            co_return rest.left(*length);
        const auto more = co_await stream->readSome(deadline);
        if (!more)
            co_return tl::unexpected(more.error());
        bytes += *more;
    }
}

QCoro::Task<Result<QByteArray>> askAgent(std::string socket, QByteArray request, Deadline deadline)
{
    CO_TRY(auto fd, async::connectUnixSocket(socket));
    const auto stream = std::make_shared<FdStream>(std::move(fd), "the SSH agent");
    const auto written = co_await stream->write(framed(request), deadline);
    if (!written)
        co_return tl::unexpected(written.error());
    const auto answer = co_await readMessage(stream, deadline);
    co_return answer;
}

Result<std::vector<AgentKey>> parseIdentities(QByteArray answer)
{
    const auto malformed = [] { return fail(ErrorKind::Corrupt, "the SSH agent gave a malformed list of keys"); };
    if (answer.isEmpty() || answer.front() != kIdentitiesAnswer)
        return malformed();
    answer.remove(0, 1);
    const auto count = takeNumber(answer);
    if (!count)
        return malformed();
    std::vector<AgentKey> keys;
    for (quint32 i = 0; i < std::min(*count, kMaxKeys); ++i) {
        const auto blob = takeField(answer);
        const auto comment = takeField(answer);
        if (!blob || !comment)
            return malformed();
        keys.push_back({*blob, printable(comment->toStdString(), 80)});
    }
    return keys;
}

QCoro::Task<void> serve(std::shared_ptr<FdStream> stream, std::string socket, AgentKey key, Milliseconds answerTime)
{
    const QByteArray identities = QByteArray(1, kIdentitiesAnswer) + number(1) + framed(key.blob)
                                  + framed(QByteArray::fromStdString(key.comment));
    for (;;) {
        const auto request = co_await readMessage(stream, Deadline::in(kIdle));
        if (!request)
            break;
        QByteArray answer(1, kFailure);
        if (request->front() == kRequestIdentities) {
            answer = identities;
        } else if (request->front() == kSignRequest) {
            const auto signature = co_await askAgent(socket, *request, Deadline::in(answerTime));
            if (signature)
                answer = *signature;
        }
        const auto written = co_await stream->write(framed(answer), Deadline::in(answerTime));
        if (!written)
            break;
    }
    stream->close();
}

} // namespace

QCoro::Task<Result<std::vector<AgentKey>>> listAgentKeys(std::string socket, Deadline deadline)
{
    const QByteArray request(1, kRequestIdentities);
    const auto answer = co_await askAgent(socket, request, deadline);
    if (!answer)
        co_return fail(answer.error(), "asking the SSH agent for its keys");
    co_return parseIdentities(*answer);
}

Result<std::shared_ptr<AgentRelay>> AgentRelay::create(std::string socket, AgentKey key, Milliseconds answerTime)
{
    auto sockets = async::makeSocketPair();
    if (!sockets)
        return tl::unexpected(sockets.error());
    std::shared_ptr<AgentRelay> relay(new AgentRelay);
    relay->m_clientEnd = std::move(sockets->first);
    relay->m_stream = std::make_shared<FdStream>(std::move(sockets->second), "the SSH library");
    serve(relay->m_stream, std::move(socket), std::move(key), answerTime);
    return relay;
}

AgentRelay::~AgentRelay()
{
    m_stream->close();
}

} // namespace piuptime::ssh
