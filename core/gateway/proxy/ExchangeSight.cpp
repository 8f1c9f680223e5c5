// SPDX-License-Identifier: GPL-3.0-or-later
// The part of an exchange that keeps a record of what comes of it, and carries its trace on.
#include "core/gateway/proxy/Exchange.h"
#include "core/gateway/proxy/Worker.h"
#include "core/gateway/see/HiddenParameters.h"

namespace piuptime::gateway {

using http::FieldName;

namespace {

std::chrono::microseconds between(MonoTime start, MonoTime end)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(end - start);
}

/// The value of a field that stands there once; empty otherwise.
std::string_view only(const http::HeadParser &head, FieldName name)
{
    std::string_view found;
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (field.known != name)
            continue;
        if (!found.empty())
            return {};
        found = field.value;
    }
    return found;
}

/// All values of a list that may be spread over several fields.
std::string joined(const http::HeadParser &head, FieldName name)
{
    std::string values;
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const http::FieldView field = head.field(i);
        if (field.known == name)
            values.append(values.empty() ? "" : ",").append(field.value);
    }
    return values;
}

void addTo(std::atomic<std::int64_t> &gauge, std::int64_t change)
{
    gauge.store(gauge.load(std::memory_order_relaxed) + change, std::memory_order_relaxed);
}

} // namespace

bool Exchange::advance()
{
    const std::size_t in = m_client->input().size();
    const std::size_t out = m_client->output().size();
    const bool hasProgressed = step();
    m_record.bytesIn += in - m_client->input().size();
    m_record.bytesOut += m_client->output().size() - out;
    return hasProgressed;
}

void Exchange::onDeadline()
{
    const std::size_t out = m_client->output().size();
    passDeadline();
    m_record.bytesOut += m_client->output().size() - out;
}

void Exchange::noteBegin()
{
    m_record.startedMono = m_startedAt;
    m_record.startedAt = SystemClock().utcNow();
    const Visitor &who = m_client->who();
    m_record.client = who.address;
    m_record.tlsVersion = who.tlsVersion;
    m_record.serverName = who.serverName;
    if (who.speaksHttp2)
        m_record.protocol = "HTTP/2";
    addTo(m_worker.sight().underWay, 1);
}

void Exchange::noteRequest()
{
    const http::RequestHead &head = m_request.head();
    m_record.hasHead = true;
    m_record.method = head.methodName;
    m_record.host = head.host;
    m_record.path = head.path;
    std::string storage;
    m_record.query = withoutHidden(head.query, config().log.hiddenParameters, storage);
    m_record.version = head.version;
    m_record.userAgent = only(m_request, FieldName::UserAgent);
    if (config().trace.mode != TraceConfig::Mode::Off)
        nameTrace();
    if (config().trace.givesRequestId)
        nameRequest();
}

/// The trace that came goes on, or one is begun. Which attempt it is, each attempt fills in.
void Exchange::nameTrace()
{
    const auto came = parseTraceParent(only(m_request, FieldName::TraceParent));
    if (!came && config().trace.mode != TraceConfig::Mode::Always)
        return;
    constexpr std::string_view kBefore = "traceparent: 00-";
    if (came) {
        m_record.traceId = came->traceId;
    } else {
        const auto made = m_worker.ids().next<32>();
        m_record.traceId = std::string_view(made.data(), made.size());
    }
    const bool isSampled = !came || (came->flags & 1U) != 0;
    m_ownFields.append(kBefore).append(m_record.traceId.view()).append("-");
    m_parentAt = m_ownFields.size();
    m_ownFields.append("0000000000000000").append(isSampled ? "-01\r\n" : "-00\r\n");
    if (!came)
        return;
    if (const std::string state = joined(m_request, FieldName::TraceState); isTraceState(state))
        m_ownFields.append("tracestate: ").append(state).append("\r\n");
}

void Exchange::nameRequest()
{
    const std::string_view came = only(m_request, FieldName::XRequestId);
    if (isRequestId(came)) {
        m_record.requestId = came;
    } else if (!m_record.traceId.isEmpty()) {
        m_record.requestId = m_record.traceId.view();
    } else {
        const auto made = m_worker.ids().next<32>();
        m_record.requestId = std::string_view(made.data(), made.size());
    }
    m_ownFields.append("X-Request-Id: ").append(m_record.requestId.view()).append("\r\n");
}

/// An attempt is a span of its own: it gets a number of its own in the head, which is at the front of what is sent.
void Exchange::noteAttempt()
{
    m_record.beginAttempt(m_endpoint->name(), now());
    m_endpoint->traffic().began();
    if (m_parentAt == 0)
        return;
    const auto span = m_worker.ids().next<16>();
    m_toUpstream.overwrite(m_parentAt, {span.data(), span.size()});
}

void Exchange::noteAttemptFailed(Cause cause, bool isStale)
{
    m_record.endAttempt(now(), 0, cause);
    if (!isStale)
        m_endpoint->traffic().failed(cause);
}

void Exchange::noteAnswerBegan()
{
    const int status = m_answer.head().status;
    m_record.endAttempt(now(), status, Cause::None);
    m_record.status = status;
    m_record.firstByte = between(m_startedAt, now());
    m_endpoint->traffic().answered(between(m_attemptedAt, now()));
}

void Exchange::noteEnd(Cause cause)
{
    m_worker.count().add(cause);
    m_record.cause = cause;
}

void Exchange::report()
{
    m_record.total = between(m_startedAt, now());
    addTo(m_worker.sight().underWay, -1);
    const portal::Portal *const portal = m_snapshot->portal();
    const bool isPage = portal != nullptr && m_refusing == &portal->asRoute();
    m_worker.report(m_record, m_snapshot->trafficOf(isPage ? m_refusing : m_route), config());
    m_record.clear();
}

} // namespace piuptime::gateway
