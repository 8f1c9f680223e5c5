// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/Ups.h"

#include "core/base/Text.h"
#include "core/collect/CommandOutput.h"

#include <algorithm>
#include <cmath>

namespace piuptime::collect {
namespace {

/// Below this a current is noise of the sensor, neither charging nor discharging.
constexpr double kIdleAmperes = 0.01;

void tellOnBattery(bool onBattery, std::string_view status, std::string_view name, Draft &draft)
{
    draft.sample(Metric::UpsOnBattery, onBattery ? 1.0 : 0.0, name);
    draft.fact(FactKey::UpsStatus, status, name);
}

void tellProblem(std::string_view name, std::string_view why, Draft &draft)
{
    const std::string source = "ups:" + std::string(name);
    draft.fact(FactKey::Problem, trimmed(why).empty() ? "the UPS gave no answer" : why, source);
}

std::optional<double> inRange(std::optional<double> value, double least, double most)
{
    return value && *value >= least && *value <= most ? value : std::nullopt;
}

/// The value of a line `name: value`.
std::optional<std::string_view> find(std::string_view text, std::string_view name)
{
    while (const auto line = takeLine(text)) {
        if (line->starts_with(name) && line->substr(name.size()).starts_with(":"))
            return trimmed(line->substr(name.size() + 1));
    }
    return std::nullopt;
}

std::optional<double> findNumber(std::string_view text, std::string_view name)
{
    const auto value = find(text, name);
    return value ? toNumber(*value) : std::nullopt;
}

bool hasWord(std::string_view text, std::string_view wanted)
{
    while (!text.empty()) {
        if (takeWord(text) == wanted)
            return true;
    }
    return false;
}

/// What upsc says that is of use: its last line that is not chatter about SSL.
std::string_view lastLine(std::string_view text)
{
    std::string_view last;
    while (const auto line = takeLine(text)) {
        if (!trimmed(*line).empty() && !line->starts_with("Init SSL"))
            last = *line;
    }
    return last;
}

void readNut(std::string_view name, std::string_view section, Draft &draft)
{
    const CommandOutput output = parseCommandOutput(section);
    const auto status = find(output.text, "ups.status");
    if (!status) {
        tellProblem(name, output.timedOut() ? "upsc gave no answer in time" : lastLine(output.text), draft);
        return;
    }
    const std::string_view text = output.text;
    draft.sample(Metric::UpsCharge, inRange(findNumber(text, "battery.charge"), 0, 100), name);
    draft.sample(Metric::UpsVoltage, findNumber(text, "battery.voltage"), name);
    draft.sample(Metric::UpsCurrent, findNumber(text, "battery.current"), name);
    draft.sample(Metric::UpsLoad, inRange(findNumber(text, "ups.load"), 0, 1000), name);
    draft.sample(Metric::UpsRuntime, inRange(findNumber(text, "battery.runtime"), 0, 1e9), name);
    draft.sample(Metric::UpsInputVoltage, findNumber(text, "input.voltage"), name);
    if (hasWord(*status, "OB") || hasWord(*status, "OL"))
        draft.sample(Metric::UpsOnBattery, hasWord(*status, "OB") ? 1.0 : 0.0, name);
    draft.fact(FactKey::UpsStatus, *status, name);
    const auto model = find(text, "ups.model");
    draft.fact(FactKey::UpsModel, model ? *model : find(text, "device.model").value_or(""), name);
}

/// The value of a line `REGISTER 0x…` as i2cget prints it.
std::optional<unsigned> readRegister(std::string_view text, std::string_view wanted, unsigned most)
{
    while (auto line = takeLine(text)) {
        if (takeWord(*line) != wanted)
            continue;
        const std::string_view value = trimmed(*line);
        const auto number = value.starts_with("0x") ? toUnsigned(value, 16) : std::nullopt;
        return number && *number <= most ? std::optional(static_cast<unsigned>(*number)) : std::nullopt;
    }
    return std::nullopt;
}

/// SMBus reads words low byte first; these chips send the high byte first.
std::optional<unsigned> readWord(std::string_view text, std::string_view wanted)
{
    const auto word = readRegister(text, wanted, 0xFFFF);
    return word ? std::optional((*word & 0xFFU) << 8U | *word >> 8U) : std::nullopt;
}

/// What i2cget complained of, without the register in front.
std::string_view complaint(std::string_view text)
{
    std::string_view line = takeLine(text).value_or("");
    skipWords(line, 1);
    return line;
}

struct I2cPlace {
    std::string_view bus;
    std::string_view chip;
    std::string_view rest;
};

/// `1:0x42:2:100000`
I2cPlace takePlace(std::string_view text)
{
    const auto take = [&text] {
        const std::size_t end = std::min(text.find(':'), text.size());
        const std::string_view part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return part;
    };
    const std::string_view bus = take();
    const std::string_view chip = take();
    return {bus, chip, text};
}

std::string nameAt(std::string_view kind, const I2cPlace &place)
{
    return std::string(kind).append(" ").append(place.bus).append(":").append(place.chip);
}

/// Register 2 is the pack's voltage in steps of 4 mV above three status bits, register 1 the drop over the shunt in
/// steps of 10 µV, negative while discharging.
void readIna219(std::string_view parameters, std::string_view text, Draft &draft)
{
    const I2cPlace place = takePlace(parameters);
    const std::string name = nameAt("INA219", place);
    const std::size_t colon = std::min(place.rest.find(':'), place.rest.size());
    const auto cells = toUnsigned(place.rest.substr(0, colon));
    const auto microohm = toUnsigned(place.rest.substr(std::min(colon + 1, place.rest.size())));
    const auto bus = readWord(text, "02");
    if (!bus || !cells || *cells < 1 || *cells > 16) {
        tellProblem(name, complaint(text), draft);
        return;
    }
    const double volts = static_cast<double>(*bus >> 3U) * 0.004;
    draft.sample(Metric::UpsVoltage, volts, name);
    draft.sample(Metric::UpsCharge, chargeOfCells(volts, static_cast<int>(*cells)), name);
    const auto drop = readWord(text, "01");
    if (!drop || !microohm || *microohm == 0)
        return;
    const double dropVolts = static_cast<double>(static_cast<std::int16_t>(*drop)) * 1e-5;
    const double amperes = dropVolts / (static_cast<double>(*microohm) * 1e-6);
    draft.sample(Metric::UpsCurrent, amperes, name);
    const bool discharging = amperes < -kIdleAmperes;
    tellOnBattery(discharging, discharging ? "OB DISCHRG" : amperes > kIdleAmperes ? "OL CHRG" : "OL", name, draft);
}

/// Register 2 is the voltage in sixteenths of 1.25 mV, register 4 the charge in 256ths of a per cent. The chip does not
/// know whether mains is there: that is a GPIO whose polarity differs from board to board.
void readMax1704x(std::string_view parameters, std::string_view text, Draft &draft)
{
    const I2cPlace place = takePlace(parameters);
    const std::string name = nameAt("MAX1704x", place);
    const auto voltage = readWord(text, "02");
    const auto charge = readWord(text, "04");
    if (!voltage || !charge) {
        tellProblem(name, complaint(text), draft);
        return;
    }
    draft.sample(Metric::UpsVoltage, static_cast<double>(*voltage) * 1.25 / 1000 / 16, name);
    draft.sample(Metric::UpsCharge, std::min(static_cast<double>(*charge) / 256, 100.0), name);
}

/// The answers of pisugar-server: `battery: 95.2`, `battery_power_plugged: true`.
bool readPiSugarServer(std::string_view text, std::string_view name, Draft &draft)
{
    const auto charge = inRange(findNumber(text, "battery"), 0, 100);
    if (!charge)
        return false;
    draft.sample(Metric::UpsCharge, *charge, name);
    draft.sample(Metric::UpsVoltage, findNumber(text, "battery_v"), name);
    draft.sample(Metric::UpsCurrent, findNumber(text, "battery_i"), name);
    draft.fact(FactKey::UpsModel, find(text, "model").value_or(""), name);
    const auto plugged = find(text, "battery_power_plugged");
    const bool charging = find(text, "battery_charging") == "true";
    if (plugged == "true" || plugged == "false")
        tellOnBattery(plugged == "false", plugged == "false" ? "OB DISCHRG" : charging ? "OL CHRG" : "OL", name, draft);
    return true;
}

/// A PiSugar 3 by its registers: bit 7 of 02 is mains, 22 and 23 are mV, 2a is per cent.
bool readPiSugarChip(std::string_view text, std::string_view name, Draft &draft)
{
    const auto control = readRegister(text, "02", 0xFF);
    const auto high = readRegister(text, "22", 0xFF);
    const auto low = readRegister(text, "23", 0xFF);
    const auto charge = readRegister(text, "2a", 100);
    if (!control || !high || !low || !charge)
        return false;
    draft.sample(Metric::UpsCharge, static_cast<double>(*charge), name);
    draft.sample(Metric::UpsVoltage, static_cast<double>(*high << 8U | *low) / 1000, name);
    const bool plugged = (*control & 0x80U) != 0;
    tellOnBattery(!plugged, plugged ? "OL" : "OB DISCHRG", name, draft);
    draft.fact(FactKey::UpsModel, "PiSugar 3", name);
    return true;
}

} // namespace

double chargeOfCells(double volts, int cells)
{
    constexpr double emptyVolts = 3.0;
    constexpr double rangeVolts = 1.2;
    return std::clamp((volts - emptyVolts * cells) / (rangeVolts * cells) * 100, 0.0, 100.0);
}

void readUps(std::string_view word, std::string_view text, Draft &draft)
{
    constexpr std::string_view nut = "ups:nut:";
    constexpr std::string_view ina219 = "ups:ina219:";
    constexpr std::string_view max1704x = "ups:max1704x:";
    if (word.starts_with(nut) && word.size() > nut.size())
        readNut(word.substr(nut.size()), text, draft);
    else if (word.starts_with(ina219))
        readIna219(word.substr(ina219.size()), text, draft);
    else if (word.starts_with(max1704x))
        readMax1704x(word.substr(max1704x.size()), text, draft);
    else if (word == "ups:pisugar" && !readPiSugarServer(text, "PiSugar", draft)
             && !readPiSugarChip(text, "PiSugar", draft))
        tellProblem("PiSugar", complaint(text), draft);
}

} // namespace piuptime::collect
