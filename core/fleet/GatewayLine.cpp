// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/GatewayLine.h"

#include "core/gateway/http/BodyReader.h"
#include "core/gateway/http/HeadParser.h"

#include "core/base/Text.h"

#include <algorithm>

namespace piuptime::fleet {
namespace {

using gateway::http::Progress;

/// A console that carries all of its own about, the service of this user, a console of this user, the gateway alone.
constexpr const char *kFindSocket =
    R"(for s in "${PIUPTIME_HOME:+$PIUPTIME_HOME/state/gateway.sock}" "/run/piuptime-$(id -un)/gateway.sock" )"
    R"("${XDG_STATE_HOME:-$HOME/.local/state}/piuptime/gateway.sock" /run/piuptime-gateway/gateway.sock; do )"
    R"([ -S "$s" ] && [ -w "$s" ] && { printf %s "$s"; exit 0; }; done; exit 1)";
constexpr std::uint64_t kMaxAnswerBytes = std::uint64_t{16} << 20U;

QByteArray bytesOf(const GatewayRequest &request)
{
    std::string head = request.method + " " + request.target + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n";
    if (!request.body.empty() || request.method != "GET")
        head += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
    return QByteArray::fromStdString(head + "\r\n" + request.body);
}

/// Reads one answer as it arrives.
class AnswerReader
{
public:
    /// \return whether the answer is whole   \retval Corrupt it is no HTTP   \retval Overloaded it is too long
    [[nodiscard]] Result<bool> take(std::string_view bytes)
    {
        m_received.append(bytes);
        if (!m_hasHead) {
            const Progress progress = m_head.parse(m_received);
            if (progress == Progress::Refused)
                return corrupt(m_head.cause());
            if (progress == Progress::More)
                return false;
            m_hasHead = true;
            m_answer.status = m_head.head().status;
            if (const auto cause = m_body.begin(m_head.head().body); cause != gateway::Cause::None)
                return corrupt(cause);
            m_received.erase(0, m_head.length());
        }
        return takeBody();
    }
    [[nodiscard]] GatewayAnswer &answer() { return m_answer; }

private:
    [[nodiscard]] Result<bool> takeBody()
    {
        std::string_view input = m_received;
        Progress progress = m_body.isDone() ? Progress::Done : Progress::More;
        while (progress == Progress::More && !input.empty()) {
            std::string_view data;
            progress = m_body.read(input, data);
            m_answer.body.append(data);
        }
        m_received.erase(0, m_received.size() - input.size());
        if (progress == Progress::Refused)
            return corrupt(m_body.cause());
        return progress == Progress::Done;
    }
    [[nodiscard]] static tl::unexpected<Error> corrupt(gateway::Cause cause)
    {
        const bool isTooLarge = cause == gateway::Cause::BodyTooLarge;
        return fail(isTooLarge ? ErrorKind::Overloaded : ErrorKind::Corrupt,
                    "the gateway's answer cannot be read: " + std::string(info(cause).slug));
    }
    [[nodiscard]] static gateway::http::Limits limits()
    {
        gateway::http::Limits limits;
        limits.bodyBytes = kMaxAnswerBytes;
        return limits;
    }

    std::string m_received; ///< and not taken yet
    gateway::http::ResponseParser m_head{limits()};
    gateway::http::BodyReader m_body{limits()};
    GatewayAnswer m_answer;
    bool m_hasHead = false;
};

QCoro::Task<Result<GatewayAnswer>> talk(std::shared_ptr<async::ByteChannel> channel, QByteArray request,
                                        Deadline deadline)
{
    const auto written = co_await channel->write(request, deadline);
    if (!written)
        co_return tl::unexpected(written.error());
    AnswerReader reader;
    for (;;) {
        const auto bytes = co_await channel->readSome(deadline);
        if (!bytes)
            co_return fail(bytes.error(), "waiting for the gateway's answer");
        const auto isWhole = reader.take({bytes->constData(), static_cast<std::size_t>(bytes->size())});
        if (!isWhole)
            co_return tl::unexpected(isWhole.error());
        if (*isWhole)
            co_return std::move(reader.answer());
    }
}

} // namespace

QCoro::Task<Result<std::string>> GatewayLine::findSocket(std::shared_ptr<Link> link, Deadline deadline)
{
    const std::string command(kFindSocket);
    const auto found = co_await link->run(command, deadline);
    if (!found)
        co_return tl::unexpected(found.error());
    if (found->exitStatus != 0 || found->standardOutput.empty())
        co_return fail(ErrorKind::NotFound, "no gateway of this account runs there");
    co_return found->standardOutput;
}

QCoro::Task<Result<GatewayAnswer>> GatewayLine::ask(std::shared_ptr<Link> link, GatewayRequest request,
                                                    Deadline deadline)
{
    return askOnce(shared_from_this(), std::move(link), std::move(request), deadline);
}

QCoro::Task<Result<GatewayAnswer>> GatewayLine::askOnce(std::shared_ptr<GatewayLine> self, std::shared_ptr<Link> link,
                                                        GatewayRequest request, Deadline deadline)
{
    if (self->m_socket.empty()) {
        const auto found = co_await findSocket(link, deadline);
        if (!found)
            co_return tl::unexpected(found.error());
        self->m_socket = *found;
    }
    const std::string socket = self->m_socket;
    const QByteArray bytes = bytesOf(request);
    std::optional<Error> refusal; // of the direct way
    if (!self->m_relays) {
        const auto channel = co_await link->openSocket(socket, deadline);
        if (channel) {
            auto answer = co_await talk(*channel, bytes, deadline);
            co_return answer;
        }
        refusal = channel.error();
    }
    auto answer = co_await relay(link, socket, bytes, deadline);
    self->m_relays = answer.has_value();
    if (answer)
        co_return answer;
    self->m_socket = self->m_known; // else it may be elsewhere by now
    Error why = answer.error();
    if (refusal && why.kind == ErrorKind::NotFound)
        why.detail = refusal->detail + "; " + why.detail;
    if (why.kind == ErrorKind::NotFound)
        why.kind = ErrorKind::Unreachable;
    co_return fail(why, "reaching the gateway at " + socket);
}

/// By a program there, whose errors are for people. \retval NotFound there is none
QCoro::Task<Result<GatewayAnswer>> GatewayLine::relay(std::shared_ptr<Link> link, std::string socket,
                                                      QByteArray request, Deadline deadline)
{
    const std::string command = "piuptime-gateway relay --socket " + shellQuoted(socket);
    const auto output = co_await link->run(command, request, kMaxAnswerBytes, deadline);
    if (!output)
        co_return tl::unexpected(output.error());
    AnswerReader reader;
    const auto isWhole = reader.take(output->standardOutput);
    if (isWhole && *isWhole)
        co_return std::move(reader.answer());
    constexpr int kNoSuchCommand = 127;
    if (output->exitStatus == kNoSuchCommand)
        co_return fail(ErrorKind::NotFound, "piuptime-gateway, which could pass requests on there, is not installed");
    if (output->exitStatus == 0)
        co_return isWhole ? fail(ErrorKind::Corrupt, "the gateway's answer was cut off")
                          : tl::unexpected(isWhole.error());
    co_return fail(ErrorKind::Unreachable, printable(output->standardError));
}

} // namespace piuptime::fleet
