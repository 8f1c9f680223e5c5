// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/agent/Verbs.h"

#include <CLI/CLI.hpp>

int main(int argc, char **argv)
{
    CLI::App app("Measures this Pi as the console of Pi Uptime would, by itself.", "piuptime-agent");
    app.set_version_flag("--version", PIUPTIME_VERSION);
    app.require_subcommand(1);

    std::string file = "/etc/piuptime/agent.toml";
    piuptime::agent::RunOptions options;
    CLI::App *run = app.add_subcommand("run", "Measure and report until told to stop");
    run->add_option("FILE", file, "The settings")->capture_default_str();
    run->add_option("--root", options.root, "A folder that looks like the root of a machine")->capture_default_str();
    run->add_option("--systemctl", options.systemctl, "The program that carries out commands")->capture_default_str();
    run->add_option("--speed", options.speed, "Let time pass so many times faster, to try things out")
        ->check(CLI::Range(1.0, 100'000.0))
        ->capture_default_str();

    CLI::App *check = app.add_subcommand("check", "Say what a settings file does, or what is wrong with it");
    check->add_option("FILE", file, "The settings")->capture_default_str();

    std::string root = "/";
    CLI::App *read = app.add_subcommand("read", "Read this machine once and print it as JSON");
    read->add_option("--root", root, "A folder that looks like the root of a machine")->capture_default_str();

    CLI::App *name = app.add_subcommand("name", "Print the name under which this Pi reports");
    name->add_option("--root", root, "A folder that looks like the root of a machine")->capture_default_str();

    CLI11_PARSE(app, argc, argv);
    if (run->parsed()) {
        options.file = file;
        return piuptime::agent::run(options);
    }
    if (name->parsed())
        return piuptime::agent::printName(root);
    return check->parsed() ? piuptime::agent::check(file) : piuptime::agent::read(root);
}
