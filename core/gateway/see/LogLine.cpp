// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/LogLine.h"

#include "core/gateway/http/Characters.h"

namespace piuptime::gateway {

namespace {

/// `2026-11-27T00:15:02.123Z`
class IsoText
{
public:
    explicit IsoText(UtcTime time)
    {
        const auto day = std::chrono::floor<std::chrono::days>(time);
        const std::chrono::year_month_day date(day);
        const std::chrono::hh_mm_ss clock(time - day);
        put(0, static_cast<unsigned>(static_cast<int>(date.year())), 4);
        put(5, static_cast<unsigned>(date.month()), 2);
        put(8, static_cast<unsigned>(date.day()), 2);
        put(11, static_cast<unsigned>(clock.hours().count()), 2);
        put(14, static_cast<unsigned>(clock.minutes().count()), 2);
        put(17, static_cast<unsigned>(clock.seconds().count()), 2);
        put(20, static_cast<unsigned>(clock.subseconds().count()), 3);
    }
    [[nodiscard]] std::string_view text() const { return {m_text.data(), m_text.size()}; }

private:
    void put(std::size_t at, unsigned number, std::size_t digits)
    {
        for (std::size_t i = digits; i-- > 0; number /= 10)
            m_text[at + i] = static_cast<char>('0' + number % 10);
    }

    std::array<char, 24> m_text{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0', 'T', '0',
                                '0', ':', '0', '0', ':', '0', '0', '.', '0', '0', '0', 'Z'};
};

std::string_view versionOf(const RequestRecord &record)
{
    if (!record.protocol.isEmpty())
        return record.protocol.view();
    return record.version == http::Version::Http11 ? "HTTP/1.1" : "HTTP/1.0";
}

template <std::size_t kMost>
void putUnlessEmpty(JsonText &json, std::string_view key, const ShortText<kMost> &text)
{
    if (!text.isEmpty())
        json.member(key, text.view());
}

void putRequest(JsonText &json, const RequestRecord &record, const LogConfig &config)
{
    json.member("method", record.method.view());
    json.member("host", record.host.view());
    json.member("path", record.path.view());
    if (config.hasQuery)
        putUnlessEmpty(json, "query", record.query);
    json.member("protocol", versionOf(record));
    putUnlessEmpty(json, "user_agent", record.userAgent);
}

void putWays(JsonText &json, const RequestRecord &record)
{
    putUnlessEmpty(json, "tls", record.tlsVersion);
    putUnlessEmpty(json, "server_name", record.serverName);
    putUnlessEmpty(json, "route", record.route);
    putUnlessEmpty(json, "upstream", record.upstream);
    putUnlessEmpty(json, "consumer", record.consumer);
    putUnlessEmpty(json, "key", record.keyId);
    putUnlessEmpty(json, "limit", record.limit);
    if (!record.limit.isEmpty())
        json.member("limit_remaining", record.limitRemaining);
    putUnlessEmpty(json, "cache", record.cache);
    if (record.attemptCount > 0)
        json.member("endpoint", record.attempts[record.attemptCount - 1].endpoint.view());
    if (record.retries > 0)
        json.member("retries", record.retries);
}

} // namespace

void putMembers(JsonText &json, const RequestRecord &record, const LogConfig &config)
{
    json.member("time", IsoText(record.startedAt).text());
    json.member("client", record.client.view());
    if (record.hasHead)
        putRequest(json, record, config);
    json.member("status", record.status);
    json.member("cause", info(record.cause).slug);
    json.member("fault", name(info(record.cause).fault));
    putWays(json, record);
    json.member("bytes_in", record.bytesIn);
    json.member("bytes_out", record.bytesOut);
    json.key("first_byte_ms");
    json.milliseconds(record.firstByte.count());
    json.key("total_ms");
    json.milliseconds(record.total.count());
    putUnlessEmpty(json, "trace", record.traceId);
    putUnlessEmpty(json, "request", record.requestId);
}

void appendLogLine(std::string &out, const RequestRecord &record, const LogConfig &config)
{
    JsonText json(out);
    json.begin('{');
    putMembers(json, record, config);
    json.end('}');
    out += '\n';
}

} // namespace piuptime::gateway
