// SPDX-License-Identifier: GPL-3.0-or-later
// A gateway to one upstream, until it is told to end: `gateway_program LISTEN UPSTREAM [WORKERS [LOG | CERTIFICATE KEY
// | LOG API-KEY guarded]]`, with a log and a trace of each request, by TLS, or with a log for those with a key alone.
#include "core/gateway/proxy/Gateway.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>

using namespace piuptime;

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr); // the workers' threads too

    gateway::Config config;
    if (argc == 6)
        config.listeners = {{.address = argv[1], .certificates = {{argv[4], argv[5]}}}};
    else
        config.listen = {argv[1]};
    if (argc == 5) {
        config.log.file.path = argv[4];
        config.trace = {.mode = gateway::TraceConfig::Mode::Always, .givesRequestId = true};
    }
    config.workers = argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1;
    config.groups = {{.name = "upstream", .endpoints = {{.address = argv[2]}}, .mostIdle = 512}};
    config.routes = {{.name = "all", .hosts = {}, .methods = {}, .fields = {}, .targets = {{.group = "upstream"}}}};
    if (argc == 7) {
        config.log.file.path = argv[4];
        config.guard.plans = {{.name = "wide", .limits = {{.name = "fast", .amount = 1'000'000, .burst = 1'000'000}}}};
        config.guard.consumers = {
            {.name = "load", .plan = "wide", .keys = {{.id = "load", .hash = gateway::guard::hashKey(argv[5])}}}};
        config.routes[0].guard.access.require = {gateway::guard::Credential::Key};
    }
    const auto gateway = gateway::Gateway::start(std::move(config));
    if (!gateway) {
        std::fprintf(stderr, "gateway: %s\n", gateway.error().describe().c_str());
        return 1;
    }
    int signal = 0;
    sigwait(&ends, &signal);
    return (*gateway)->stop(Seconds(2)) ? 0 : 1;
}
