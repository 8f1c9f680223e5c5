// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SshConfig.h"

#include "core/base/Text.h"
#include "core/model/Address.h"
#include "core/ssh/SshConfigLines.h"
#include "core/ssh/TextFile.h"

#include <glob.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

namespace piuptime::ssh {
namespace {

constexpr std::size_t kMaxHosts = 2'000;
constexpr int kMaxJumpDepth = 8;
constexpr std::size_t kMaxStops = 16;

/// A host that is named without wildcards, and where.
struct Alias {
    std::string name;
    const ConfigLine *line = nullptr;
};

/// What applies to one name; lines are kept for messages.
struct Settings {
    const ConfigLine *hostName = nullptr;
    const ConfigLine *user = nullptr;
    const ConfigLine *port = nullptr;
    const ConfigLine *proxyJump = nullptr;
    const ConfigLine *proxyCommand = nullptr;
    std::vector<const ConfigLine *> identityFiles;
};

/// A value that cannot be used, and where it stands.
struct Problem {
    const ConfigLine *line = nullptr;
    std::string text;
};
template <class T>
using Checked = tl::expected<T, Problem>;

tl::unexpected<Problem> problem(const ConfigLine *line, const Error &error)
{
    return tl::unexpected<Problem>(Problem{line, error.detail});
}

/// The parts of an address, each held to what `parseAddress` accepts of it.
Result<std::string> checkedHost(const std::string &host)
{
    if (host.find_first_of("@/[]") != host.npos)
        return fail(ErrorKind::InvalidInput, "not a host name or IP address", host);
    const auto endpoint = parseAddress(host.find(':') == host.npos ? host : "[" + host + "]");
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    return endpoint->host;
}

Result<std::string> checkedUser(const std::string &user)
{
    const auto endpoint = parseAddress(user + "@host");
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    return endpoint->user;
}

Result<std::uint16_t> checkedPort(const std::string &port)
{
    const auto endpoint = parseAddress("host:" + port);
    if (!endpoint)
        return tl::unexpected(endpoint.error());
    return endpoint->port;
}

/// Replaces the `%` tokens that stand for things we know. \retval InvalidInput another token
Result<std::string> expanded(std::string_view text, std::string_view host, std::string_view user)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const char token = ++i < text.size() ? text[i] : '\0';
        if (token == '%')
            result += '%';
        else if (token == 'h' || token == 'n')
            result += host;
        else if (token == 'r' && !user.empty())
            result += user;
        else if (token == 'd')
            result += '~';
        else
            return fail(ErrorKind::InvalidInput, "this % token has no meaning here", text);
    }
    return result;
}

class ConfigEvaluator
{
public:
    ConfigEvaluator(std::vector<ConfigLine> lines, Imported &imported)
        : m_lines(std::move(lines))
        , m_imported(imported)
    {
    }

    void evaluate()
    {
        for (const Alias &alias : aliases()) {
            auto device = deviceFor(alias);
            if (device)
                m_imported.devices.push_back(std::move(*device));
            else
                report(device.error());
        }
    }

private:
    void report(const Problem &what)
    {
        ImportNote note{what.line->file, what.line->number, what.text};
        if (std::ranges::find(m_imported.errors, note) == m_imported.errors.end())
            m_imported.errors.push_back(std::move(note));
    }

    [[nodiscard]] std::vector<Alias> aliases()
    {
        std::vector<Alias> found;
        std::set<std::string_view> seen;
        for (const ConfigLine &line : m_lines) {
            if (line.keyword != "host")
                continue;
            for (const std::string &pattern : line.arguments) {
                const bool wildcard = pattern.starts_with('!') || pattern.find_first_of("*?") != pattern.npos;
                if (wildcard || !line.block->appliesTo(pattern) || !seen.insert(pattern).second)
                    continue;
                if (found.size() == kMaxHosts) {
                    report({&line, "too many hosts; the rest is left out"});
                    return found;
                }
                found.push_back({pattern, &line});
            }
        }
        return found;
    }

    [[nodiscard]] Settings settingsFor(std::string_view name) const
    {
        Settings settings;
        const auto first = [](const ConfigLine *&slot, const ConfigLine &line) { slot = slot ? slot : &line; };
        const ConfigBlock *block = nullptr;
        bool applies = false;
        for (const ConfigLine &line : m_lines) {
            if (std::exchange(block, line.block.get()) != line.block.get())
                applies = line.block->appliesTo(name);
            if (!applies)
                continue;
            if (line.keyword == "hostname")
                first(settings.hostName, line);
            else if (line.keyword == "user")
                first(settings.user, line);
            else if (line.keyword == "port")
                first(settings.port, line);
            else if (line.keyword == "proxyjump")
                first(settings.proxyJump, line);
            else if (line.keyword == "proxycommand")
                first(settings.proxyCommand, line);
            else if (line.keyword == "identityfile")
                settings.identityFiles.push_back(&line);
        }
        return settings;
    }

    /// \param where  the line that names it, to blame when the name itself is wrong
    [[nodiscard]] static Checked<SshEndpoint> endpointFor(const std::string &name, const Settings &settings,
                                                          const ConfigLine *where)
    {
        std::string written = name;
        if (settings.hostName) {
            where = settings.hostName;
            auto expansion = expanded(settings.hostName->arguments.front(), name, {});
            if (!expansion)
                return problem(where, expansion.error());
            written = std::move(*expansion);
        }
        SshEndpoint endpoint;
        if (auto host = checkedHost(written))
            endpoint.host = std::move(*host);
        else
            return problem(where, host.error());
        if (settings.user) {
            auto user = checkedUser(settings.user->arguments.front());
            if (!user)
                return problem(settings.user, user.error());
            endpoint.user = std::move(*user);
        }
        if (settings.port) {
            const auto port = checkedPort(settings.port->arguments.front());
            if (!port)
                return problem(settings.port, port.error());
            endpoint.port = *port;
        }
        return endpoint;
    }

    void addIdentities(const Settings &settings, const SshEndpoint &endpoint, DeviceConfig &device)
    {
        for (const ConfigLine *line : settings.identityFiles) {
            if (line->arguments.front() == "none")
                continue;
            const auto path = expanded(line->arguments.front(), endpoint.host, endpoint.user);
            if (!path)
                report({line, path.error().detail});
            else if (std::ranges::find(device.identities, *path) == device.identities.end())
                device.identities.push_back(printable(*path, 4096));
        }
    }

    /// One stop of a ProxyJump list, resolved through the configuration like any name.
    [[nodiscard]] Checked<SshEndpoint> jumpFor(std::string_view stop, const ConfigLine *line, DeviceConfig &device,
                                               Settings &settings)
    {
        const auto written = parseAddress(stop);
        if (!written)
            return problem(line, written.error());
        settings = settingsFor(written->host);
        auto endpoint = endpointFor(written->host, settings, line);
        if (!endpoint)
            return endpoint;
        if (!written->user.empty())
            endpoint->user = written->user;
        if (written->port != 22)
            endpoint->port = written->port;
        addIdentities(settings, *endpoint, device);
        return endpoint;
    }

    /// The stops on the way, nearest first. As with ssh, only the first stop of a list is reached by its own ProxyJump.
    [[nodiscard]] Checked<std::vector<SshEndpoint>> jumpsFor(const ConfigLine *line, DeviceConfig &device, int depth)
    {
        std::vector<SshEndpoint> jumps;
        if (!line || line->arguments.front() == "none")
            return jumps;
        if (depth == kMaxJumpDepth)
            return tl::unexpected<Problem>(Problem{line, "jump hosts lead to each other in a circle"});
        const auto stops = split(line->arguments.front(), ',');
        if (stops.size() > kMaxStops)
            return tl::unexpected<Problem>(Problem{line, "more jump hosts than make sense"});
        bool first = true;
        for (const std::string_view stop : stops) {
            Settings settings;
            const auto endpoint = jumpFor(stop, line, device, settings);
            if (!endpoint)
                return tl::unexpected(endpoint.error());
            if (std::exchange(first, false)) {
                auto before = jumpsFor(settings.proxyJump == line ? nullptr : settings.proxyJump, device, depth + 1);
                if (!before)
                    return before;
                jumps = std::move(*before);
            }
            jumps.push_back(*endpoint);
        }
        return jumps;
    }

    [[nodiscard]] Checked<DeviceConfig> deviceFor(const Alias &alias)
    {
        const Settings settings = settingsFor(alias.name);
        const auto endpoint = endpointFor(alias.name, settings, alias.line);
        if (!endpoint)
            return tl::unexpected(endpoint.error());
        DeviceConfig device;
        device.name = printable(alias.name, 128);
        device.endpoint = *endpoint;
        addIdentities(settings, *endpoint, device);
        auto jumps = jumpsFor(settings.proxyJump, device, 0);
        if (!jumps)
            return tl::unexpected(jumps.error());
        device.jumps = std::move(*jumps);
        if (!settings.proxyJump && settings.proxyCommand && settings.proxyCommand->arguments.front() != "none")
            m_imported.notes.push_back({settings.proxyCommand->file, settings.proxyCommand->number,
                                        device.name + ": ProxyCommand is left out; use ProxyJump instead"});
        return device;
    }

    std::vector<ConfigLine> m_lines;
    Imported &m_imported;
};

/// Paths that are not absolute are meant from ~/.ssh, as OpenSSH has it.
std::string absolute(const std::string &pattern)
{
    const char *home = std::getenv("HOME");
    const std::string base = home ? home : "";
    if (pattern.starts_with("~/"))
        return base + pattern.substr(1);
    return pattern.starts_with('/') ? pattern : base + "/.ssh/" + pattern;
}

std::vector<ConfigText> readIncluded(const std::string &pattern)
{
    std::vector<ConfigText> texts;
    glob_t found{};
    if (::glob(absolute(pattern).c_str(), 0, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc; ++i) {
            if (auto text = readTextFile(found.gl_pathv[i]))
                texts.push_back({found.gl_pathv[i], std::move(*text)});
        }
    }
    ::globfree(&found);
    return texts;
}

} // namespace

Imported parseSshConfig(const ConfigText &config, const IncludeReader &include)
{
    Imported imported;
    ConfigEvaluator evaluator(readConfigLines(config, include, imported), imported);
    evaluator.evaluate();
    return imported;
}

Result<Imported> importConfig(const std::filesystem::path &path)
{
    auto text = readTextFile(path);
    if (!text)
        return tl::unexpected(text.error());
    return parseSshConfig({path.string(), std::move(*text)}, readIncluded);
}

} // namespace piuptime::ssh
