// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/settings/AgentSettings.h"

#include "core/agent/protocol/Allowance.h"
#include "core/agent/protocol/Report.h"
#include "core/base/Text.h"
#include "core/config/TableReader.h"
#include "core/model/Address.h"

#include <algorithm>

namespace piuptime::agent {
namespace {

using config::Problem;
using config::TableReader;
using Problems = std::vector<Problem>;

constexpr std::size_t kMaxHostBytes = 255;
constexpr std::size_t kMaxPathBytes = 4096;
constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kMaxAllowanceBytes = 300;
constexpr std::size_t kMostKeys = 16;
constexpr std::size_t kMostAddresses = 16;

bool isHost(const std::string &text)
{
    constexpr std::uint16_t kNoPortGiven = 22; // what an address without a port means to `parseAddress`
    const auto address = parseAddress(text);
    return address && address->user.empty() && address->port == kNoPortGiven && text.find('/') == std::string::npos;
}

/// Topics are built by putting words behind this one.
bool isTopic(std::string_view text)
{
    return !text.empty() && text.front() != '/' && text.front() != '$' && text.back() != '/'
           && text.find_first_of("#+") == std::string_view::npos;
}

void readPath(TableReader &reader, const toml::table &table, std::string_view key, std::string &path)
{
    if (reader.text(key, path, kMaxPathBytes) && !path.starts_with('/'))
        reader.note(*table.get(key), std::string(key) + " must be an absolute path");
}

void readTls(TableReader &reader, const toml::table &table, BrokerSettings &broker)
{
    readPath(reader, table, "ca_file", broker.caFile);
    readPath(reader, table, "certificate_file", broker.certificateFile);
    readPath(reader, table, "key_file", broker.keyFile);
    if (broker.certificateFile.empty() != broker.keyFile.empty())
        reader.note("certificate_file and key_file belong together: give both or neither");
    for (const std::string_view key : {"ca_file", "certificate_file", "key_file"}) {
        if (!broker.tls && table.contains(key))
            reader.note(*table.get(key), std::string(key) + " is of no use with tls = false");
    }
}

constexpr std::uint16_t usualPort(const BrokerSettings &broker)
{
    return broker.tls ? kMqttTlsPort : kMqttPort;
}

void readHost(TableReader &reader, const toml::table &table, BrokerSettings &broker)
{
    if (reader.text("host", broker.host, kMaxHostBytes) && !isHost(broker.host))
        reader.note(*table.get("host"), "host must be a name or an address, such as “broker.local”; the port is a key "
                                        "of its own");
    else if (!table.contains("host"))
        reader.note("a broker needs a host, such as “broker.local”");
    std::int64_t port = usualPort(broker);
    reader.integer("port", port, 1, 65'535);
    broker.port = static_cast<std::uint16_t>(port);
}

/// Those of a cluster, in place of host and port.
void readAddresses(TableReader &reader, const toml::table &table, BrokerSettings &broker)
{
    for (const std::string_view key : {"host", "port"}) {
        if (const toml::node *node = reader.take(key))
            reader.note(*node, "give either host and port or addresses");
    }
    std::vector<std::string> texts;
    if (!reader.texts("addresses", texts, kMostAddresses, kMaxHostBytes))
        return;
    if (texts.empty())
        reader.note(*table.get("addresses"), "addresses must have one at least");
    std::vector<BrokerAddress> addresses;
    for (const std::string &text : texts) {
        if (auto address = parseBrokerAddress(text, usualPort(broker)))
            addresses.push_back(std::move(*address));
        else
            reader.note(*table.get("addresses"), "addresses must be hosts, with ports if they are not the usual ones: “"
                                                     + printable(text) + "” is not");
    }
    if (addresses.empty())
        return;
    broker.host = addresses.front().host;
    broker.port = addresses.front().port;
    broker.others.assign(addresses.begin() + 1, addresses.end());
}

void readBroker(const toml::table &table, BrokerSettings &broker, Problems &problems)
{
    TableReader reader(table, problems);
    reader.flag("tls", broker.tls);
    if (table.contains("addresses"))
        readAddresses(reader, table, broker);
    else
        readHost(reader, table, broker);
    readTls(reader, table, broker);
    reader.text("user", broker.user, kMaxNameBytes);
    readPath(reader, table, "password_file", broker.passwordFile);
    if (!broker.passwordFile.empty() && broker.user.empty())
        reader.note(*table.get("password_file"), "password_file is of no use without a user");
    if (reader.text("topic", broker.topic, kMaxNameBytes) && !isTopic(broker.topic))
        reader.note(*table.get("topic"), "topic must be words with “/” between them, without “#” and “+”");
    const int protocol = reader.choice("protocol", {"newest", "5", "3.1.1"});
    broker.protocol = static_cast<BrokerSettings::Protocol>(std::max(0, protocol));
    std::int64_t keepAlive = broker.keepAlive.count();
    reader.integer("keep_alive_seconds", keepAlive, 5, 3600);
    broker.keepAlive = Seconds(keepAlive);
}

void readReport(const toml::table &table, AgentSettings &settings, Problems &problems)
{
    TableReader reader(table, problems);
    std::int64_t fast = settings.fast.count();
    std::int64_t slow = settings.slow.count();
    std::int64_t backlog = settings.backlogPerSecond;
    reader.integer("fast_seconds", fast, 1, 3600);
    reader.integer("slow_minutes", slow, 1, 1440);
    reader.integer("backlog_per_second", backlog, 1, 1000);
    settings.fast = Seconds(fast);
    settings.slow = std::chrono::minutes(slow);
    settings.backlogPerSecond = static_cast<std::uint32_t>(backlog);
    settings.form = static_cast<AgentSettings::Form>(std::max(0, reader.choice("form", {"binary", "json"})));
}

void readSpool(const toml::table &table, AgentSettings &settings, Problems &problems)
{
    TableReader reader(table, problems);
    std::int64_t megabytes = settings.spoolMegabytes;
    readPath(reader, table, "file", settings.spoolFile);
    reader.integer("megabytes", megabytes, 1, 4096);
    settings.spoolMegabytes = static_cast<std::uint32_t>(megabytes);
}

void readCommands(const toml::table &table, CommandSettings &commands, Problems &problems)
{
    TableReader reader(table, problems);
    std::vector<std::string> keys;
    if (reader.texts("keys", keys, kMostKeys, kMaxNameBytes)) {
        for (const std::string &text : keys) {
            if (const auto key = parseCommandKey(text))
                commands.keys.push_back(*key);
            else
                reader.note(*table.get("keys"), key.error().detail);
        }
    }
    if (reader.texts("allow", commands.allow, Report::kMostAllowed, kMaxAllowanceBytes)) {
        for (const std::string &words : commands.allow) {
            if (!isAllowance(words))
                reader.note(*table.get("allow"), "“" + printable(words)
                                                     + "” is nothing to allow: that is “restart UNIT”, "
                                                       "“restart *”, “reboot”, “shut-down” or “cadence”");
        }
    }
    if (table.contains("keys") != table.contains("allow"))
        reader.note("keys and allow belong together: who may command, and what");
}

/// The table of a key, or null; notes what is no table.
AgentSettings readAll(const toml::table &root, Problems &problems)
{
    AgentSettings settings;
    TableReader reader(root, problems);
    if (const toml::table *broker = reader.table("broker"))
        readBroker(*broker, settings.broker, problems);
    else if (!root.contains("broker"))
        reader.note("there is no broker to report to: write one under the line [broker]");
    if (const toml::table *report = reader.table("report"))
        readReport(*report, settings, problems);
    if (const toml::table *spool = reader.table("spool"))
        readSpool(*spool, settings, problems);
    if (const toml::table *commands = reader.table("commands"))
        readCommands(*commands, settings.commands, problems);
    return settings;
}

} // namespace

tl::expected<AgentSettings, std::vector<Problem>> parseAgentSettings(std::string_view toml)
{
    Problems problems;
    AgentSettings settings = config::readToml(toml, problems, &readAll);
    if (problems.empty())
        return settings;
    return tl::unexpected(std::move(problems));
}

} // namespace piuptime::agent
