// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/Report.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace piuptime::publishers {

inline constexpr std::size_t kMaxNameBytes = 255; ///< of hosts, publishers and instances
inline constexpr std::size_t kMaxMacs = 32;

/// Which of ours a foreign key is: our unit = scale * theirs.
struct KeyMapping {
    std::string_view key;
    Metric metric;
    std::string_view instance = {};
    double scale = 1;
};

[[nodiscard]] const KeyMapping *findKey(std::span<const KeyMapping> keys, std::string_view key);

/// Whether `value` can be a value of `metric`: finite, and within what such a thing can be in this world.
[[nodiscard]] bool isPlausible(Metric metric, double value);

/// A decimal number; for a flag also a word, such as `on`, `open` or `True`.
[[nodiscard]] std::optional<double> valueOf(Metric metric, std::string_view text);

/// ASCII letters in lower case.
[[nodiscard]] std::string lowerCase(std::string_view text);
/// In lower case, with underscores for blanks and hyphens: names in which words are looked for.
[[nodiscard]] std::string asWord(std::string_view text);

[[nodiscard]] Report reportOf(std::string_view publisherName, Kind kind = Kind::Pi);

/// Adds the value, or counts it as refused where it is missing or not plausible.
void addSample(Report &report, Metric metric, std::string_view instance, std::optional<double> value);
void addSample(Report &report, const KeyMapping &key, std::optional<double> value);
/// Adds a fact unless the text is empty.
void addFact(Report &report, FactKey key, std::string_view text, std::string_view instance = {});
/// Adds what is a MAC address, in any case and with colons or hyphens, to the identity and the facts.
void addMac(Report &report, std::string_view mac, std::string_view interface = {});
void addHostName(Report &report, std::string_view name);
void addSerial(Report &report, std::string_view serial);

/// How a quantity of a sensor is called when it is attached somewhere: the device and, where it says more, its part.
[[nodiscard]] std::string sensorInstance(std::string_view device, std::string_view part);

/// Brings samples and facts into the order a report promises; of several for one series the first stays.
void putInOrder(Report &report);

} // namespace piuptime::publishers
