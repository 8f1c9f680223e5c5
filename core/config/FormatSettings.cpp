// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsText.h"

#include "core/base/Text.h"
#include "core/model/Address.h"

#include <array>
#include <charconv>

namespace piuptime::config {
namespace {

constexpr std::string_view kHeader =
    "# The settings of Pi Uptime. The program writes this file anew when devices change: these lines at\n"
    "# the top stay as they are, comments further down do not.\n";

constexpr std::array<std::string_view, 4> kUpsKinds{"nut", "ina219", "max1704x", "pisugar"};
constexpr std::array<std::string_view, 4> kThemes{"auto", "day", "night", "contrast"};

std::string quoted(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20 || byte == 0x7F)
            out += std::string("\\u00") + kDigits[byte >> 4U] + kDigits[byte & 15U];
        else
            out += c;
    }
    return out + '"';
}

/// Text with several lines in the form that shows them as lines.
std::string quotedLines(std::string_view text)
{
    if (text.find('\n') == std::string_view::npos)
        return quoted(text);
    std::string out = "\"\"\"\n";
    std::string_view rest = text;
    for (const std::string_view line : split(rest, '\n')) {
        const std::string escaped = quoted(line);
        out += escaped.substr(1, escaped.size() - 2) + '\n';
    }
    out.pop_back();
    return out + "\"\"\"";
}

std::string numeral(double value)
{
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

std::string pairOf(const HealthThresholds::Pair &pair)
{
    return "[" + numeral(pair.attention) + ", " + numeral(pair.critical) + "]";
}

template <class Values, class Format>
std::string listOf(const Values &values, Format format)
{
    std::string out = "[";
    for (const auto &value : values)
        out += (out.size() > 1 ? ", " : "") + format(value);
    return out + "]";
}

class Writer
{
public:
    explicit Writer(std::string_view header) { m_out = header; }

    void section(std::string_view line) { m_out += "\n" + std::string(line) + "\n"; }
    void put(std::string_view key, const std::string &value) { m_out += std::string(key) + " = " + value + "\n"; }
    void putFlag(std::string_view key, bool value) { put(key, value ? "true" : "false"); }
    void putUnlessEmpty(std::string_view key, const std::string &value)
    {
        if (!value.empty())
            put(key, quoted(value));
    }
    void putUnlessEmpty(std::string_view key, const std::vector<std::string> &values)
    {
        if (!values.empty())
            put(key, listOf(values, [](const std::string &value) { return quoted(value); }));
    }
    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    std::string m_out;
};

std::string upsOf(const UpsSource &ups)
{
    std::string out = "{ kind = " + quoted(kUpsKinds[static_cast<std::size_t>(ups.kind)]);
    if (ups.kind == UpsSource::Kind::Nut)
        return out + ", name = " + quoted(ups.nutName) + " }";
    out += ", bus = " + std::to_string(ups.bus);
    if (ups.address != 0)
        out += ", address = " + std::to_string(ups.address);
    if (ups.kind == UpsSource::Kind::Ina219) {
        out += ", cells = " + std::to_string(ups.cells);
        if (ups.shuntMilliohm != 0)
            out += ", shunt_milliohm = " + numeral(ups.shuntMilliohm);
    }
    return out + " }";
}

void putDevice(Writer &writer, const DeviceConfig &device)
{
    writer.section("[[device]]");
    writer.putUnlessEmpty("name", device.name);
    switch (device.source) {
    case DeviceConfig::Source::Local:
        writer.put("source", quoted("local"));
        break;
    case DeviceConfig::Source::Mqtt:
        writer.put("source", quoted("mqtt"));
        break;
    case DeviceConfig::Source::Ssh:
        writer.put("address", quoted(formatAddress(device.endpoint)));
        break;
    }
    writer.putUnlessEmpty("reporter", device.reporter);
    if (device.kind == DeviceConfig::Kind::Sensor)
        writer.put("kind", quoted("sensor"));
    writer.putUnlessEmpty("attached_to", device.attachedTo);
    if (!device.jumps.empty())
        writer.put("jumps", listOf(device.jumps, [](const SshEndpoint &jump) { return quoted(formatAddress(jump)); }));
    writer.putUnlessEmpty("identities", device.identities);
    writer.putUnlessEmpty("site", device.site);
    writer.putUnlessEmpty("tags", device.tags);
    if (!device.notes.empty())
        writer.put("notes", quotedLines(device.notes));
    if (!device.ups.empty())
        writer.put("ups", listOf(device.ups, &upsOf));
    if (!device.enabled)
        writer.put("enabled", "false");
    writer.put("id", quoted(device.id));
}

void putBroker(Writer &writer, const BrokerConfig &broker)
{
    writer.section("[[broker]]");
    writer.put("name", quoted(broker.name));
    const auto quotedAddress = [](const BrokerAddress &address) { return quoted(formatBrokerAddress(address)); };
    if (broker.others.empty())
        writer.put("address", quotedAddress({broker.host, broker.port}));
    else
        writer.put("addresses", listOf(addressesOf(broker), quotedAddress));
    if (broker.tls)
        writer.put("tls", "true");
    writer.putUnlessEmpty("ca_file", broker.caFile);
    writer.putUnlessEmpty("certificate_file", broker.certificateFile);
    writer.putUnlessEmpty("key_file", broker.keyFile);
    writer.putUnlessEmpty("user", broker.user);
    writer.put("topic", quoted(broker.topic));
    writer.putUnlessEmpty("group", broker.group);
    if (!broker.publishers)
        writer.put("publishers", "false");
    if (broker.isOurs)
        writer.put("run_here", "true");
    if (!broker.enabled)
        writer.put("enabled", "false");
}

void putKiosk(Writer &writer, const KioskSettings &kiosk)
{
    writer.section("[kiosk]");
    writer.put("theme", quoted(kThemes[static_cast<std::size_t>(kiosk.theme)]));
    writer.put("viewing_distance_m", numeral(kiosk.viewingDistanceMetres));
    writer.put("rotate_seconds", std::to_string(kiosk.rotate.count()));
    writer.put("night_from", quoted(formatTimeOfDay(kiosk.nightFrom)));
    writer.put("night_to", quoted(formatTimeOfDay(kiosk.nightTo)));
    writer.put("night_brightness", std::to_string(kiosk.nightBrightnessPercent));
    writer.put("day_brightness", std::to_string(kiosk.dayBrightnessPercent));
    writer.putFlag("ambient", kiosk.ambient);
    writer.put("blank_after_minutes", std::to_string(kiosk.blankAfter.count()));
    writer.putFlag("wake_on_alarm", kiosk.wakeOnAlarm);
    writer.putFlag("sound", kiosk.sound);
    writer.putFlag("quiet_at_night", kiosk.quietAtNight);
    writer.put("lock_after_seconds", std::to_string(kiosk.lockAfter.count()));
    writer.putFlag("allow_without_pin", kiosk.allowWithoutPin);
}

void putBinding(Writer &writer, const Binding &binding)
{
    writer.section("[[binding]]");
    writer.putUnlessEmpty("broker", binding.broker);
    writer.put("topic", quoted(binding.topic));
    writer.putUnlessEmpty("path", binding.path);
    writer.put("metric", quoted(info(binding.metric).name));
    writer.putUnlessEmpty("instance", binding.instance);
    if (binding.scale != 1)
        writer.put("scale", numeral(binding.scale));
    if (binding.offset != 0)
        writer.put("offset", numeral(binding.offset));
    writer.put("device", quoted(binding.device));
    if (binding.kind == DeviceConfig::Kind::Pi)
        writer.put("kind", quoted("pi"));
}

} // namespace

std::string formatSettings(const Settings &settings, std::string_view header)
{
    Writer writer(header.empty() ? kHeader : header);
    writer.section("[polling]");
    writer.put("fast_seconds", std::to_string(settings.polling.fast.count()));
    writer.put("watched_seconds", std::to_string(settings.polling.watched.count()));
    writer.put("slow_minutes", std::to_string(settings.polling.slow.count()));
    writer.section("[history]");
    writer.putUnlessEmpty("path", settings.history.path);
    writer.putUnlessEmpty("database", settings.history.database);
    writer.put("retention_days", std::to_string(settings.history.retention.count()));
    if (settings.history.commit)
        writer.put("commit_seconds", std::to_string(settings.history.commit->count()));
    if (settings.prometheus.port != 0) {
        writer.section("[prometheus]");
        const SshEndpoint endpoint{{}, settings.prometheus.host, settings.prometheus.port};
        writer.put("listen", quoted(formatAddress(endpoint, ShowPort::Always)));
    }
    if (settings.kiosk != KioskSettings())
        putKiosk(writer, settings.kiosk);
    writer.section("[thresholds] # each pair: where attention begins, and where critical");
    writer.put("soc_celsius", pairOf(settings.thresholds.socCelsius));
    writer.put("input_volts", pairOf(settings.thresholds.inputVolts));
    writer.put("filesystem_percent", pairOf(settings.thresholds.filesystemPercent));
    writer.put("disk_wear_percent", pairOf(settings.thresholds.diskWearPercent));
    writer.put("memory_percent", pairOf(settings.thresholds.memoryPercent));
    writer.put("ups_charge_percent", pairOf(settings.thresholds.upsChargePercent));
    writer.put("clock_offset_seconds", numeral(settings.thresholds.clockOffsetSeconds));
    writer.put("fan_needed_celsius", numeral(settings.thresholds.fanNeededCelsius));
    for (const BrokerConfig &broker : settings.brokers)
        putBroker(writer, broker);
    for (const Binding &binding : settings.bindings)
        putBinding(writer, binding);
    for (const DeviceConfig &device : settings.devices)
        putDevice(writer, device);
    return writer.take();
}

std::string_view headerOf(std::string_view toml)
{
    std::size_t end = 0;
    std::string_view rest = toml;
    while (const auto line = takeLine(rest)) {
        const std::string_view text = trimmed(*line);
        if (!text.empty() && text.front() != '#')
            break;
        if (!text.empty()) // blank lines behind the last comment are not part of it
            end = toml.size() - rest.size();
    }
    return toml.substr(0, end);
}

} // namespace piuptime::config
