// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/cache/Entry.h"

#include "core/gateway/http/Characters.h"
#include "core/gateway/http/Date.h"
#include "core/gateway/http/HeadWriter.h"

namespace piuptime::gateway::cache {

namespace {

/// Cuts the first line off a head, with its line end.
std::string_view takeLine(std::string_view &head)
{
    const std::string_view line = head.substr(0, head.find('\n') + 1);
    head.remove_prefix(line.size());
    return line;
}

std::string_view nameOf(std::string_view line)
{
    return line.substr(0, line.find(':'));
}

bool holds(std::string_view head, std::string_view name)
{
    takeLine(head);
    while (!head.empty()) {
        if (http::equalsIgnoringCase(nameOf(takeLine(head)), name))
            return true;
    }
    return false;
}

/// Of the body, which a 304 does not come with.
bool isOfBody(std::string_view name)
{
    return name.size() > 8 && http::equalsIgnoringCase(name.substr(0, 8), "content-")
           && !http::equalsIgnoringCase(name, "content-location");
}

} // namespace

Milliseconds Entry::ageAt(MonoTime now) const
{
    return policy.ageAtFirst + std::chrono::duration_cast<Milliseconds>(now - came);
}

bool Entry::isFreshFor(const Asked &asked, MonoTime now) const
{
    const Milliseconds age = ageAt(now);
    return !asked.wantsNews() && !policy.alwaysRevalidate
           && age + asked.control.minFresh.value_or(Seconds::zero()) < policy.lifetime
           && (!asked.control.maxAge || age <= *asked.control.maxAge);
}

bool Entry::mayStandIn(MonoTime now) const
{
    return !policy.mustRevalidate && ageAt(now) < policy.lifetime + policy.staleIfError;
}

std::string Entry::conditions() const
{
    std::string lines;
    if (!policy.etag.empty())
        lines.append("If-None-Match: ").append(policy.etag).append("\r\n");
    if (!policy.lastModified.empty())
        lines.append("If-Modified-Since: ").append(policy.lastModified).append("\r\n");
    return lines;
}

std::size_t Entry::bytes() const
{
    return sizeof(Entry) + who.capacity() + selector.capacity() + head.capacity() + body.capacity();
}

std::string storedHead(const http::ResponseParser &answer, net::BlockPool &blocks, std::string_view via, UtcTime now,
                       const http::FieldNames *hidden)
{
    http::FieldNames dropped = hidden != nullptr ? *hidden : http::FieldNames();
    for (const std::string_view name : {"Age", "Set-Cookie", "X-Request-Id"})
        dropped.add(name);
    net::Buffer out(blocks);
    http::writeResponseHead(out, answer, {.body = {}, .via = via, .dropped = &dropped});
    std::string head(out.view().substr(0, out.size() - 2));
    if (!holds(head, "Date")) // RFC 9110, 6.6.1
        head.append("Date: ").append(http::httpDate(now)).append("\r\n");
    return head;
}

std::string refreshedHead(std::string_view old, std::string_view news)
{
    std::string head(takeLine(old));
    while (!old.empty()) {
        const std::string_view line = takeLine(old);
        if (isOfBody(nameOf(line)) || !holds(news, nameOf(line)))
            head += line;
    }
    takeLine(news);
    while (!news.empty()) {
        const std::string_view line = takeLine(news);
        if (!isOfBody(nameOf(line)))
            head += line;
    }
    return head;
}

void writeEntryHead(net::Buffer &out, const Entry &entry, const Handing &handing)
{
    std::string_view fields = entry.head;
    const std::string_view startLine = takeLine(fields);
    out.append(handing.isNotModified ? "HTTP/1.1 304 Not Modified\r\n" : startLine);
    out.append(fields);
    std::string more = "Age: " + std::to_string(std::chrono::floor<Seconds>(handing.age).count()) + "\r\n";
    if (!handing.isNotModified && entry.status != 204)
        more.append("Content-Length: ").append(std::to_string(entry.body.size())).append("\r\n");
    if (!handing.requestId.empty())
        more.append("X-Request-Id: ").append(handing.requestId).append("\r\n");
    if (!handing.keepsConnection)
        more.append("Connection: close\r\n");
    else if (handing.isHttp10)
        more.append("Connection: keep-alive\r\n");
    more.append("Cache-Status: ").append(handing.status).append("\r\n").append(handing.ownFields).append("\r\n");
    out.append(more);
}

} // namespace piuptime::gateway::cache
