// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/guard/KeyDocument.h"

#include "core/base/Freed.h"

#include <curl/curl.h>

#include <fstream>
#include <memory>
#include <mutex>

namespace piuptime::gateway::guard {

namespace {

using Handle = std::unique_ptr<CURL, Freed<&curl_easy_cleanup>>;

std::size_t keep(const char *bytes, std::size_t size, std::size_t count, void *kept)
{
    auto &text = *static_cast<std::string *>(kept);
    if (text.size() + size * count > kMaxKeyDocumentBytes)
        return 0; // which ends the transfer
    text.append(bytes, size * count);
    return size * count;
}

int shallEnd(void *isEnding, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return *static_cast<const std::atomic<bool> *>(isEnding) ? 1 : 0;
}

ErrorKind kindOf(CURLcode code)
{
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return ErrorKind::Timeout;
    case CURLE_WRITE_ERROR:
        return ErrorKind::Corrupt;
    case CURLE_ABORTED_BY_CALLBACK:
        return ErrorKind::Cancelled;
    default:
        return ErrorKind::Unreachable;
    }
}

} // namespace

Result<std::string> fetchDocument(const std::string &url, Milliseconds timeout, const std::atomic<bool> &isEnding)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const Handle handle(curl_easy_init());
    if (!handle)
        return fail(ErrorKind::Internal, "no memory to ask with", url);
    std::string body;
    CURL *const curl = handle.get();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &keep);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &shallEnd);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &isEnding);
    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK)
        return fail(kindOf(code), code == CURLE_WRITE_ERROR ? "larger than 1 MiB" : curl_easy_strerror(code), url);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200)
        return fail(ErrorKind::Unreachable, "answers with status " + std::to_string(status), url);
    return body;
}

Result<std::string> readDocument(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string text(kMaxKeyDocumentBytes + 1, '\0');
    if (!stream)
        return fail(ErrorKind::NotFound, "cannot be read", file);
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMaxKeyDocumentBytes)
        return fail(ErrorKind::Corrupt, "larger than 1 MiB", file);
    return text;
}

} // namespace piuptime::gateway::guard
