// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/Shell.h"

#include "core/base/Text.h"

#include <algorithm>
#include <vector>

namespace piuptime::simulation {
namespace {

constexpr int kNoSuchUnit = 5;
constexpr int kNotFound = 127;

/// The words of a simple command line; quotes around a whole word are taken off.
std::vector<std::string> wordsOf(std::string_view line)
{
    std::vector<std::string> words;
    for (std::string_view word = takeWord(line); !word.empty(); word = takeWord(line)) {
        if (word.size() >= 2 && word.front() == '\'' && word.back() == '\'')
            word = word.substr(1, word.size() - 2);
        words.emplace_back(word);
    }
    return words;
}

/// The user is not root: of `if [ "$(id -u)" = 0 ]; then A; else B; fi` it is B that runs.
std::string_view branchOfUser(std::string_view line)
{
    constexpr std::string_view kElse = "; else ";
    constexpr std::string_view kEnd = "; fi";
    const std::size_t otherwise = line.find(kElse);
    if (!line.starts_with("if [ \"$(id -u)\" = 0 ]; then ") || !line.ends_with(kEnd)
        || otherwise == std::string_view::npos)
        return line;
    line.remove_suffix(kEnd.size());
    return line.substr(otherwise + kElse.size());
}

ShellResult restart(const std::string &unit, SimulatedPi &pi)
{
    if (pi.restartUnit(unit))
        return {"", 0, ShellResult::Effect::UnitRestarted};
    return {"Failed to restart " + unit + ": Unit " + unit + " not found.\n", kNoSuchUnit};
}

} // namespace

ShellResult runOnPi(std::string_view commandLine, SimulatedPi &pi)
{
    std::vector<std::string> words = wordsOf(branchOfUser(trimmed(commandLine)));
    std::erase_if(words, [](const std::string &word) { return word == "sudo" || word == "-n" || word == "--"; });
    if (words == std::vector<std::string>{"true"})
        return {};
    if (words.size() >= 2 && words[0] == "systemctl") {
        if (words[1] == "restart" && words.size() == 3)
            return restart(words[2], pi);
        if (words[1] == "reboot")
            return {"", 0, ShellResult::Effect::Reboot};
        if (words[1] == "poweroff")
            return {"", 0, ShellResult::Effect::PowerOff};
    }
    const std::string name = words.empty() ? std::string() : words.front();
    return {"sh: 1: " + name + ": not found\n", kNotFound};
}

} // namespace piuptime::simulation
