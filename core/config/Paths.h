// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace piuptime::config {

/// Where everything of this user lies, after the XDG base directory specification. With PIUPTIME_HOME set, all of it
/// lies there instead: for tests, and for a stick that is carried from machine to machine.
struct Paths {
    std::string configFolder; ///< `$XDG_CONFIG_HOME/piuptime`, usually `~/.config/piuptime`
    std::string dataFolder;   ///< `$XDG_DATA_HOME/piuptime`, usually `~/.local/share/piuptime`
    std::string stateFolder;  ///< `$XDG_STATE_HOME/piuptime`, usually `~/.local/state/piuptime`
    /// `/run/piuptime-USER` while systemd keeps one for `piuptimed`, which needs no disk; else the state folder.
    std::string runtimeFolder{};
    std::string home{}; ///< the folder that holds them all; empty: they are the usual ones

    [[nodiscard]] static Paths fromEnvironment();
    /// All of them in one folder, as with PIUPTIME_HOME.
    [[nodiscard]] static Paths in(const std::string &home);

    [[nodiscard]] std::string settingsFile() const { return configFolder + "/piuptime.toml"; }
    /// At which the process that collects for this user, `piuptimed`, answers.
    [[nodiscard]] std::string engineSocket() const { return runtimeFolder + "/engine.sock"; }
    /// The gateway's configuration; without one, none runs until somebody puts one into use.
    [[nodiscard]] std::string gatewayFile() const { return configFolder + "/gateway.toml"; }
    /// At which the admin API of this user's gateway answers.
    [[nodiscard]] std::string gatewaySocket() const { return runtimeFolder + "/gateway.sock"; }
    [[nodiscard]] std::string knownHostsFile() const { return configFolder + "/known_hosts"; }
    [[nodiscard]] std::string historyFile() const { return dataFolder + "/history.db"; }
    [[nodiscard]] std::string pinFile() const { return stateFolder + "/pins.json"; }
    [[nodiscard]] std::string auditFile() const { return stateFolder + "/audit.jsonl"; }
    [[nodiscard]] std::string sealedSecretsFile() const { return dataFolder + "/secrets.sealed"; }
};

/// `path` with a leading `~/` turned into the home folder of this user.
[[nodiscard]] std::string expandHome(const std::string &path);

} // namespace piuptime::config
