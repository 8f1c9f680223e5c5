// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Firmware.h"

#include "core/base/Text.h"

#include <algorithm>
#include <array>

namespace piuptime::collect {
namespace {

constexpr int kRankFirmware = 3;
constexpr std::size_t kMaxRails = 32;

/// The text between `before` and `after`, where `before` opens the text.
std::optional<std::string_view> between(std::string_view text, std::string_view before, std::string_view after)
{
    text = trimmed(text);
    if (!text.starts_with(before) || !text.ends_with(after) || text.size() < before.size() + after.size())
        return std::nullopt;
    return text.substr(before.size(), text.size() - before.size() - after.size());
}

std::optional<double> numberBetween(std::string_view text, std::string_view before, std::string_view after)
{
    const auto number = between(text, before, after);
    return number ? toNumber(*number) : std::nullopt;
}

std::string_view afterEquals(std::string_view text)
{
    const std::size_t equals = text.find('=');
    return equals == std::string_view::npos ? std::string_view() : text.substr(equals + 1);
}

/// What the messages of vcgencmd mean to somebody who wants the readings.
std::string_view explain(std::string_view answer)
{
    const auto says = [&](std::string_view words) { return answer.find(words) != std::string_view::npos; };
    if (trimmed(answer).empty())
        return "vcgencmd gave no answer";
    if (says("VCHI initialization failed") || says("Permission") || says("permission") || says("/dev/vcio"))
        return "vcgencmd may not reach the firmware: add the user to the group video";
    return {};
}

struct Rail {
    std::string_view name;
    std::optional<double> volts;
    std::optional<double> amperes;
};

/// Power rails by name, in the order they came.
class Rails
{
public:
    Rail *find(std::string_view name)
    {
        const auto end = m_rails.begin() + m_count;
        const auto found = std::find_if(m_rails.begin(), end, [&](const Rail &rail) { return rail.name == name; });
        if (found != end)
            return &*found;
        if (m_count == kMaxRails)
            return nullptr;
        m_rails[m_count] = {name, std::nullopt, std::nullopt};
        return &m_rails[m_count++];
    }
    [[nodiscard]] auto begin() const { return m_rails.begin(); }
    [[nodiscard]] auto end() const { return m_rails.begin() + m_count; }

private:
    std::array<Rail, kMaxRails> m_rails{};
    std::size_t m_count = 0;
};

/// `  3V7_WL_SW_A current(0)=0.12199130A`, `  EXT5V_V volt(24)=5.12000000V`
void readRailLine(std::string_view line, Rails &rails)
{
    const std::string_view name = takeWord(line);
    if (name.size() < 3)
        return;
    const std::string_view quantity = trimmed(line);
    const std::string_view railName = name.substr(0, name.size() - 2);
    if (name.ends_with("_A") && quantity.starts_with("current(")) {
        if (Rail *rail = rails.find(railName))
            rail->amperes = numberBetween(afterEquals(quantity), "", "A");
    } else if (name.ends_with("_V") && quantity.starts_with("volt(")) {
        if (Rail *rail = rails.find(railName))
            rail->volts = numberBetween(afterEquals(quantity), "", "V");
    }
}

} // namespace

std::optional<std::uint32_t> parseThrottled(std::string_view text)
{
    const auto digits = between(text, "throttled=0x", "");
    const auto word = digits ? toUnsigned(*digits, 16) : std::nullopt;
    if (!word || *word > 0xFFFFFFFFU)
        return std::nullopt;
    return static_cast<std::uint32_t>(*word);
}

std::optional<double> parseTemperature(std::string_view text)
{
    const auto celsius = numberBetween(text, "temp=", "'C");
    return celsius && *celsius > -100 && *celsius < 250 ? celsius : std::nullopt;
}

std::optional<double> parseClock(std::string_view text)
{
    text = trimmed(text);
    const auto hertz = text.starts_with("frequency(") ? toUnsigned(afterEquals(text)) : std::nullopt;
    return hertz ? std::optional(static_cast<double>(*hertz)) : std::nullopt;
}

std::optional<double> parseVolts(std::string_view text)
{
    const auto volts = numberBetween(text, "volt=", "V");
    return volts && *volts >= 0 && *volts < 100 ? volts : std::nullopt;
}

void readThrottled(std::string_view text, Draft &draft)
{
    if (const auto word = parseThrottled(text)) {
        draft.sample(Metric::ThrottleWord, static_cast<double>(*word));
        return;
    }
    const std::string_view meaning = explain(text);
    draft.fact(FactKey::Problem, meaning.empty() ? text : meaning, "vcgencmd");
}

void readThrottledFile(std::string_view text, Draft &draft)
{
    const auto word = toUnsigned(text, 16);
    if (word && *word <= 0xFFFFFFFFU)
        draft.sample(Metric::ThrottleWord, static_cast<double>(*word));
}

void readSocTemperature(std::string_view text, Draft &draft)
{
    if (const auto celsius = parseTemperature(text))
        draft.socTemperatureFrom(*celsius, kRankFirmware);
}

void readPmicTemperature(std::string_view text, Draft &draft)
{
    draft.sample(Metric::PmicTemperature, parseTemperature(text));
}

void readArmClock(std::string_view text, Draft &draft)
{
    draft.sample(Metric::ArmClock, parseClock(text));
}

void readCoreVolts(std::string_view text, Draft &draft)
{
    draft.sample(Metric::CoreVoltage, parseVolts(text));
}

void readPmicRails(std::string_view text, Draft &draft)
{
    Rails rails;
    while (const auto line = takeLine(text))
        readRailLine(*line, rails);
    std::optional<double> watts;
    for (const Rail &rail : rails) {
        if (rail.name == "EXT5V") {
            draft.sample(Metric::ExternalVoltage, rail.volts);
            continue;
        }
        if (rail.name == "BATT") {
            draft.sample(Metric::RtcBatteryVoltage, rail.volts);
            continue;
        }
        draft.sample(Metric::RailVoltage, rail.volts, rail.name);
        draft.sample(Metric::RailCurrent, rail.amperes, rail.name);
        if (rail.volts && rail.amperes)
            watts = watts.value_or(0) + *rail.volts * *rail.amperes;
    }
    draft.sample(Metric::BoardPower, watts);
}

} // namespace piuptime::collect
