// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/Verbs.h"

#include "core/agent/LocalProbe.h"
#include "core/exchange/Format.h"

#include <cstdio>
#include <thread>

namespace piuptime::agent {

int read(const std::string &root)
{
    auto opened = Root::open(root);
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().describe().c_str());
        return 1;
    }
    auto firmware = std::make_unique<FirmwareMailbox>(*opened);
    LocalProbe probe(std::move(*opened), std::move(firmware));
    collect::ReadingBuilder builder;
    const SystemClock clock;
    (void)builder.build(probe.read(Depth::Fast), clock.utcNow(), clock.monotonicNow());
    std::this_thread::sleep_for(Seconds(1));
    const Reading reading = builder.build(probe.read(Depth::Slow), clock.utcNow(), clock.monotonicNow());

    const std::string *host = reading.fact(FactKey::HostName);
    const std::string name = host != nullptr ? *host : "this machine";
    const std::string *serial = reading.fact(FactKey::Serial);
    std::string line;
    exchange::makeWriter(exchange::Format::JsonLines)
        ->put(line, {serial != nullptr ? *serial : name, name, {}}, reading);
    std::fputs(line.c_str(), stdout);
    return 0;
}

} // namespace piuptime::agent
