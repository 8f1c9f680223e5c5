// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/settings/AgentSettings.h"

#include <toml++/toml.h>

#include <sstream>

namespace piuptime::agent {
namespace {

void putText(toml::table &table, std::string_view key, const std::string &text)
{
    if (!text.empty())
        table.insert(key, text);
}

} // namespace

std::string formatAgentSettings(const BrokerSettings &settings, const CommandSettings &commands)
{
    toml::table broker{{"topic", settings.topic}};
    if (settings.others.empty()) {
        broker.insert("host", settings.host);
        broker.insert("port", int{settings.port});
    } else {
        toml::array addresses{formatBrokerAddress({settings.host, settings.port})};
        for (const BrokerAddress &address : settings.others)
            addresses.push_back(formatBrokerAddress(address));
        broker.insert("addresses", std::move(addresses));
    }
    broker.insert("tls", settings.tls);
    putText(broker, "ca_file", settings.caFile);
    putText(broker, "certificate_file", settings.certificateFile);
    putText(broker, "key_file", settings.keyFile);
    putText(broker, "user", settings.user);
    putText(broker, "password_file", settings.passwordFile);
    toml::table all{{"broker", std::move(broker)}};
    if (!commands.keys.empty()) {
        toml::array keys;
        for (const CommandKey &key : commands.keys)
            keys.push_back(encodeCommandKey(key));
        toml::array allow;
        for (const std::string &words : commands.allow)
            allow.push_back(words);
        all.insert("commands", toml::table{{"keys", std::move(keys)}, {"allow", std::move(allow)}});
    }
    std::ostringstream text;
    text << toml::toml_formatter(all) << '\n';
    return text.str();
}

} // namespace piuptime::agent
