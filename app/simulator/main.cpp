// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Text.h"
#include "core/config/SettingsText.h"
#include "core/simulation/DemoFleet.h"

#include <CLI/CLI.hpp>

#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace {

using namespace piuptime;
using namespace piuptime::simulation;

struct FaultOrder {
    Fault fault = Fault::None;
    std::size_t index = 0;
};

/// `KIND=INDEX`
std::optional<FaultOrder> parseFault(std::string_view text, std::size_t count)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        return std::nullopt;
    const auto fault = findFault(text.substr(0, equals));
    const auto index = toUnsigned(text.substr(equals + 1));
    if (!fault || !index || *index >= count)
        return std::nullopt;
    return FaultOrder{*fault, static_cast<std::size_t>(*index)};
}

std::string faultNames()
{
    std::string names;
    for (int i = 1; i < static_cast<int>(Fault::Count); ++i)
        names.append(i == 1 ? "" : ", ").append(name(static_cast<Fault>(i)));
    return names;
}

/// A settings file of the console with these Pis in it.
void printSettings(const DemoFleet &fleet)
{
    config::Settings settings;
    settings.devices = fleet.devices();
    const std::string header = "# Simulated Pis. Host keys: " + fleet.knownHostsFile() + "\n";
    std::fputs(config::formatSettings(settings, header).c_str(), stdout);
    std::fflush(stdout);
}

/// Until Ctrl+C or a polite request to end.
void waitForSignal(const sigset_t &signals)
{
    int received = 0;
    sigwait(&signals, &received);
}

} // namespace

int main(int argc, char **argv)
{
    // Blocked before any thread starts, so that only `waitForSignal` sees them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);

    DemoFleet::Options options;
    options.port = 2200;
    std::vector<std::string> faults;
    int delayMs = 3000;
    CLI::App app{"Serves simulated Raspberry Pis over SSH on loopback addresses, for demonstrations and tests.\n"
                 "Prints settings for the console with all of them, then runs until Ctrl+C. Sign in with the key file\n"
                 "named there or with the password `raspberry`, for example: ssh -p 2200 pi@127.80.1.1"};
    app.set_version_flag("--version", PIUPTIME_VERSION);
    app.add_option("--count", options.count, "How many Pis")->capture_default_str()->check(CLI::Range(1, 10'000));
    app.add_option("--port", options.port, "Port of every Pi; 0 picks one that is free")->capture_default_str();
    app.add_option("--seed", options.seed, "Another seed makes another fleet")->capture_default_str();
    app.add_option("--network", options.network, "The Pis live in 127.NETWORK.0.0/16")
        ->capture_default_str()
        ->check(CLI::Range(1, 254));
    app.add_option("--fault", faults, "KIND=INDEX, may be repeated. Kinds: " + faultNames());
    app.add_option("--delay", delayMs, "How late the fault `slow` answers, in milliseconds")->capture_default_str();
    app.add_flag("--anybody", options.anybody, "Let everybody in without a key or password");
    CLI11_PARSE(app, argc, argv);

    const auto fleet = DemoFleet::start(options);
    if (!fleet) {
        std::fprintf(stderr, "piuptime-simulator: %s\n", fleet.error().describe().c_str());
        return 1;
    }
    for (const std::string &text : faults) {
        const auto order = parseFault(text, options.count);
        if (!order) {
            std::fprintf(stderr, "piuptime-simulator: --fault %s: not KIND=INDEX; see --help\n", text.c_str());
            return 2;
        }
        (*fleet)->server().setFault(order->index, order->fault, Milliseconds(delayMs));
    }
    printSettings(**fleet);
    waitForSignal(signals);
    return 0;
}
