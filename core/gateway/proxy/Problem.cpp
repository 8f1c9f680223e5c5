// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Problem.h"

#include "core/gateway/http/Date.h"

namespace piuptime::gateway {

std::string_view reasonOf(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Error";
    }
}

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
    const std::string status = std::to_string(known.status);
    // Slugs and titles are our own and need no escapes.
    std::string body = R"({"type":"urn:piuptime:gateway:)";
    body.append(known.slug).append(R"(","title":")").append(known.title).append(R"(","status":)").append(status);
    body.append(R"(,"cause":")").append(known.slug).append(R"(","fault":")").append(name(known.fault)).append("\"}\n");

    std::string head = "HTTP/1.1 ";
    head.append(status)
        .append(" ")
        .append(reasonOf(known.status))
        .append("\r\nContent-Type: application/problem+json\r\n");
    head.append("Date: ").append(http::httpDate(now)).append("\r\n");
    if (cause == Cause::MethodRefused)
        head.append("Allow: ").append(listed(passage.allowed)).append("\r\n");
    head.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n");
    if (!passage.requestId.empty())
        head.append("X-Request-Id: ").append(passage.requestId).append("\r\n");
    if (known.status == 503)
        head.append("Retry-After: 1\r\n");
    if (!passage.keepsConnection)
        head.append("Connection: close\r\n");
    else if (passage.isHttp10)
        head.append("Connection: keep-alive\r\n");
    head.append("\r\n");
    out.append(head);
    if (!passage.isAnswerToHead)
        out.append(body);
}

} // namespace piuptime::gateway
