// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/HeadWriter.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Lists.h"

#include <array>
#include <charconv>

namespace piuptime::gateway::http {

namespace {

void write(net::Buffer &out, std::initializer_list<std::string_view> parts)
{
    for (const std::string_view part : parts)
        out.append(part);
}

/// Digits of a number, in room of its own.
class Digits
{
public:
    explicit Digits(std::uint64_t number, int base = 10)
        : m_end(std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), number, base).ptr)
    {
    }
    [[nodiscard]] std::string_view text() const
    {
        return {m_digits.data(), static_cast<std::size_t>(m_end - m_digits.data())};
    }

private:
    std::array<char, 20> m_digits{};
    char *m_end;
};

/// Appends fields; those that are written as they should be and follow one another are copied in one piece.
class FieldCopier
{
public:
    explicit FieldCopier(net::Buffer &out)
        : m_out(out)
    {
    }

    void copy(const FieldView &field)
    {
        if (!field.isCanonical()) {
            flush();
            write(m_out, {field.name, ": ", field.value, "\r\n"});
        } else if (field.line.data() == m_run.data() + m_run.size()) {
            m_run = {m_run.data(), m_run.size() + field.line.size()};
        } else {
            flush();
            m_run = field.line;
        }
    }
    void flush()
    {
        m_out.append(m_run);
        m_run = {};
    }

private:
    net::Buffer &m_out;
    std::string_view m_run;
};

/// Whether a Connection field of the head names the field, which then ends at this hop.
bool isNamedByConnection(const HeadParser &head, std::string_view name)
{
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const FieldView field = head.field(i);
        if (field.known == FieldName::Connection && lists(field.value, name))
            return true;
    }
    return false;
}

/// Copies the fields that `passes` lets through, that do not end at this hop and are not dropped.
template <class Passes>
void copyFields(net::Buffer &out, const HeadParser &head, const ConnectionOptions &connection,
                const FieldNames *dropped, Passes passes)
{
    FieldCopier copier(out);
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const FieldView field = head.field(i);
        const bool endsHere = connection.others && isNamedByConnection(head, field.name);
        if (!endsHere && passes(field.known) && (dropped == nullptr || !dropped->holds(field.name)))
            copier.copy(field);
    }
    copier.flush();
}

void writeFraming(net::Buffer &out, const Framing &body)
{
    if (body.kind == BodyKind::Length)
        write(out, {"Content-Length: ", Digits(body.length).text(), "\r\n"});
    else if (body.kind == BodyKind::Chunked)
        out.append("Transfer-Encoding: chunked\r\n");
}

bool passesToUpstream(FieldName name, const RequestPassage &passage)
{
    switch (name) {
    case FieldName::Other:
    case FieldName::Expect:
    case FieldName::UserAgent:
    case FieldName::Via:
        return true;
    case FieldName::Forwarded:
    case FieldName::XForwardedHost:
    case FieldName::XForwardedProto:
        return passage.trustsForwarded;
    case FieldName::TraceParent:
    case FieldName::TraceState:
        return !passage.replacesTrace;
    case FieldName::XRequestId:
        return !passage.replacesRequestId;
    default:
        return false;
    }
}

/// An IPv6 address stands in quotes and brackets there (RFC 7239, 6).
void writeForwarded(net::Buffer &out, const RequestPassage &passage)
{
    const bool isV6 = passage.clientAddress.find(':') != std::string_view::npos;
    write(out, {isV6 ? "Forwarded: for=\"[" : "Forwarded: for=", passage.clientAddress,
                isV6 ? "]\";proto=" : ";proto=", passage.scheme, "\r\n"});
}

void writeForwardedFor(net::Buffer &out, const RequestParser &request, const RequestPassage &passage)
{
    out.append("X-Forwarded-For: ");
    for (std::size_t i = 0; passage.trustsForwarded && i < request.fieldCount(); ++i) {
        const FieldView field = request.field(i);
        if (field.known == FieldName::XForwardedFor && !field.value.empty())
            write(out, {field.value, ", "});
    }
    write(out, {passage.clientAddress, "\r\n"});
}

bool has(const HeadParser &head, FieldName name)
{
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        if (head.field(i).known == name)
            return true;
    }
    return false;
}

void writeHops(net::Buffer &out, const RequestParser &request, const RequestPassage &passage)
{
    writeForwardedFor(out, request, passage);
    writeForwarded(out, passage);
    if (!passage.trustsForwarded || !has(request, FieldName::XForwardedProto))
        write(out, {"X-Forwarded-Proto: ", passage.scheme, "\r\n"});
    const std::string_view host = request.head().host;
    if (!host.empty() && (!passage.trustsForwarded || !has(request, FieldName::XForwardedHost)))
        write(out, {"X-Forwarded-Host: ", host, "\r\n"});
    const bool isHttp11 = request.head().version == Version::Http11;
    write(out, {passage.isHttp2 ? "Via: 2.0 " : isHttp11 ? "Via: 1.1 " : "Via: 1.0 ", passage.via, "\r\n"});
}

void writeRequestConnection(net::Buffer &out, const RequestHead &head, bool passesUpgrade)
{
    if (passesUpgrade)
        write(out, {"Connection: upgrade\r\nUpgrade: ", head.upgrade, "\r\n"});
    else if (head.wantsTrailers)
        out.append("Connection: TE\r\nTE: trailers\r\n");
}

bool passesToClient(FieldName name, const ResponseHead &head, const ResponsePassage &passage)
{
    switch (name) {
    case FieldName::Other:
    case FieldName::Expect:
    case FieldName::Forwarded:
    case FieldName::Host:
    case FieldName::TraceParent:
    case FieldName::TraceState:
    case FieldName::UserAgent:
    case FieldName::Via:
    case FieldName::XForwardedFor:
    case FieldName::XForwardedHost:
    case FieldName::XForwardedProto:
        return true;
    case FieldName::XRequestId:
        return passage.requestId.empty();
    case FieldName::ContentLength: // of the body that is not sent
        return passage.isAnswerToHead || head.status == 304;
    case FieldName::Trailer:
        return passage.body.kind == BodyKind::Chunked;
    case FieldName::Upgrade:
        return head.status == 101 || head.status == 426;
    default:
        return false;
    }
}

void writeResponseConnection(net::Buffer &out, const ResponseHead &head, const ResponsePassage &passage)
{
    if (head.status == 101)
        out.append("Connection: upgrade\r\n");
    else if (!passage.keepsConnection)
        out.append("Connection: close\r\n");
    else if (passage.client == Version::Http10)
        out.append("Connection: keep-alive\r\n");
}

} // namespace

void writeRequestHead(net::Buffer &out, const RequestParser &request, const RequestPassage &passage)
{
    const RequestHead &head = request.head();
    write(out, {head.methodName, " ", passage.path, passage.query.value_or(head.query),
                " HTTP/1.1\r\nHost: ", passage.host, "\r\n"});
    copyFields(out, request, head.connection, passage.dropped,
               [&passage](FieldName name) { return passesToUpstream(name, passage); });
    writeFraming(out, passage.body.value_or(head.body));
    writeHops(out, request, passage);
    writeRequestConnection(out, head, passage.passesUpgrade);
    write(out, {passage.ownFields, "\r\n"});
}

void writeResponseHead(net::Buffer &out, const ResponseParser &response, const ResponsePassage &passage)
{
    const ResponseHead &head = response.head();
    write(out, {"HTTP/1.1 ", Digits(static_cast<std::uint64_t>(head.status)).text(), " ", head.reason, "\r\n"});
    copyFields(out, response, head.connection, passage.dropped,
               [&head, &passage](FieldName name) { return passesToClient(name, head, passage); });
    writeFraming(out, passage.body);
    write(out, {head.version == Version::Http11 ? "Via: 1.1 " : "Via: 1.0 ", passage.via, "\r\n"});
    if (!passage.requestId.empty())
        write(out, {"X-Request-Id: ", passage.requestId, "\r\n"});
    writeResponseConnection(out, head, passage);
    write(out, {passage.ownFields, "\r\n"});
}

void writeChunk(net::Buffer &out, std::string_view data)
{
    write(out, {Digits(data.size(), 16).text(), "\r\n", data, "\r\n"});
}

void writeLastChunk(net::Buffer &out, const ChunkDecoder *trailers)
{
    out.append("0\r\n");
    if (trailers != nullptr) {
        FieldCopier copier(out);
        for (std::size_t i = 0; i < trailers->trailerCount(); ++i)
            copier.copy(trailers->trailer(i));
        copier.flush();
    }
    out.append("\r\n");
}

} // namespace piuptime::gateway::http
