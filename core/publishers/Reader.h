// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/publishers/Binding.h"
#include "core/publishers/Report.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime::publishers {

class HomeAssistant;
class Sparkplug;

/// The topic levels under which the publishers of each format send; more where somebody changed them, none to leave a
/// format out. Without wildcards and without a slash at either end.
struct Prefixes {
    std::vector<std::string> rpiReporter{"home/nodes"};
    std::vector<std::string> rpiMqttMonitor{"rpi-MQTT-monitor"};
    std::vector<std::string> telegraf{"telegraf"};
    std::vector<std::string> glances{"glances"};
    std::vector<std::string> collectd{"collectd"};
    std::vector<std::string> tasmota{"tele"};
    std::vector<std::string> homeAssistant{"homeassistant"};
    std::vector<std::string> sparkplug{"spBv1.0"};
};

/// What a reader may remember, per format with a memory. What comes when it is full is refused and counted.
struct Limits {
    std::size_t entries = 50'000; ///< announced entities, aliases
    std::size_t bytes = 32 * 1024 * 1024;
};

/// What a reader remembers at the moment.
struct Memory {
    std::size_t entries = 0;
    std::size_t bytes = 0;   ///< of texts and records; the containers' own overhead aside
    std::size_t refused = 0; ///< entries refused since the start because a limit was reached
};

/// Reads whatever the publishers known here send to one broker. Keeps what later messages refer to: entities announced
/// for Home Assistant, names, aliases and sequence numbers of Sparkplug B. No I/O, no clock; one thread at a time.
class Reader
{
public:
    explicit Reader(Prefixes prefixes = {}, Limits limits = {});
    ~Reader();
    Reader(Reader &&) noexcept;
    Reader &operator=(Reader &&) noexcept;

    /// Replaces the bindings; ask for `subscriptions` again afterwards. A bound topic is read as it is bound and in no
    /// other way, even if a format knows it; the topic `spBv1.0/<group>/DDATA/<node>/<device>` (or NDATA) with a
    /// metric's name as path binds a Sparkplug metric.
    ///
    /// \retval InvalidInput as `check` says, or there are more than 10,000; the former bindings stay
    [[nodiscard]] Result<void> setBindings(std::vector<Binding> bindings);

    /// The topic filters to subscribe to after each (re)connect: the known prefixes, announced and bound topics.
    /// Sorted, each once; no `#` alone.
    [[nodiscard]] std::vector<std::string> subscriptions() const;

    /// Safe on any bytes. An error concerns this message alone.
    /// \return a readout without a format when no format knows the topic
    /// \retval Overloaded topic or payload is over its bound
    /// \retval Corrupt the payload is not what its topic promises; the detail says what and where
    [[nodiscard]] Result<Readout> read(const Message &message);

    [[nodiscard]] Memory memory() const;

private:
    [[nodiscard]] Result<Readout> readAny(const Message &message);
    [[nodiscard]] Result<Readout> configure(std::string_view tail, const Message &message);
    [[nodiscard]] bool isCovered(std::string_view topic) const;
    [[nodiscard]] static Readout readBound(const Message &message, std::span<const Binding> bindings);

    Prefixes m_prefixes;
    std::vector<Binding> m_bindings; ///< sorted by topic
    std::unique_ptr<HomeAssistant> m_homeAssistant;
    std::unique_ptr<Sparkplug> m_sparkplug;
};

} // namespace piuptime::publishers
