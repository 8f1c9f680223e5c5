// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/gateway/see/SeeConfig.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::gateway {

/// A way out for lines of the log. Used in one thread, of its own: it may block, but not for ever.
class LogSink
{
public:
    virtual ~LogSink() = default;

    /// Such as `file`, for metrics.
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// Takes whole lines, each with its end. After a failure the same lines come again, except where they can never be
    /// taken: those are Corrupt.
    [[nodiscard]] virtual Result<void> write(std::string_view lines) = 0;
    /// Somebody moved what it writes to.
    virtual void reopen() {}
};

/// A sink for each way that is configured.
[[nodiscard]] std::unique_ptr<LogSink> makeFileSink(FileLogConfig config);
[[nodiscard]] std::unique_ptr<LogSink> makeSyslogSink(SyslogConfig config);
[[nodiscard]] std::unique_ptr<LogSink> makeLokiSink(LokiConfig config);
[[nodiscard]] std::unique_ptr<LogSink> makeMqttSink(MqttLogConfig config);

} // namespace piuptime::gateway
