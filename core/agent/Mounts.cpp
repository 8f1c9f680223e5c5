// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/agent/Mounts.h"

#include "core/base/Text.h"

#include <set>

namespace piuptime::agent {
namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{256} * 1024;

bool startsWithOption(std::string_view options, std::string_view option)
{
    return options.starts_with(option) && (options.size() == option.size() || options[option.size()] == ',');
}

} // namespace

Mount parseMount(std::string_view line)
{
    Mount mount;
    skipWords(line, 2);
    mount.number = takeWord(line);
    mount.folder = takeWord(line);
    mount.place = takeWord(line);
    constexpr std::string_view mark = " - ";
    const std::size_t at = line.find(mark);
    if (at == std::string_view::npos)
        return mount;
    line.remove_prefix(at + mark.size());
    skipWords(line, 1);
    mount.source = takeWord(line);
    mount.options = takeWord(line);
    return mount;
}

Mounts::Mounts(const Root &root)
    : m_table(root.read("proc/self/mountinfo", kMaxTableBytes))
{
    std::set<std::string_view> devices;
    std::string_view rest = m_table;
    while (const auto line = takeLine(rest)) {
        const Mount mount = parseMount(*line);
        const bool isPart = mount.folder != "/" && devices.contains(mount.number);
        devices.insert(mount.number);
        m_entries[mount.place] = {isPart, startsWithOption(mount.options, "rw")};
    }
}

std::optional<std::string> Mounts::outside(std::string_view line) const
{
    constexpr std::string_view kReadOnly = "ro";
    std::string text(line);
    std::string_view rest = line;
    skipWords(rest, 1);
    const auto entry = m_entries.find(takeWord(rest));
    if (entry == m_entries.end())
        return text;
    if (entry->second.isPart)
        return std::nullopt;
    skipWords(rest, 1);
    skipBlanks(rest);
    if (entry->second.isWritable && startsWithOption(rest.substr(0, rest.find(' ')), kReadOnly))
        text.replace(line.size() - rest.size(), kReadOnly.size(), "rw");
    return text;
}

} // namespace piuptime::agent
