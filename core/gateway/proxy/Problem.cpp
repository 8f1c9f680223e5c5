// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Problem.h"

namespace piuptime::gateway {

namespace {

std::string listed(std::span<const std::string> methods)
{
    if (methods.empty())
        return "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    std::string list;
    for (const std::string &method : methods)
        list.append(list.empty() ? "" : ", ").append(method);
    return list;
}

} // namespace

void writeProblem(net::Buffer &out, Cause cause, UtcTime now, const ProblemPassage &passage)
{
    const CauseInfo &known = info(cause);
    // Slugs, titles and details are our own and need no escapes.
    std::string body = R"({"type":"urn:piuptime:gateway:)";
    body.append(known.slug).append(R"(","title":")").append(known.title);
    body.append(R"(","status":)").append(std::to_string(known.status));
    if (!passage.detail.empty())
        body.append(R"(,"detail":")").append(passage.detail).append(R"(")");
    body.append(R"(,"cause":")").append(known.slug).append(R"(","fault":")").append(name(known.fault)).append("\"}\n");

    std::string fields(passage.fields);
    if (cause == Cause::MethodRefused)
        fields.append("Allow: ").append(listed(passage.allowed)).append("\r\n");
    if (!passage.requestId.empty())
        fields.append("X-Request-Id: ").append(passage.requestId).append("\r\n");
    if (known.status == 503)
        fields.append("Retry-After: 1\r\n");
    writeOwnAnswer(out,
                   {.status = known.status,
                    .type = "application/problem+json",
                    .body = body,
                    .fields = fields,
                    .isAnswerToHead = passage.isAnswerToHead,
                    .keepsConnection = passage.keepsConnection,
                    .isHttp10 = passage.isHttp10},
                   now);
}

} // namespace piuptime::gateway
