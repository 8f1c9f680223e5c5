// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/control/AdminConnection.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/proxy/Problem.h"

#include <openssl/crypto.h>

namespace piuptime::gateway::control {

using http::Progress;
using Outcome = net::Stream::Outcome;

namespace {

constexpr std::string_view kBearer = "Bearer ";

http::Limits limitsOf(std::size_t bodyBytes)
{
    http::Limits limits;
    limits.bodyBytes = bodyBytes;
    return limits;
}

bool areEqual(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

AdminAnswer noToken()
{
    return {401,
            R"({"title":"the token is missing or wrong","status":401,"kind":"unauthorized"})"
            "\n",
            "application/problem+json"};
}

} // namespace

AdminConnection::AdminConnection(AdminServer &server, UniqueFd fd, bool needsToken)
    : m_server(server)
    , m_stream(std::move(fd))
    , m_input(server.m_blocks)
    , m_output(server.m_blocks)
    , m_timer(server.m_loop->timers(), [this] { close(); })
    , m_head(limitsOf(server.m_options.mostBodyBytes))
    , m_body(limitsOf(server.m_options.mostBodyBytes))
    , m_needsToken(needsToken)
{
    m_timer.set(server.m_loop->now() + server.m_options.patience);
}

void AdminConnection::onEvents(std::uint32_t events)
{
    if (!m_stream.isOpen())
        return;
    m_stream.note(events);
    for (bool goesOn = true; goesOn;) {
        const bool isWhole = !m_isEnding && m_output.isEmpty() && takeHead() && takeBody();
        if (isWhole)
            serve();
        send();
        goesOn = m_stream.isOpen() && m_output.isEmpty() && (isWhole || receive());
    }
}

/// Who closes while the client still sends, makes its system throw away the answer: after the last one, what comes is
/// dropped until the client has closed.
bool AdminConnection::receive()
{
    const Outcome outcome = m_stream.read(m_input);
    if (m_isEnding)
        m_input.clear();
    if (outcome == Outcome::Ended || outcome == Outcome::Failed) {
        close();
        return false;
    }
    return outcome == Outcome::Progress;
}

bool AdminConnection::takeHead()
{
    if (m_hasHead)
        return true;
    const Progress progress = m_head.parse(m_input.view());
    if (progress == Progress::Refused)
        refuse(m_head.cause());
    if (progress != Progress::Done)
        return false;
    const http::RequestHead &head = m_head.head();
    m_keeps = head.keepsConnection();
    m_request = {std::string(head.methodName), {}};
    const bool isReadable = readTarget(head.path, head.query, m_request);
    const bool isAllowed = mayAsk();
    const bool expectsContinue = head.expectsContinue;
    const Cause cause = m_body.begin(head.body);
    m_input.consume(m_head.length());
    m_head.reset();
    if (!isReadable || cause != Cause::None) {
        refuse(isReadable ? cause : Cause::BadTarget);
    } else if (!isAllowed) {
        say(noToken(), true);
    } else {
        m_hasHead = true;
        if (expectsContinue)
            m_output.append("HTTP/1.1 100 Continue\r\n\r\n");
    }
    return m_hasHead;
}

bool AdminConnection::mayAsk() const
{
    if (!m_needsToken)
        return true;
    for (std::size_t i = 0; i < m_head.fieldCount(); ++i) {
        const http::FieldView field = m_head.field(i);
        if (http::equalsIgnoringCase(field.name, "Authorization"))
            return field.value.starts_with(kBearer) && areEqual(field.value.substr(kBearer.size()), m_server.m_token);
    }
    return false;
}

bool AdminConnection::takeBody()
{
    std::string_view input = m_input.view();
    Progress progress = m_body.isDone() ? Progress::Done : Progress::More;
    while (progress == Progress::More && !input.empty()) {
        std::string_view data;
        progress = m_body.read(input, data);
        m_request.body.append(data);
    }
    m_input.consume(m_input.size() - input.size());
    if (progress == Progress::Refused)
        refuse(m_body.cause());
    return progress == Progress::Done;
}

void AdminConnection::serve()
{
    m_hasHead = false;
    say(m_server.m_answer(m_request), !m_keeps);
    m_request = {};
    m_timer.set(m_server.m_loop->now() + m_server.m_options.patience);
}

void AdminConnection::say(const AdminAnswer &answer, bool isLast)
{
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    head.append(reasonOf(answer.status)).append("\r\nContent-Type: ").append(answer.type);
    head.append("\r\nContent-Length: ").append(std::to_string(answer.body.size()));
    head.append("\r\nCache-Control: no-store\r\n").append(isLast ? "Connection: close\r\n\r\n" : "\r\n");
    m_output.append(head);
    if (m_request.method != "HEAD")
        m_output.append(answer.body);
    m_isEnding = isLast;
}

void AdminConnection::refuse(Cause cause)
{
    writeProblem(m_output, cause, SystemClock().utcNow(), {});
    m_isEnding = true;
}

void AdminConnection::send()
{
    Outcome outcome = Outcome::Progress;
    while (!m_output.isEmpty() && outcome == Outcome::Progress) {
        std::size_t sent = 0;
        outcome = m_stream.write(m_output.view(), sent);
        m_output.consume(sent);
    }
    if (outcome == Outcome::Failed)
        close();
    else if (m_isEnding && m_output.isEmpty())
        m_stream.endSending();
}

void AdminConnection::close()
{
    m_server.m_loop->unwatch(m_stream.fd());
    m_server.m_loop->unwatch(m_stream.fd());
    m_stream.close();
    m_timer.cancel();
    m_server.dismiss(*this);
}

} // namespace piuptime::gateway::control
