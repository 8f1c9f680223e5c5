// SPDX-License-Identifier: GPL-3.0-or-later
/// Benchmark: what hostile requests get from the gateway, from nginx, HAProxy and Node
#include "tests/bench/BenchReport.h"
#include "tests/bench/GatewayPeers.h"
#include "tests/support/HostileRequests.h"
#include "tests/support/HttpUpstream.h"
#include "tests/support/RawClient.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace piuptime;
using namespace piuptime::bench;

namespace {

constexpr std::chrono::milliseconds kPatience{300};

/// A proxy and who stands behind it.
struct Contestant {
    std::unique_ptr<HttpUpstream> upstream;
    std::unique_ptr<PinnedServer> server;
    int refused = 0;
    int passedOn = 0;

    /// What it does, in a word or two.
    QByteArray outcomeOf(const HostileRequest &request)
    {
        const std::size_t before = upstream->requests().size();
        RawClient client(static_cast<std::uint16_t>(server->port()));
        client.setPatience(kPatience);
        client.send(request.bytes);
        const int status = client.read().status;
        if (upstream->requests().size() > before) {
            ++passedOn;
            return "passed on";
        }
        if (status == 0 && client.hasLostPatience())
            return "waits";
        ++refused;
        return status == 0 ? QByteArray("closed") : QByteArray::number(status);
    }
};

template <class Make>
Contestant contestant(Make make)
{
    Contestant made;
    made.upstream = std::make_unique<HttpUpstream>();
    const std::string address = made.upstream->address();
    made.server = make(std::stoi(address.substr(address.find(':') + 1)));
    if (!made.server->isUp())
        qFatal("%s does not run", qPrintable(made.server->name()));
    return made;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    std::vector<Contestant> contestants;
    contestants.push_back(contestant([](int upstream) { return makeGateway(u"0"_s, upstream); }));
    contestants.push_back(contestant([](int upstream) { return makeNginx(0, upstream); }));
    contestants.push_back(contestant([](int upstream) { return makeHaproxy(0, upstream); }));
    contestants.push_back(contestant([](int upstream) { return makeNode(0, upstream); }));

    const bool isTable = !app.arguments().contains(u"--json"_s);
    for (const HostileRequest &request : hostileRequests()) {
        QByteArray line = QByteArray(request.title).leftJustified(46);
        for (Contestant &each : contestants)
            line += each.outcomeOf(request).leftJustified(12);
        if (isTable)
            std::printf("%s\n", line.trimmed().constData());
    }

    BenchReport report(u"hostile-http"_s);
    const double all = static_cast<double>(hostileRequests().size());
    for (std::size_t i = 0; i < contestants.size(); ++i) {
        const auto goal = i == 0 ? std::optional<double>(all) : std::nullopt;
        report.add({.name = u"refused of %1 by "_s.arg(all) + contestants[i].server->name(),
                    .value = static_cast<double>(contestants[i].refused),
                    .unit = {},
                    .goal = goal,
                    .goalKind = Measure::Goal::AtLeast});
        report.add({.name = u"passed on by "_s + contestants[i].server->name(),
                    .value = static_cast<double>(contestants[i].passedOn),
                    .unit = {}});
    }
    report.print(app.arguments());
    return 0;
}
