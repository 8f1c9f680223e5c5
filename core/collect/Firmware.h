// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/Draft.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace piuptime::collect {

/// `throttled=0x50005`: the word whose bits `ThrottleBit` names.
[[nodiscard]] std::optional<std::uint32_t> parseThrottled(std::string_view text);
/// `temp=42.9'C`: °C.
[[nodiscard]] std::optional<double> parseTemperature(std::string_view text);
/// `frequency(48)=1800404352`: Hz.
[[nodiscard]] std::optional<double> parseClock(std::string_view text);
/// `volt=0.9460V`: V.
[[nodiscard]] std::optional<double> parseVolts(std::string_view text);

// Sections of vcgencmd. The first one every Pi has, so when it fails, that is a problem worth telling; the others
// depend on the model.
void readThrottled(std::string_view text, Draft &draft);
void readThrottledFile(std::string_view text, Draft &draft);
void readSocTemperature(std::string_view text, Draft &draft);
void readPmicTemperature(std::string_view text, Draft &draft);
void readArmClock(std::string_view text, Draft &draft);
void readCoreVolts(std::string_view text, Draft &draft);
/// `pmic_read_adc`: volts and amperes of each rail, and their power together.
void readPmicRails(std::string_view text, Draft &draft);

} // namespace piuptime::collect
