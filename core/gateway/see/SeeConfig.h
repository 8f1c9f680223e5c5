// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/Secret.h"

#include <cstdint>
#include <string>
#include <vector>

namespace piuptime::gateway {

/// How old files of a log are kept.
enum class Compression : std::uint8_t { None, Zstd };

/// A file with a line for each request. Empty path: none.
struct FileLogConfig {
    std::string path = {};
    std::uint64_t rotateBytes = std::uint64_t{100} << 20U; ///< 0: at no size
    Seconds rotateAfter{0};                                ///< 0: at no age
    unsigned kept = 7;                                     ///< old files
    Compression compression = Compression::Zstd;

    friend bool operator==(const FileLogConfig &, const FileLogConfig &) = default;
};

/// To a syslog as RFC 5424 has it. Empty address: none.
struct SyslogConfig {
    enum class Transport : std::uint8_t { Unix, Udp, Tcp };

    std::string address = {}; ///< path of a socket, or `host:port`
    Transport transport = Transport::Unix;
    std::string appName = "piuptime-gateway";

    friend bool operator==(const SyslogConfig &, const SyslogConfig &) = default;
};

/// To Loki's push API. Empty URL: none.
struct LokiConfig {
    std::string url = {}; ///< such as `http://loki:3100/loki/api/v1/push`
    std::string tenant = {};
    std::string job = "piuptime-gateway"; ///< the label `job`
    Milliseconds timeout{5'000};

    friend bool operator==(const LokiConfig &, const LokiConfig &) = default;
};

/// To an MQTT broker. Empty host: none.
struct MqttLogConfig {
    std::string host = {};
    std::uint16_t port = 1883;
    std::string topic = "piuptime/gateway/requests";
    std::string user = {};
    std::string passwordFile = {};

    friend bool operator==(const MqttLogConfig &, const MqttLogConfig &) = default;
};

struct LogConfig {
    FileLogConfig file = {};
    SyslogConfig syslog = {};
    LokiConfig loki = {};
    MqttLogConfig mqtt = {};
    unsigned sampleOneIn = 1; ///< of requests that went well; of the others each is told
    bool hasQuery = true;     ///< whether a path is told with its query
    std::vector<std::string> hiddenParameters{"access_token", "api_key", "apikey", "key", "password", "token"};
    std::size_t mostWaitingBytes = std::size_t{4} << 20U; ///< of each worker and each way out; beyond it lines are lost

    [[nodiscard]] bool isOn() const
    {
        return !file.path.empty() || !syslog.address.empty() || !loki.url.empty() || !mqtt.host.empty();
    }
};

/// What becomes of `traceparent` (W3C Trace Context).
struct TraceConfig {
    enum class Mode : std::uint8_t {
        Off,      ///< it passes through as it came
        Continue, ///< a trace that came goes on; none is begun
        Always,   ///< one is begun where none came
    };

    Mode mode = Mode::Off;
    bool givesRequestId = false; ///< `X-Request-Id` for upstream and client, made where it is missing
};

/// The last requests, for people who look.
struct InspectConfig {
    std::size_t kept = 512;   ///< of each worker, and as many of those that failed or were slow
    Milliseconds slow{1'000}; ///< from here on
};

} // namespace piuptime::gateway
