// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/settings/AgentSettings.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <unistd.h>

namespace piuptime::agent {
namespace {

std::string counted(std::int64_t count, std::string_view thing)
{
    return std::to_string(count) + ' ' + std::string(thing) + (count == 1 ? "" : "s");
}

std::string_view nameOf(BrokerSettings::Protocol protocol)
{
    switch (protocol) {
    case BrokerSettings::Protocol::Mqtt5:
        return "MQTT 5";
    case BrokerSettings::Protocol::Mqtt311:
        return "MQTT 3.1.1";
    case BrokerSettings::Protocol::Newest:
        break;
    }
    return "MQTT 5, or 3.1.1 where the broker does not know it";
}

std::string aboutTrust(const BrokerSettings &broker)
{
    if (!broker.tls)
        return "Without TLS: whoever is on the way can read and forge everything.";
    return "With TLS: the broker's certificate must be signed by "
           + (broker.caFile.empty() ? std::string("an authority that this system trusts") : "one in " + broker.caFile)
           + " and be made out to " + (broker.others.empty() ? broker.host : "the host that is used") + ".";
}

std::string aboutSignIn(const BrokerSettings &broker)
{
    const bool hasCertificate = !broker.certificateFile.empty();
    if (broker.user.empty() && !hasCertificate)
        return "Signs in without a name.";
    std::string text = "Signs in";
    if (hasCertificate)
        text += " with the certificate " + broker.certificateFile;
    if (!broker.user.empty())
        text +=
            std::string(hasCertificate ? " and" : "") + " as " + broker.user
            + (broker.passwordFile.empty() ? " without a password" : " with the password in " + broker.passwordFile);
    return text + ".";
}

std::string aboutCommands(const CommandSettings &commands)
{
    if (commands.keys.empty())
        return "Obeys no commands.";
    std::string text = "Obeys commands that " + counted(static_cast<std::int64_t>(commands.keys.size()), "key")
                       + " may sign, as far as they are:";
    for (const std::string &words : commands.allow)
        text += (&words == &commands.allow.front() ? " " : ", ") + words;
    return text + ".";
}

/// Whether systemd is asked for something by one of the commands.
bool needsSystemd(const std::string &words)
{
    return words != "cadence";
}

void lookAt(const std::string &path, std::vector<std::string> &found)
{
    if (!path.empty() && access(path.c_str(), R_OK) != 0)
        found.push_back(path + " cannot be read: " + std::generic_category().message(errno));
}

} // namespace

std::string addressText(const BrokerSettings &broker)
{
    std::string text = formatBrokerAddress({broker.host, broker.port});
    for (const BrokerAddress &address : broker.others)
        text += " or " + formatBrokerAddress(address);
    return text;
}

std::string explain(const AgentSettings &settings)
{
    const BrokerSettings &broker = settings.broker;
    std::string text;
    const auto line = [&text](const std::string &sentence) { text += sentence + "\n"; };
    line("Reports to " + addressText(broker) + ", under " + broker.topic + "/…, over "
         + std::string(nameOf(broker.protocol)) + ".");
    line(aboutTrust(broker));
    line(aboutSignIn(broker));
    line("Measures every " + counted(settings.fast.count(), "second") + " and looks for facts every "
         + counted(settings.slow.count(), "minute") + "; sends "
         + (settings.form == AgentSettings::Form::Json ? "JSON." : "the compact binary form."));
    line("While no console answers, keeps readings in " + settings.spoolFile + ", at most "
         + std::to_string(settings.spoolMegabytes) + " MiB; then the oldest go. Afterwards sends up to "
         + counted(settings.backlogPerSecond, "block") + " of them a second.");
    line(aboutCommands(settings.commands));
    if (std::ranges::any_of(settings.commands.allow, &needsSystemd))
        line("Asks systemd to do them, which a rule of polkit must let the agent's user do: there is one to adapt in "
             "/usr/share/doc/piuptime-agent/examples.");
    return text;
}

std::vector<std::string> obstacles(const AgentSettings &settings)
{
    std::vector<std::string> found;
    const BrokerSettings &broker = settings.broker;
    for (const std::string *path : {&broker.caFile, &broker.certificateFile, &broker.keyFile, &broker.passwordFile})
        lookAt(*path, found);
    const std::string folder = std::filesystem::path(settings.spoolFile).parent_path().string();
    if (access(folder.c_str(), W_OK | X_OK) != 0)
        found.push_back(folder + " cannot be written to: " + std::generic_category().message(errno)
                        + "; without a spool, readings are lost while the agent is stopped");
    return found;
}

} // namespace piuptime::agent
