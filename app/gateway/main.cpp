// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/Verbs.h"

#include <CLI/CLI.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace {

/// Else a socket would take the place of a standard stream that is closed, and would be read and written as if it were
/// one. What is written there now fails.
void fillStandardStreams()
{
    int fd = 0;
    while (fd >= 0 && fd <= STDERR_FILENO)
        fd = ::open("/dev/null", O_RDONLY);
    ::close(fd);
}

/// \return with which code to end after a verb that ended with this one
int afterOutput(int code)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    std::perror("piuptime-gateway: standard output");
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    fillStandardStreams();
    CLI::App app("One guarded door to the services on the Pis of a site.", "piuptime-gateway");
    app.set_version_flag("--version", PIUPTIME_VERSION);
    app.require_subcommand(1);

    std::string file = "/etc/piuptime/gateway.toml";
    std::string state = "/var/lib/piuptime-gateway";
    piuptime::gateway::RunOptions options;
    options.host.admin.socket = "/run/piuptime-gateway/gateway.sock";
    long grace = options.grace.count();
    CLI::App *run = app.add_subcommand("run", "Serve until told to end");
    run->add_option("FILE", file, "The configuration")->capture_default_str();
    run->add_option("--state", state, "Where versions of the configuration are kept")->capture_default_str();
    run->add_option("--socket", options.host.admin.socket, "Where the admin API answers")->capture_default_str();
    run->add_option("--admin", options.host.admin.address,
                    "A loopback address at which it answers too, such as 127.0.0.1:9180");
    run->add_option("--grace", grace, "How long requests under way may take when it ends, in seconds")
        ->check(CLI::Range(0, 3600))
        ->capture_default_str();

    run->add_flag("--follow", options.follows, "Put the file into use whenever it changes");

    CLI::App *ask = app.add_subcommand("ask", "Ask the one that runs what it serves");
    ask->add_option("--socket", options.host.admin.socket, "Where it answers")->capture_default_str();

    CLI::App *relaying = app.add_subcommand("relay", "Pass standard input on to its admin API, and what that answers");
    relaying->add_option("--socket", options.host.admin.socket, "Where it answers")->capture_default_str();

    CLI::App *check = app.add_subcommand("check", "Say what is wrong with a configuration");
    check->add_option("FILE", file, "The configuration")->capture_default_str();

    std::string document;
    std::string upstream = "services";
    CLI::App *importing = app.add_subcommand("import", "Print the routes of an OpenAPI 3 document in JSON or YAML");
    importing->add_option("FILE", document, "The document")->required();
    importing->add_option("--upstream", upstream, "Where they go, by name")->capture_default_str();

    CLI11_PARSE(app, argc, argv);
    if (ask->parsed())
        return afterOutput(piuptime::gateway::ask(options.host.admin.socket));
    if (relaying->parsed())
        return piuptime::gateway::relay(options.host.admin.socket);
    if (check->parsed())
        return afterOutput(piuptime::gateway::check(file));
    if (importing->parsed())
        return afterOutput(piuptime::gateway::importOpenApi(document, upstream));
    options.host.places = {file, state + "/versions"};
    options.host.admin.tokenFile = state + "/admin.token";
    options.grace = piuptime::Seconds(grace);
    return piuptime::gateway::run(std::move(options));
}
