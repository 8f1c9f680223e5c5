// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/HttpLoad.h"

#include "tests/bench/GatewayPeers.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

namespace {

QRegularExpressionMatch found(const QString &output, const QString &pattern)
{
    return QRegularExpression(pattern).match(output);
}

/// What a load says, and what it cost the server in milliseconds of CPU.
std::pair<QString, double> load(const PinnedServer &server, int core, const QStringList &command)
{
    const double before = server.cpuMilliseconds();
    QProcess process;
    process.start(u"taskset"_s, QStringList{u"-c"_s, QString::number(core)} + command);
    process.waitForFinished(-1);
    return {QString::fromUtf8(process.readAllStandardOutput()), server.cpuMilliseconds() - before};
}

} // namespace

Run runLoad(const PinnedServer &server, int core, int connections, int seconds)
{
    const auto [output, cpu] = load(server, core,
                                    {u"wrk"_s, u"-t1"_s, u"-c%1"_s.arg(connections), u"-d%1s"_s.arg(seconds),
                                     u"--latency"_s, u"-H"_s, u"X-API-Key: "_s + loadKey(), server.url()});
    Run run;
    run.requestsPerSecond = found(output, u"Requests/sec:\\s+([0-9.]+)"_s).captured(1).toDouble();
    const auto latency = found(output, u"99%\\s+([0-9.]+)(us|ms|s)"_s);
    const double scale = latency.captured(2) == u"us"_s ? 1e-3 : latency.captured(2) == u"s"_s ? 1e3 : 1;
    run.p99Milliseconds = latency.captured(1).toDouble() * scale;
    const double requests = found(output, u"(\\d+) requests in"_s).captured(1).toDouble();
    run.cpuMicroseconds = requests > 0 ? cpu * 1000 / requests : 0;
    run.isSound = requests > 0 && !output.contains(u"Non-2xx"_s) && !output.contains(u"Socket errors"_s);
    return run;
}

Run runHttp2Load(const PinnedServer &server, int core, int connections, int streams, int seconds)
{
    const auto [output, cpu] =
        load(server, core,
             {u"h2load"_s, u"-c%1"_s.arg(connections), u"-m%1"_s.arg(streams), u"-D%1"_s.arg(seconds), server.url()});
    Run run;
    run.requestsPerSecond = found(output, u"finished in [^,]+, ([0-9.]+) req/s"_s).captured(1).toDouble();
    const double requests = found(output, u"(\\d+) succeeded"_s).captured(1).toDouble();
    run.cpuMicroseconds = requests > 0 ? cpu * 1000 / requests : 0;
    run.isSound = requests > 0 && output.contains(u" 0 failed, 0 errored"_s) && output.contains(u" 0 5xx"_s);
    return run;
}

} // namespace piuptime::bench
