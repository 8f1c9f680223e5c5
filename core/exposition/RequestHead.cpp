// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exposition/RequestHead.h"

#include "core/base/Text.h"

#include <algorithm>

namespace piuptime::exposition {
namespace {

std::string_view phraseOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Service Unavailable";
    }
}

} // namespace

std::optional<std::size_t> headLength(std::string_view bytes)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    const std::size_t lenientEnd = bytes.find("\n\n");
    if (end == std::string_view::npos && lenientEnd == std::string_view::npos)
        return std::nullopt;
    return end < lenientEnd ? end + 4 : lenientEnd + 2;
}

std::optional<RequestHead> parseHead(std::string_view head)
{
    const auto line = takeLine(head);
    if (!line)
        return std::nullopt;
    const std::vector<std::string_view> words = split(*line, ' ');
    const bool isRequest = words.size() == 3 && words[2].starts_with("HTTP/1.") && words[1].starts_with('/');
    const bool isMethod =
        isRequest && !words[0].empty() && std::ranges::all_of(words[0], [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!isMethod)
        return std::nullopt;
    return RequestHead{std::string(words[0]), std::string(words[1].substr(0, words[1].find('?')))};
}

std::string answerTo(const RequestHead &request, int status, std::string_view body)
{
    std::string answer = "HTTP/1.1 " + std::to_string(status) + ' ' + std::string(phraseOf(status)) + "\r\n";
    answer += status == 200 ? "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                            : "Content-Type: text/plain; charset=utf-8\r\n";
    answer += status == 405 ? "Allow: GET, HEAD\r\n" : "";
    answer += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    answer += "X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
    if (request.method != "HEAD")
        answer += body;
    return answer;
}

} // namespace piuptime::exposition
