// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/settings/Seeing.h"

#include "core/gateway/settings/Grammar.h"

namespace piuptime::gateway {

namespace {

using config::TableReader;
using Problems = std::vector<config::Problem>;

constexpr std::size_t kMaxPathBytes = 1024;
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxUrlBytes = 2048;
constexpr std::size_t kMostParameters = 64;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 40U;

template <class Number>
void readNumber(TableReader &reader, std::string_view key, Number &value, std::int64_t least, std::int64_t most)
{
    auto number = static_cast<std::int64_t>(value);
    if (reader.integer(key, number, least, most))
        value = static_cast<Number>(number);
}

template <class Duration>
void readDuration(TableReader &reader, std::string_view key, Duration &value, std::int64_t least, std::int64_t most)
{
    std::int64_t count = value.count();
    if (reader.integer(key, count, least, most))
        value = Duration(count);
}

void readAbsolutePath(TableReader &reader, const toml::table &table, std::string_view key, std::string &path)
{
    if (reader.text(key, path, kMaxPathBytes) && !path.starts_with('/'))
        reader.note(*table.get(key), std::string(key) + " must be an absolute path, such as “/var/log/piuptime/…”");
}

/// What goes on one line of a protocol as it stands: letters, digits and these.
bool isPlainWord(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != '"'; });
}

void readSyslog(const toml::table &table, SyslogConfig &syslog, Problems &problems)
{
    TableReader reader(table, problems);
    syslog.address = "/dev/log";
    const int transport = reader.choice("transport", {"unix", "udp", "tcp"});
    if (transport >= 0)
        syslog.transport = static_cast<SyslogConfig::Transport>(transport);
    const bool isNamed = reader.text("address", syslog.address, kMaxPathBytes);
    if (syslog.transport == SyslogConfig::Transport::Unix) {
        if (isNamed && !syslog.address.starts_with('/'))
            reader.note(*table.get("address"), "address must be the path of a socket, such as “/dev/log”, or "
                                               "transport be “udp” or “tcp”");
    } else if (!isNamed || !isHostAndPort(syslog.address)) {
        reader.note("a syslog by “udp” or “tcp” needs an address with a port, such as “10.0.0.2:514”");
    }
    if (reader.text("app_name", syslog.appName, 48) && !isPlainWord(syslog.appName))
        reader.note(*table.get("app_name"), "app_name must be one word");
}

void readLoki(const toml::table &table, LokiConfig &loki, Problems &problems)
{
    TableReader reader(table, problems);
    if (!table.contains("url"))
        reader.note("Loki needs a url, such as “http://10.0.0.2:3100/loki/api/v1/push”");
    if (reader.text("url", loki.url, kMaxUrlBytes) && !loki.url.starts_with("http://")
        && !loki.url.starts_with("https://"))
        reader.note(*table.get("url"), "url must begin with “http://” or “https://”");
    if (reader.text("tenant", loki.tenant, kMaxNameBytes) && !isPlainWord(loki.tenant))
        reader.note(*table.get("tenant"), "tenant must be one word");
    (void)reader.text("job", loki.job, kMaxNameBytes);
    readDuration(reader, "timeout_ms", loki.timeout, 100, 60'000);
}

void readMqtt(const toml::table &table, MqttLogConfig &mqtt, Problems &problems)
{
    TableReader reader(table, problems);
    if (!table.contains("host"))
        reader.note("a broker needs a host");
    (void)reader.text("host", mqtt.host, 255);
    readNumber(reader, "port", mqtt.port, 1, 65'535);
    if (reader.text("topic", mqtt.topic, kMaxPathBytes)
        && (mqtt.topic.empty() || mqtt.topic.find_first_of("+#") != std::string::npos))
        reader.note(*table.get("topic"), "topic must be a topic without “+” and “#”");
    (void)reader.text("user", mqtt.user, kMaxNameBytes);
    readAbsolutePath(reader, table, "password_file", mqtt.passwordFile);
}

void readLog(const toml::table &table, LogConfig &log, Problems &problems)
{
    TableReader reader(table, problems);
    readAbsolutePath(reader, table, "file", log.file.path);
    readNumber(reader, "rotate_bytes", log.file.rotateBytes, 0, kMostBytes);
    auto hours = std::chrono::duration_cast<std::chrono::hours>(log.file.rotateAfter);
    readDuration(reader, "rotate_hours", hours, 0, std::int64_t{24} * 366);
    log.file.rotateAfter = hours;
    readNumber(reader, "kept", log.file.kept, 0, 1000);
    bool isCompressed = log.file.compression == Compression::Zstd;
    if (reader.flag("compress", isCompressed))
        log.file.compression = isCompressed ? Compression::Zstd : Compression::None;
    readNumber(reader, "sample_one_in", log.sampleOneIn, 1, 1'000'000);
    reader.flag("query", log.hasQuery);
    (void)reader.texts("hidden_parameters", log.hiddenParameters, kMostParameters, kMaxNameBytes);
    readNumber(reader, "most_waiting_bytes", log.mostWaitingBytes, 64 * 1024, std::int64_t{1} << 30U);
    reader.section("syslog", log.syslog, &readSyslog);
    reader.section("loki", log.loki, &readLoki);
    reader.section("mqtt", log.mqtt, &readMqtt);
}

void readTrace(const toml::table &table, TraceConfig &trace, Problems &problems)
{
    TableReader reader(table, problems);
    if (const int mode = reader.choice("mode", {"off", "continue", "always"}); mode >= 0)
        trace.mode = static_cast<TraceConfig::Mode>(mode);
    reader.flag("request_id", trace.givesRequestId);
}

void readInspect(const toml::table &table, InspectConfig &inspect, Problems &problems)
{
    TableReader reader(table, problems);
    readNumber(reader, "kept", inspect.kept, 1, 100'000);
    readDuration(reader, "slow_ms", inspect.slow, 1, 3'600'000);
}

} // namespace

void readSeeing(TableReader &reader, Config &config)
{
    reader.section("log", config.log, &readLog);
    reader.section("trace", config.trace, &readTrace);
    reader.section("inspect", config.inspect, &readInspect);
}

} // namespace piuptime::gateway
