// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/Arguments.h"

#include "app/ctl/ExitCode.h"

#include <CLI/CLI.hpp>

#include <map>

namespace piuptime::ctl {
namespace {

constexpr const char *kFooter = "Exit codes: 0 success, 1 failure, 2 wrong usage, 3 the Pi cannot be reached,\n"
                                "4 sign-in or host key refused, 5 not found, 6 malformed answer or file.\n"
                                "The configuration is ~/.config/piuptime/piuptime.toml; see piuptime.toml(5).";

void addReach(CLI::App *verb, ReachArguments &reach)
{
    verb->add_option("-i,--identity", reach.identities, "private key file; may be given more than once");
    verb->add_option("-J,--jump", reach.jumps, "jump host, user@host:port; in the order they are passed");
    verb->add_flag("--accept-new", reach.acceptNewKeys, "trust a host key that is not known yet without asking");
    verb->add_flag("--batch", reach.batch, "never ask for anything; fail instead");
}

/// One function a verb: declares its options and, once chosen, puts its arguments into `result`.
void declareProbe(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("probe", "One reading of one Pi, taken now over SSH; or of this machine");
    auto arguments = std::make_shared<ProbeArguments>();
    verb->add_option("ADDRESS", arguments->reach.target, "pi@192.168.1.20:22, a configured name, or local")->required();
    addReach(verb, arguments->reach);
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

void declareDevices(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("devices", "The configured Pis with their newest stored values");
    verb->callback([&result] { result.verb = DevicesArguments{}; });
}

void declareShow(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("show", "Everything stored last about one Pi: verdict, reasons, facts, values");
    auto arguments = std::make_shared<ShowArguments>();
    verb->add_option("DEVICE", arguments->device, "name or id")->required();
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

void addRange(CLI::App *verb, std::string &from, std::string &to)
{
    const auto when = "now, -90m, -6h, -7d, 2026-11-23 or 2026-11-23T14:00 (add Z for UTC)";
    verb->add_option("--from", from, std::string("begin: ") + when)->capture_default_str();
    verb->add_option("--to", to, "end, exclusive; the same forms")->capture_default_str();
}

void declareHistory(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("history", "The stored samples of one metric of one Pi");
    auto arguments = std::make_shared<HistoryArguments>();
    verb->add_option("DEVICE", arguments->device, "name or id")->required();
    verb->add_option("METRIC", arguments->metric, "soc_temperature_celsius, filesystem_used_percent:/ …")->required();
    addRange(verb, arguments->from, arguments->to);
    verb->add_option("--points", arguments->points, "merge into at most this many points, keeping minimum and maximum");
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

const std::map<std::string, exchange::Format> &formatWords()
{
    static const auto words = [] {
        std::map<std::string, exchange::Format> made;
        using enum exchange::Format;
        for (const exchange::Format format : {Csv, JsonLines, Prometheus, Influx})
            made.emplace(exchange::name(format), format);
        return made;
    }();
    return words;
}

void declareTop(CLI::App &app, Arguments &result)
{
    static const std::map<std::string, history::RankBy> kMeasures{{"max", history::RankBy::Maximum},
                                                                  {"min", history::RankBy::Minimum},
                                                                  {"mean", history::RankBy::Mean},
                                                                  {"last", history::RankBy::Last}};
    auto *verb = app.add_subcommand("top", "The Pis that come first by one metric");
    auto arguments = std::make_shared<TopArguments>();
    verb->add_option("METRIC", arguments->metric, "soc_temperature_celsius, disk_wear_percent …")->required();
    addRange(verb, arguments->from, arguments->to);
    verb->add_option("--by", arguments->by, "max, min (the smallest first), mean or last; max unless given")
        ->transform(CLI::CheckedTransformer(kMeasures).description(""));
    verb->add_option("-n,--number", arguments->count, "how many")->capture_default_str();
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

void declareExport(CLI::App &app, Arguments &result, const bool &json)
{
    auto *verb = app.add_subcommand("export", "All that is stored, as a file for other programs");
    auto arguments = std::make_shared<ExportArguments>();
    auto format = std::make_shared<std::optional<exchange::Format>>();
    verb->add_option("DEVICE", arguments->devices, "names or ids; without any, every Pi");
    addRange(verb, arguments->from, arguments->to);
    verb->add_option("--format", *format, "csv, jsonl, prometheus or influx; csv unless given, jsonl with --json")
        ->transform(CLI::CheckedTransformer(formatWords()).description(""));
    verb->add_option("-o,--output", arguments->output, "file that is replaced when all is written");
    verb->callback([&result, &json, arguments, format] {
        arguments->format = format->value_or(json ? exchange::Format::JsonLines : exchange::Format::Csv);
        result.verb = *arguments;
    });
}

void declareImport(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("import", "Stores what a file of another program holds; the console is closed");
    auto arguments = std::make_shared<ImportArguments>();
    verb->add_option("FILE", arguments->file, "the file, or - for standard input")->required();
    verb->add_option("--format", arguments->format, "csv, jsonl, prometheus or influx; else the name of the file tells")
        ->transform(CLI::CheckedTransformer(formatWords()).description(""));
    verb->add_flag("--stop-on-error", arguments->stopOnError, "end at the first line that is not valid");
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

void declareBackup(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("backup", "Writes a verified copy of the history, while the console goes on");
    auto arguments = std::make_shared<BackupArguments>();
    verb->add_option("FILE", arguments->file, "is replaced when the copy is whole")->required();
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

void declareRestore(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("restore", "Puts a backup in the place of the history, which is kept aside");
    auto arguments = std::make_shared<RestoreArguments>();
    verb->add_option("FILE", arguments->file, "a backup; checked first")->required();
    verb->add_flag("-y,--yes", arguments->confirmed, "do not ask");
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

void declareDatabasePassword(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("database-password", "Stores the password of the shared history's database");
    verb->callback([&result] { result.verb = DatabasePasswordArguments{}; });
}

void declareKioskPin(CLI::App &app, Arguments &result)
{
    using Action = KioskPinArguments::Action;
    static const std::map<std::string, Action> kActions{
        {"set", Action::Set}, {"clear", Action::Clear}, {"show", Action::Show}};
    static const std::map<std::string, kiosk::PinLevel> kLevels{{"operate", kiosk::PinLevel::Operate},
                                                                {"acknowledge", kiosk::PinLevel::Acknowledge}};
    auto *verb = app.add_subcommand("kiosk-pin", "The PINs of the touch interface that this account runs");
    auto arguments = std::make_shared<KioskPinArguments>();
    verb->add_option("ACTION", arguments->action, "set, clear, or show whether there is one")
        ->required()
        ->transform(CLI::CheckedTransformer(kActions).description(""));
    verb->add_option("LEVEL", arguments->level, "operate, or acknowledge")
        ->required()
        ->transform(CLI::CheckedTransformer(kLevels).description(""));
    verb->add_flag("--stdin", arguments->fromInput, "set: read the PIN from standard input, not from the terminal");
    verb->callback([&result, arguments] {
        if (arguments->fromInput && arguments->action != Action::Set)
            throw CLI::ValidationError("--stdin", "goes with set alone");
        result.verb = *arguments;
    });
}

void declareGateway(CLI::App &app, Arguments &result)
{
    using Action = GatewayArguments::Action;
    auto *verb = app.add_subcommand("gateway", "The API gateway of this account, here or on a Pi");
    auto arguments = std::make_shared<GatewayArguments>();
    verb->require_subcommand(1);
    verb->add_option("--on", arguments->reach.target,
                     "pi@192.168.1.20:22 or a configured name, over SSH; here unless given");
    addReach(verb, arguments->reach);
    const auto declare = [verb, arguments, &result](const char *name, Action action, const char *what) {
        auto *part = verb->add_subcommand(name, what);
        part->callback([arguments, action, &result] {
            arguments->action = action;
            result.verb = *arguments;
        });
        return part;
    };
    declare("status", Action::Status, "What it serves, since when, and what went wrong");
    declare("routes", Action::Routes, "Which requests go where");
    declare("upstreams", Action::Upstreams, "Who answers, and how they fare");
    declare("traffic", Action::Traffic, "What went through it: by route, with percentiles and causes of failures");
    auto *requests = declare("requests", Action::Requests, "The last requests, newest first");
    requests->add_option("--text", arguments->text, "only with this in host, path or query");
    requests->add_option("--cause", arguments->cause, "only those that failed for this, such as no-upstream");
    requests->add_option("--class", arguments->statusClass, "only with a status of this first digit")
        ->check(CLI::Range(1, 5));
    requests->add_option("--slower", arguments->slowerThanMs, "only those that took so many milliseconds")
        ->check(CLI::Range(0, 86'400'000));
    requests->add_option("-n,--number", arguments->count, "how many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    requests->add_flag("--why", arguments->explained, "tell what happened to each, step by step");
    declare("metrics", Action::Metrics, "Everything counted, in the form that Prometheus reads");
    declare("consumers", Action::Consumers, "Who may ask, and by what");
    auto *mint = declare("mint-key", Action::MintKey, "Makes an API key for a consumer; it is printed this once");
    mint->add_option("CONSUMER", arguments->consumer, "its name")->required();
    mint->add_option("--label", arguments->label, "what it is for");
    mint->add_option("--expires", arguments->expires, "such as 2027-01-31T00:00:00Z; never unless given");
    auto *revoke = declare("revoke-key", Action::RevokeKey, "Takes an API key back");
    revoke->add_option("CONSUMER", arguments->consumer, "its name")->required();
    revoke->add_option("KEY", arguments->key, "id of the key")->required();
    declare("subscriptions", Action::Subscriptions, "Who has asked for access to an API, and what became of it");
    auto *approve = declare("approve", Action::Approve, "Grants access to who has asked for it");
    approve->add_option("ID", arguments->subscription, "as subscriptions tells it")->required();
    approve->add_option("--scopes", arguments->scopes,
                        "with commas between them; those that the API asks for if not given");
    approve->add_option("--note", arguments->note, "why, for those who look at the versions later");
    auto *reject = declare("reject", Action::Reject, "Grants no access to who has asked for it");
    reject->add_option("ID", arguments->subscription, "as subscriptions tells it")->required();
    reject->add_option("--note", arguments->note, "why; is told to who has asked");
    declare("drain", Action::Drain, "Has an endpoint take no new requests")
        ->add_option("ENDPOINT", arguments->endpoint, "host:port, as configured")
        ->required();
    declare("restore", Action::Restore, "Has an endpoint take requests again")
        ->add_option("ENDPOINT", arguments->endpoint, "host:port, as configured")
        ->required();
    declare("config", Action::Config, "Prints the configuration in use")
        ->add_option("VERSION", arguments->version, "number of an earlier one");
    declare("versions", Action::Versions, "The configurations that were in use");
    auto *diff = declare("diff", Action::Diff, "What changed between two versions");
    diff->add_option("FROM", arguments->version, "number of a version")->required();
    diff->add_option("TO", arguments->to, "number of a version; the one in use unless given");
    declare("check", Action::Check, "Says what is wrong with a configuration, and what it would change")
        ->add_option("FILE", arguments->file, "the configuration, or - for standard input")
        ->required();
    auto *apply = declare("apply", Action::Apply, "Puts a configuration into use; requests under way are served");
    apply->add_option("FILE", arguments->file, "the configuration, or - for standard input")->required();
    apply->add_option("--note", arguments->note, "why, for those who look at the versions later");
    apply->add_option("--based-on", arguments->version, "fail if another version than this is in use");
    declare("rollback", Action::Rollback, "Puts an earlier version into use again")
        ->add_option("VERSION", arguments->version, "its number")
        ->required();
    declare("reload", Action::Reload, "Puts what its file says now into use");
}

void declareCompletion(CLI::App &app, Arguments &result)
{
    auto *verb = app.add_subcommand("completion", "Prints the completion script of a shell");
    auto arguments = std::make_shared<CompletionArguments>();
    verb->add_option("SHELL", arguments->shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    verb->callback([&result, arguments] { result.verb = *arguments; });
}

} // namespace

std::variant<Arguments, int> parseArguments(int argc, char **argv)
{
    Arguments result;
    bool json = false;
    CLI::App app("Reads Raspberry Pis and their history from the shell.", "piuptimectl");
    app.set_version_flag("--version", "piuptimectl " PIUPTIME_VERSION);
    app.add_flag("--json", json, "print for programs");
    app.require_subcommand(1);
    app.fallthrough();
    app.footer(kFooter);
    declareProbe(app, result);
    declareDevices(app, result);
    declareShow(app, result);
    declareHistory(app, result);
    declareTop(app, result);
    declareExport(app, result, json);
    declareImport(app, result);
    declareBackup(app, result);
    declareRestore(app, result);
    declareDatabasePassword(app, result);
    declareKioskPin(app, result);
    declareGateway(app, result);
    declareCompletion(app, result);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        const int shown = app.exit(error);
        return shown == 0 ? 0 : static_cast<int>(ExitCode::Usage);
    }
    result.format = json ? Format::Json : Format::Text;
    return result;
}

} // namespace piuptime::ctl
