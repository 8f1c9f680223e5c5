// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/Output.h"
#include "app/kiosk/access/PinFile.h"
#include "core/exchange/Format.h"
#include "core/history/HistoryStore.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace piuptime::ctl {

/// Which Pi, and how it is reached.
struct ReachArguments {
    std::string target; ///< an address, a configured name, or `local`
    std::vector<std::string> identities;
    std::vector<std::string> jumps;
    bool acceptNewKeys = false;
    bool batch = false; ///< never ask anything
};

struct ProbeArguments {
    ReachArguments reach;
};

struct DevicesArguments {
};

struct ShowArguments {
    std::string device;
};

struct HistoryArguments {
    std::string device;
    std::string metric; ///< `soc_temperature_celsius`, or `disk_wear_percent:mmcblk0`
    std::string from = "-1h";
    std::string to = "now";
    std::size_t points = 0;
};

struct TopArguments {
    std::string metric;
    std::string from = "-1d";
    std::string to = "now";
    history::RankBy by = history::RankBy::Maximum;
    std::size_t count = 10;
};

struct ExportArguments {
    std::vector<std::string> devices; ///< empty: all
    std::string from = "-1d";
    std::string to = "now";
    exchange::Format format = exchange::Format::Csv;
    std::string output; ///< empty: standard output
};

struct ImportArguments {
    std::string file;                       ///< `-`: standard input
    std::optional<exchange::Format> format; ///< empty: the name of the file tells
    bool stopOnError = false;
};

struct BackupArguments {
    std::string file;
};

struct RestoreArguments {
    std::string file;
    bool confirmed = false; ///< do not ask
};

struct DatabasePasswordArguments {
};

struct KioskPinArguments {
    enum class Action { Set, Clear, Show };

    Action action = Action::Show;
    kiosk::PinLevel level = kiosk::PinLevel::Operate;
    bool fromInput = false; ///< Set: the PIN comes from standard input, not from the terminal
};

struct GatewayArguments {
    enum class Action {
        Status,
        Routes,
        Upstreams,
        Traffic,
        Requests,
        Metrics,
        Consumers,
        MintKey,
        RevokeKey,
        Subscriptions,
        Approve,
        Reject,
        Drain,
        Restore,
        Config,
        Versions,
        Diff,
        Check,
        Apply,
        Rollback,
        Reload,
    };

    Action action = Action::Status;
    ReachArguments reach{.target = "local", .identities = {}, .jumps = {}};
    std::string endpoint;      ///< Drain, Restore
    std::string consumer;      ///< MintKey, RevokeKey
    std::string key;           ///< RevokeKey: its id
    std::string subscription;  ///< Approve, Reject: its id
    std::string scopes;        ///< Approve: with commas between them; empty: those that the API asks for
    std::string label;         ///< MintKey
    std::string expires;       ///< MintKey: such as `2027-01-31T00:00:00Z`; empty: never
    std::string file;          ///< Check, Apply; `-`: standard input
    std::string note;          ///< Apply, Approve; Reject: the reason
    std::string text;          ///< Requests: somewhere in host, path or query
    std::string cause;         ///< Requests: a word such as `no-upstream`
    int statusClass = 0;       ///< Requests: first digit of the status; 0: any
    int slowerThanMs = 0;      ///< Requests
    int count = 20;            ///< Requests: at most so many, the newest
    bool explained = false;    ///< Requests: each with what happened to it
    std::uint64_t version = 0; ///< Config, Rollback: which; Diff: from which; Apply: based on which
    std::uint64_t to = 0;      ///< Diff; 0: the one in use
};

struct CompletionArguments {
    std::string shell;
};

struct Arguments {
    Format format = Format::Text;
    std::variant<DevicesArguments, ProbeArguments, ShowArguments, HistoryArguments, TopArguments, ExportArguments,
                 ImportArguments, BackupArguments, RestoreArguments, DatabasePasswordArguments, KioskPinArguments,
                 GatewayArguments, CompletionArguments>
        verb;
};

/// Reads the command line; prints help, version or what is wrong with it.
/// \return the arguments, or the exit code when there is nothing more to do
[[nodiscard]] std::variant<Arguments, int> parseArguments(int argc, char **argv);

} // namespace piuptime::ctl
