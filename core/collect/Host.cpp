// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Host.h"

#include "core/base/Text.h"
#include "core/collect/CommandOutput.h"

#include <algorithm>

namespace piuptime::collect {
namespace {

constexpr std::size_t kMaxUnits = 64;

std::string_view unquoted(std::string_view text)
{
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        return text.substr(1, text.size() - 2);
    return text;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace

void readBootId(std::string_view line, Draft &draft)
{
    const std::string_view id = trimmed(line);
    const auto isIdChar = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-'; };
    if (id.empty() || id.size() > 36 || !std::ranges::all_of(id, isIdChar))
        return;
    draft.bootId = id;
    draft.fact(FactKey::BootId, id);
}

void readCpuClock(std::string_view line, Draft &draft)
{
    if (const auto kilohertz = toUnsigned(line))
        draft.sample(Metric::CpuClock, static_cast<double>(*kilohertz) * 1000);
}

void readCpuInfo(std::string_view line, Draft &draft)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    const std::string_view name = trimmed(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (name == "Model")
        draft.fact(FactKey::Model, value);
    else if (name == "Revision")
        draft.fact(FactKey::Revision, value);
    else if (name == "Serial")
        draft.fact(FactKey::Serial, value);
    else if (name == "model name" && draft.processorName.empty())
        draft.processorName = value.substr(0, Draft::kMaxFactBytes);
}

void readOsRelease(std::string_view line, Draft &draft)
{
    constexpr std::string_view start = "PRETTY_NAME=";
    if (line.starts_with(start))
        draft.operatingSystem = unquoted(trimmed(line.substr(start.size()))).substr(0, Draft::kMaxFactBytes);
}

void readIssue(std::string_view line, Draft &draft)
{
    if (draft.systemImage.empty()) // the lines after it tell how the image was made
        draft.systemImage = trimmed(line).substr(0, Draft::kMaxFactBytes);
}

void readArchitecture(std::string_view text, Draft &draft)
{
    draft.fact(FactKey::Architecture, text);
}

void readFailedUnits(std::string_view text, Draft &draft)
{
    CommandOutput output = parseCommandOutput(text);
    if (!output.succeeded())
        return;
    std::size_t count = 0;
    while (const auto line = takeLine(output.text)) {
        std::string_view rest = *line;
        std::string_view unit = takeWord(rest);
        if (unit == "\u25CF" || unit == "*") // the bullet that some versions print in spite of --plain
            unit = takeWord(rest);
        if (!contains(unit, "."))
            continue;
        ++count;
        skipWords(rest, 3); // loaded failed failed
        const std::string_view description = trimmed(rest);
        if (count <= kMaxUnits)
            draft.fact(FactKey::FailedUnit, description.empty() ? unit : description, unit);
    }
    draft.sample(Metric::UnitsFailed, static_cast<double>(count));
}

void readTimeSync(std::string_view text, Draft &draft)
{
    CommandOutput output = parseCommandOutput(text);
    while (const auto line = takeLine(output.text)) {
        if (*line == "NTPSynchronized=yes" || *line == "NTPSynchronized=no")
            draft.fact(FactKey::TimeSynchronised, line->substr(line->find('=') + 1));
    }
}

void readBootloader(std::string_view text, Draft &draft)
{
    constexpr int frozen = 3;
    const CommandOutput output = parseCommandOutput(text);
    if (trimmed(output.text).empty())
        return;
    std::string_view verdict = "unknown";
    if (output.status == frozen)
        verdict = "frozen";
    else if (contains(output.text, "BOOTLOADER: up to date"))
        verdict = "up to date";
    else if (contains(output.text, "BOOTLOADER: update"))
        verdict = "update available";
    draft.fact(FactKey::BootloaderUpdate, verdict);
}

void readPackages(std::string_view text, Draft &draft)
{
    const auto count = toUnsigned(takeWord(text));
    const bool ended = takeWord(text) == "exit";
    const auto status = toUnsigned(takeWord(text));
    if (ended && count && status == 0U)
        draft.sample(Metric::PackagesUpgradable, static_cast<double>(*count));
    else if (ended && (status == 124U || status == 143U))
        draft.fact(FactKey::Problem, "counting the updates took too long", "apt");
    else
        draft.fact(FactKey::Problem, "apt-get could not tell the updates", "apt");
}

} // namespace piuptime::collect
