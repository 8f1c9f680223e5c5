// SPDX-License-Identifier: GPL-3.0-or-later
// Lines for Loki's push API, a batch a request.
#include "core/gateway/see/JsonText.h"
#include "core/gateway/see/LineCursor.h"
#include "core/gateway/see/LogSink.h"

#include <curl/curl.h>

#include <cstdio>

namespace piuptime::gateway {

namespace {

struct CloseHandle {
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

std::size_t ignore(char *, std::size_t size, std::size_t count, void *)
{
    return size * count;
}

/// Nanoseconds since 1970 of a line that begins with `{"time":"2026-11-27T00:15:02.123Z"`, which all of ours do.
std::string nanosecondsOf(std::string_view line)
{
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int millisecond = 0;
    if (std::sscanf(std::string(line.substr(0, 40)).c_str(), "{\"time\":\"%d-%u-%uT%d:%d:%d.%dZ", &year, &month, &day,
                    &hour, &minute, &second, &millisecond)
        != 7)
        return std::to_string(toMsUtc(SystemClock().utcNow())) + "000000";
    const std::chrono::sys_days date = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
    const UtcTime time =
        date + std::chrono::hours(hour) + std::chrono::minutes(minute) + Seconds(second) + Milliseconds(millisecond);
    return std::to_string(toMsUtc(time)) + "000000";
}

class LokiSink final : public LogSink
{
public:
    explicit LokiSink(LokiConfig config)
        : m_config(std::move(config))
    {
    }

    [[nodiscard]] std::string_view name() const override { return "loki"; }

    [[nodiscard]] Result<void> write(std::string_view lines) override
    {
        if (!prepare())
            return fail(ErrorKind::Internal, "libcurl does not start");
        const std::string body = bodyOf(lines);
        curl_easy_setopt(m_handle.get(), CURLOPT_POSTFIELDS, body.data());
        curl_easy_setopt(m_handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        const CURLcode code = curl_easy_perform(m_handle.get());
        if (code != CURLE_OK)
            return fail(code == CURLE_OPERATION_TIMEDOUT ? ErrorKind::Timeout : ErrorKind::Unreachable,
                        "pushing to Loki at " + m_config.url + ": " + curl_easy_strerror(code));
        long status = 0;
        curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &status);
        if (status / 100 == 2)
            return {};
        const bool isForGood = status / 100 == 4 && status != 429;
        return fail(isForGood ? ErrorKind::Corrupt : ErrorKind::Unreachable,
                    "Loki at " + m_config.url + " answers " + std::to_string(status)
                        + (isForGood ? ": check the URL and the tenant" : ""));
    }

private:
    bool prepare()
    {
        if (m_handle)
            return true;
        m_handle.reset(curl_easy_init());
        if (!m_handle)
            return false;
        m_fields.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
        if (!m_config.tenant.empty())
            curl_slist_append(m_fields.get(), ("X-Scope-OrgID: " + m_config.tenant).c_str());
        CURL *const handle = m_handle.get();
        curl_easy_setopt(handle, CURLOPT_URL, m_config.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, m_fields.get());
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(m_config.timeout.count()));
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &ignore);
        return true;
    }

    [[nodiscard]] std::string bodyOf(std::string_view lines) const
    {
        std::string body;
        body.reserve(lines.size() * 2);
        JsonText json(body);
        json.begin('{');
        json.key("streams");
        json.begin('[');
        json.begin('{');
        json.key("stream");
        json.begin('{');
        json.member("job", std::string_view(m_config.job));
        json.end('}');
        json.key("values");
        json.begin('[');
        (void)LineCursor().each(lines, [&json](std::string_view line) -> Result<void> {
            json.begin('[');
            json.value(std::string_view(nanosecondsOf(line)));
            json.value(line);
            json.end(']');
            return {};
        });
        json.end(']');
        json.end('}');
        json.end(']');
        json.end('}');
        return body;
    }

    const LokiConfig m_config;
    std::unique_ptr<curl_slist, CloseHandle> m_fields;
    std::unique_ptr<CURL, CloseHandle> m_handle;
};

} // namespace

std::unique_ptr<LogSink> makeLokiSink(LokiConfig config)
{
    return std::make_unique<LokiSink>(std::move(config));
}

} // namespace piuptime::gateway
