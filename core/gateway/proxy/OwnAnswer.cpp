// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/OwnAnswer.h"

#include "core/gateway/http/Date.h"

#include <string>

namespace piuptime::gateway {

std::string_view reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
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

void writeOwnAnswer(net::Buffer &out, const OwnAnswer &answer, UtcTime now)
{
    std::string head = "HTTP/1.1 ";
    head.append(std::to_string(answer.status)).append(" ").append(reasonOf(answer.status)).append("\r\n");
    if (!answer.type.empty())
        head.append("Content-Type: ").append(answer.type).append("\r\n");
    head.append("Date: ").append(http::httpDate(now)).append("\r\n");
    if (answer.status != 204)
        head.append("Content-Length: ").append(std::to_string(answer.body.size())).append("\r\n");
    head.append(answer.fields);
    if (!answer.keepsConnection)
        head.append("Connection: close\r\n");
    else if (answer.isHttp10)
        head.append("Connection: keep-alive\r\n");
    head.append("\r\n");
    out.append(head);
    if (!answer.isAnswerToHead)
        out.append(answer.body);
}

} // namespace piuptime::gateway
