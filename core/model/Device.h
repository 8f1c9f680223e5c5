// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime {

/// Stable identity of a configured device: a random UUID in text, never its address.
using DeviceId = std::string;

/// The identity of the machine the console runs on.
inline const DeviceId kLocalDeviceId = "local";

/// The identity that a device gets which was seen over MQTT first: the same on every console.
/// \param reporter such as `agent 10000000abcd`; only letters, digits, `-` and `_` of it show
[[nodiscard]] DeviceId idOfReporter(std::string_view reporter);

/// How to reach one SSH server. `host` is a name, an IPv4 address or an IPv6 address without brackets.
struct SshEndpoint {
    std::string user; ///< empty: the name of the user who runs the console
    std::string host;
    std::uint16_t port = 22;

    friend auto operator<=>(const SshEndpoint &, const SshEndpoint &) = default;
};

/// How a UPS is read on the Pi. The user picks it: I2C addresses are never probed blindly.
struct UpsSource {
    enum class Kind : std::uint8_t { Nut, Ina219, Max1704x, PiSugar };
    Kind kind = Kind::Nut;
    std::string nutName;      ///< Nut: `ups` or `ups@host`
    int bus = 1;              ///< I2C bus
    int address = 0;          ///< I2C address; 0: the usual one of the kind
    int cells = 1;            ///< Ina219: cells in series, for volts to per cent
    double shuntMilliohm = 0; ///< Ina219: 0 means the usual 100

    friend bool operator==(const UpsSource &, const UpsSource &) = default;
};

/// What a person configured about one Pi, or one sensor.
struct DeviceConfig {
    enum class Kind : std::uint8_t {
        Pi,
        Sensor, ///< measures the surroundings of a Pi or of a site
    };
    enum class Source : std::uint8_t {
        Ssh,
        Local,
        Mqtt, ///< it is not asked, but reports by itself
    };

    DeviceId id;
    std::string name; ///< shown; defaults to the host
    Kind kind = Kind::Pi;
    Source source = Source::Ssh;
    SshEndpoint endpoint;
    std::vector<SshEndpoint> jumps;      ///< in the order they are passed, nearest first
    std::vector<std::string> identities; ///< private key files, `~` allowed; empty: the usual ones
    std::string reporter; ///< as what it reports over MQTT, such as `agent 10000000abcd`; empty: it does not
    DeviceId attachedTo;  ///< Sensor: the Pi whose surroundings it measures; empty: those of all Pis of its site
    std::string site;
    std::vector<std::string> tags;
    std::string notes;
    std::vector<UpsSource> ups;
    bool enabled = true;

    friend bool operator==(const DeviceConfig &, const DeviceConfig &) = default;
};

/// Whether `sensor` measures the surroundings of `pi`.
[[nodiscard]] bool isAttached(const DeviceConfig &sensor, const DeviceConfig &pi);

} // namespace piuptime
