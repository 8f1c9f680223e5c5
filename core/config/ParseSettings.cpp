// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SettingsText.h"

#include "core/base/Text.h"
#include "core/config/DeviceLimits.h"
#include "core/config/DeviceNames.h"
#include "core/config/ParseBindings.h"
#include "core/config/ParseKiosk.h"
#include "core/config/TableReader.h"
#include "core/model/Address.h"

#include <QByteArray>
#include <QUuid>

#include <algorithm>
#include <map>
#include <tuple>

namespace piuptime::config {
namespace {

using Problems = std::vector<Problem>;

bool consistsOfIdCharacters(std::string_view id)
{
    return !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

/// `ups`, `ups@host` or `ups@host:port`; nothing a shell would act on, since it ends on a command line of the Pi.
bool isNutName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || std::string_view("._-@:[]").find(c) != std::string_view::npos;
    };
    return !name.empty() && name.front() != '-' && std::ranges::all_of(name, allowed);
}

/// Ids for devices that were written by hand without one: the same for the same address, whenever it is read.
DeviceId idFromAddress(const DeviceConfig &device)
{
    const QUuid ourNamespace(0xb1d0a5a7, 0x2f1e, 0x4f55, 0x8c, 0x3e, 0x61, 0x4e, 0x0d, 0x57, 0x90, 0x22);
    std::string address = formatAddress(device.endpoint, ShowPort::Always);
    for (const SshEndpoint &jump : device.jumps)
        address += " " + formatAddress(jump, ShowPort::Always);
    const QByteArray bytes = QByteArray::fromStdString(address);
    return QUuid::createUuidV5(ourNamespace, bytes).toString(QUuid::WithoutBraces).toStdString();
}

void readPolling(const toml::table &table, Polling &polling, Problems &problems)
{
    TableReader reader(table, problems);
    std::int64_t fast = polling.fast.count();
    std::int64_t watched = polling.watched.count();
    std::int64_t slow = polling.slow.count();
    reader.integer("fast_seconds", fast, 1, 3600);
    reader.integer("watched_seconds", watched, 1, 3600);
    reader.integer("slow_minutes", slow, 1, 1440);
    polling = {Seconds(fast), Seconds(watched), std::chrono::minutes(slow)};
}

/// Whether the URI of a database names a password, in either of the two places it may stand in.
bool namesPassword(std::string_view uri)
{
    const std::size_t authority = uri.find("://") + 3;
    const std::string_view signIn = uri.substr(authority, uri.find_first_of("/?", authority) - authority);
    const std::size_t at = signIn.rfind('@');
    const bool isBeforeHost = at != std::string_view::npos && signIn.substr(0, at).find(':') != std::string_view::npos;
    return isBeforeHost || uri.find("password=") != std::string_view::npos;
}

void readDatabase(TableReader &reader, const toml::table &table, std::string &database)
{
    std::string address;
    if (!reader.text("database", address, kMaxPathBytes) || address.empty())
        return;
    if (!address.starts_with("postgresql://") && !address.starts_with("postgres://"))
        reader.note(*table.get("database"), "database must be like “postgresql://user@host/name”");
    else if (namesPassword(address))
        reader.note(*table.get("database"),
                    "database must not hold the password; store it with “piuptimectl database-password”");
    else
        database = std::move(address);
}

void readHistory(const toml::table &table, HistorySettings &history, Problems &problems)
{
    TableReader reader(table, problems);
    std::int64_t days = history.retention.count();
    constexpr std::int64_t kAsSuitsTheDisk = 0;
    std::int64_t seconds = kAsSuitsTheDisk;
    reader.text("path", history.path, kMaxPathBytes);
    readDatabase(reader, table, history.database);
    reader.integer("retention_days", days, 1, 36'500);
    reader.integer("commit_seconds", seconds, 1, 600);
    history.retention = std::chrono::days(days);
    if (seconds != kAsSuitsTheDisk)
        history.commit = Seconds(seconds);
}

bool isLoopback(std::string_view host)
{
    const bool isIpv4 = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return host == "::1" || (isIpv4 && host.starts_with("127."));
}

void readPrometheus(const toml::table &table, PrometheusSettings &prometheus, Problems &problems)
{
    TableReader reader(table, problems);
    std::string listen;
    if (!reader.text("listen", listen, kMaxAddressBytes) || listen.empty())
        return;
    const auto endpoint = parseAddress(listen);
    const bool isWhole = endpoint && endpoint->user.empty() && formatAddress(*endpoint, ShowPort::Always) == listen;
    if (isWhole && isLoopback(endpoint->host))
        prometheus = {endpoint->host, endpoint->port};
    else
        reader.note(*table.get("listen"), isWhole
                                              ? "listen must be an address of this machine alone (127.0.0.1 or ::1): "
                                                "whoever reaches it may read everything"
                                              : "listen must be an address and a port, such as “127.0.0.1:9877”");
}

enum class Worse { Higher, Lower };

void readPair(TableReader &reader, std::string_view key, HealthThresholds::Pair &pair, double least, double most,
              Worse worse)
{
    const toml::node *node = reader.take(key);
    if (node == nullptr)
        return;
    const toml::array *array = node->as_array();
    if (array == nullptr || array->size() != 2) {
        reader.note(*node, std::string(key) + " must be two numbers: [attention, critical]");
        return;
    }
    HealthThresholds::Pair found;
    const bool first = reader.number(key, (*array)[0], found.attention, least, most);
    const bool second = reader.number(key, (*array)[1], found.critical, least, most);
    if (!first || !second)
        return;
    if (worse == Worse::Higher ? found.attention > found.critical : found.attention < found.critical) {
        reader.note(*node, std::string(key) + ": the first number (attention) must be "
                               + (worse == Worse::Higher ? "at most" : "at least") + " the second (critical)");
        return;
    }
    pair = found;
}

void readThresholds(const toml::table &table, HealthThresholds &thresholds, Problems &problems)
{
    TableReader reader(table, problems);
    readPair(reader, "soc_celsius", thresholds.socCelsius, 20, 120, Worse::Higher);
    readPair(reader, "input_volts", thresholds.inputVolts, 3, 6, Worse::Lower);
    readPair(reader, "filesystem_percent", thresholds.filesystemPercent, 1, 100, Worse::Higher);
    readPair(reader, "disk_wear_percent", thresholds.diskWearPercent, 1, 200, Worse::Higher);
    readPair(reader, "memory_percent", thresholds.memoryPercent, 1, 100, Worse::Higher);
    readPair(reader, "ups_charge_percent", thresholds.upsChargePercent, 0, 100, Worse::Lower);
    reader.number("clock_offset_seconds", thresholds.clockOffsetSeconds, 0.1, 86'400);
    reader.number("fan_needed_celsius", thresholds.fanNeededCelsius, 20, 120);
}

void readUps(const toml::table &table, std::vector<UpsSource> &all, Problems &problems)
{
    TableReader reader(table, problems);
    UpsSource ups;
    const int kind = reader.choice("kind", {"nut", "ina219", "max1704x", "pisugar"});
    if (kind < 0) {
        if (!table.contains("kind"))
            reader.note("a UPS needs a kind: nut, ina219, max1704x or pisugar");
        for (const std::string_view key : {"name", "bus", "address", "cells", "shunt_milliohm"})
            (void)reader.take(key); // which of them are right depends on the kind
        return;
    }
    ups.kind = static_cast<UpsSource::Kind>(kind);
    if (ups.kind == UpsSource::Kind::Nut) {
        if (reader.text("name", ups.nutName, kMaxNameBytes) && !isNutName(ups.nutName))
            reader.note(*table.get("name"), "name must be that of a NUT UPS, such as “ups” or “ups@localhost”");
        else if (!table.contains("name"))
            reader.note("a UPS of the kind nut needs a name, such as “ups@localhost”");
    } else {
        std::int64_t bus = ups.bus;
        std::int64_t address = ups.address;
        reader.integer("bus", bus, 0, 255);
        reader.integer("address", address, 0x03, 0x77);
        ups.bus = static_cast<int>(bus);
        ups.address = static_cast<int>(address);
    }
    if (ups.kind == UpsSource::Kind::Ina219) {
        std::int64_t cells = ups.cells;
        reader.integer("cells", cells, 1, 16);
        ups.cells = static_cast<int>(cells);
        reader.number("shunt_milliohm", ups.shuntMilliohm, 0.1, 10'000);
    }
    all.push_back(std::move(ups));
}

void readJumps(TableReader &reader, const toml::table &table, std::vector<SshEndpoint> &jumps)
{
    std::vector<std::string> texts;
    if (!reader.texts("jumps", texts, kMaxJumps, kMaxAddressBytes))
        return;
    const toml::array &array = *table.get("jumps")->as_array();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (auto endpoint = parseAddress(texts[i]))
            jumps.push_back(std::move(*endpoint));
        else
            reader.note(array[i], "jumps: " + endpoint.error().detail);
    }
}

void readUpsList(TableReader &reader, std::vector<UpsSource> &all, Problems &problems)
{
    const toml::node *node = reader.take("ups");
    if (node == nullptr)
        return;
    if (!node->is_array() || node->as_array()->size() > kMaxUps) {
        reader.note(*node, "ups must be a list of at most " + std::to_string(kMaxUps)
                               + " tables, such as [{ kind = \"nut\", name = \"ups@localhost\" }]");
        return;
    }
    for (const toml::node &entry : *node->as_array()) {
        if (const toml::table *table = entry.as_table())
            readUps(*table, all, problems);
        else
            reader.note(entry, "each entry of ups must be a table, such as { kind = \"pisugar\" }");
    }
}

void readAddress(TableReader &reader, const toml::table &table, DeviceConfig &device)
{
    std::string address;
    const bool hasAddress = reader.text("address", address, kMaxAddressBytes);
    if (device.source == DeviceConfig::Source::Local) {
        if (table.contains("address"))
            reader.note(*table.get("address"), "a device with the source local has no address");
        return;
    }
    if (device.source == DeviceConfig::Source::Mqtt) {
        if (table.contains("address"))
            reader.note(*table.get("address"), "a device with the source mqtt has no address");
        if (!table.contains("reporter"))
            reader.note("a device with the source mqtt needs a reporter, such as “agent 10000000abcd1234”");
        return;
    }
    if (!hasAddress) {
        if (!table.contains("address"))
            reader.note("a device needs an address, such as “pi@192.168.1.20”");
        return;
    }
    if (auto endpoint = parseAddress(address))
        device.endpoint = std::move(*endpoint);
    else
        reader.note(*table.get("address"), "address: " + endpoint.error().detail);
}

void readKind(TableReader &reader, const toml::table &table, DeviceConfig &device)
{
    device.kind = static_cast<DeviceConfig::Kind>(std::max(0, reader.choice("kind", {"pi", "sensor"})));
    const bool isSensor = device.kind == DeviceConfig::Kind::Sensor;
    if (isSensor && device.source != DeviceConfig::Source::Mqtt)
        reader.note(*table.get("kind"), "a sensor reports by itself: it has the source mqtt");
    if (reader.text("attached_to", device.attachedTo, kMaxNameBytes) && !isSensor)
        reader.note(*table.get("attached_to"), "only a sensor is attached to a Pi: one with kind = \"sensor\"");
}

void giveUnlessThere(DeviceConfig &device, const DeviceId &id, const std::string &name)
{
    if (device.id.empty())
        device.id = id;
    if (device.name.empty())
        device.name = name;
}

DeviceConfig readDevice(const toml::table &table, Problems &problems)
{
    TableReader reader(table, problems);
    DeviceConfig device;
    device.source = static_cast<DeviceConfig::Source>(std::max(0, reader.choice("source", {"ssh", "local", "mqtt"})));
    readAddress(reader, table, device);
    reader.text("reporter", device.reporter, kMaxNameBytes);
    readKind(reader, table, device);
    readJumps(reader, table, device.jumps);
    reader.text("name", device.name, kMaxNameBytes);
    reader.texts("identities", device.identities, kMaxIdentities, kMaxPathBytes);
    reader.text("site", device.site, kMaxNameBytes);
    reader.texts("tags", device.tags, kMaxTags, kMaxTagBytes);
    reader.text("notes", device.notes, kMaxNotesBytes, TableReader::Lines::Many);
    readUpsList(reader, device.ups, problems);
    reader.flag("enabled", device.enabled);
    if (reader.text("id", device.id, kMaxIdBytes) && !consistsOfIdCharacters(device.id))
        reader.note(*table.get("id"), "id must consist of letters, digits, “-” and “_”");
    switch (device.source) {
    case DeviceConfig::Source::Local:
        giveUnlessThere(device, kLocalDeviceId, "this machine");
        break;
    case DeviceConfig::Source::Mqtt:
        giveUnlessThere(device, idOfReporter(device.reporter), device.reporter);
        break;
    case DeviceConfig::Source::Ssh:
        giveUnlessThere(device, idFromAddress(device), device.endpoint.host);
        break;
    }
    return device;
}

/// Notes devices that are configured twice; the second one is where the problem is shown.
class Duplicates
{
public:
    void check(const DeviceConfig &device, const toml::table &table, Problems &problems)
    {
        const toml::source_position at = table.source().begin;
        const auto note = [&](const std::string &what, std::size_t line) {
            problems.push_back({at.line, at.column, what + " as the device in line " + std::to_string(line)});
        };
        const auto [sameAddress, addressIsNew] =
            m_addresses.try_emplace({device.source, device.endpoint, device.jumps}, at.line);
        const auto [sameReporter, reporterIsNew] = m_reporters.try_emplace(device.reporter, at.line);
        const auto [sameId, idIsNew] = m_ids.try_emplace(device.id, at.line);
        if (!device.endpoint.host.empty() && !addressIsNew)
            note("this device has the same address", sameAddress->second);
        else if (!device.reporter.empty() && !reporterIsNew)
            note("this device has the same reporter", sameReporter->second);
        else if (!idIsNew && table.contains("id"))
            note("this device has the same id", sameId->second);
        else if (!idIsNew && device.source == DeviceConfig::Source::Local)
            note("this device is the same", sameId->second);
    }

private:
    std::map<std::tuple<DeviceConfig::Source, SshEndpoint, std::vector<SshEndpoint>>, std::size_t> m_addresses;
    std::map<std::string, std::size_t> m_reporters;
    std::map<DeviceId, std::size_t> m_ids;
};

/// Has each sensor name its Pi by id; one that names none is left on its own.
void attachSensors(TableReader &reader, const toml::array &tables, std::vector<DeviceConfig> &devices)
{
    const DeviceNames names(devices);
    for (std::size_t i = 0; i < devices.size(); ++i) {
        DeviceConfig &sensor = devices[i];
        if (sensor.kind != DeviceConfig::Kind::Sensor || sensor.attachedTo.empty())
            continue;
        const auto found = names.find(sensor.attachedTo);
        if (found && found->isPi) {
            sensor.attachedTo = found->id;
            continue;
        }
        const std::string why = !found && found.error().kind == ErrorKind::Conflict
                                    ? "several devices have this name: give the id of one"
                                    : "there is no Pi of this name or id";
        reader.note(*tables[i].as_table()->get("attached_to"), "attached_to: " + why);
        sensor.attachedTo.clear();
    }
}

void readDevices(TableReader &reader, std::vector<DeviceConfig> &devices, Problems &problems)
{
    const toml::array *tables = reader.tables("device", kMaxDevices);
    if (tables == nullptr)
        return;
    Duplicates duplicates;
    std::vector<DeviceConfig> read;
    std::vector<bool> isSound;
    for (const toml::node &entry : *tables) {
        const std::size_t problemsBefore = problems.size();
        read.push_back(readDevice(*entry.as_table(), problems));
        duplicates.check(read.back(), *entry.as_table(), problems);
        isSound.push_back(problems.size() == problemsBefore);
    }
    attachSensors(reader, *tables, read); // to whatever Pis stand anywhere in the file
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (isSound[i])
            devices.push_back(std::move(read[i]));
    }
}

/// Words that may stand in a topic as levels of their own.
bool isTopic(std::string_view topic)
{
    return !topic.empty() && topic.front() != '/' && topic.back() != '/' && topic.front() != '$'
           && topic.find_first_of("+#") == std::string_view::npos && topic.find("//") == std::string_view::npos;
}

/// `address`, or `addresses` of a cluster.
void readBrokerAddresses(TableReader &reader, const toml::table &table, BrokerConfig &broker)
{
    std::vector<std::string> texts(1);
    const bool isOne = reader.text("address", texts.front(), kMaxAddressBytes);
    const bool isList = !isOne && reader.texts("addresses", texts, kMaxBrokerAddresses, kMaxAddressBytes);
    if (const toml::node *both = isOne ? reader.take("addresses") : nullptr)
        reader.note(*both, "give either address or addresses");
    const bool isMissing = !table.contains("address") && !table.contains("addresses");
    if (isMissing || (isList && texts.empty()))
        reader.note("a broker needs an address, such as “broker.example:1883”");
    if (!isOne && !isList)
        return;
    const std::string_view key = isOne ? "address" : "addresses";
    std::vector<BrokerAddress> addresses;
    for (const std::string &text : texts) {
        auto address = parseBrokerAddress(text, broker.tls ? kMqttTlsPort : kMqttPort);
        if (!address)
            reader.note(*table.get(key), std::string(key) + " must be a host, and a port if it is not the usual one: “"
                                             + printable(text) + "” is not");
        else if (std::ranges::find(addresses, *address) != addresses.end())
            reader.note(*table.get(key), "“" + printable(text) + "” is there twice");
        else
            addresses.push_back(std::move(*address));
    }
    if (!addresses.empty())
        setAddresses(broker, std::move(addresses));
}

BrokerConfig readBroker(const toml::table &table, Problems &problems)
{
    TableReader reader(table, problems);
    BrokerConfig broker;
    reader.flag("tls", broker.tls);
    readBrokerAddresses(reader, table, broker);
    reader.text("name", broker.name, kMaxNameBytes);
    reader.text("ca_file", broker.caFile, kMaxPathBytes);
    reader.text("certificate_file", broker.certificateFile, kMaxPathBytes);
    reader.text("key_file", broker.keyFile, kMaxPathBytes);
    reader.text("user", broker.user, kMaxNameBytes);
    if (reader.text("topic", broker.topic, kMaxNameBytes) && !isTopic(broker.topic))
        reader.note(*table.get("topic"), "topic must be levels such as “site/piuptime”, without wildcards");
    if (reader.text("group", broker.group, kMaxNameBytes) && !broker.group.empty()
        && (!isTopic(broker.group) || broker.group.find('/') != std::string::npos))
        reader.note(*table.get("group"), "group must be one word without “/”, “+” and “#”");
    reader.flag("publishers", broker.publishers);
    reader.flag("enabled", broker.enabled);
    reader.flag("run_here", broker.isOurs);
    if (broker.certificateFile.empty() != broker.keyFile.empty())
        reader.note("certificate_file and key_file go together");
    if (!broker.tls && !(broker.caFile + broker.certificateFile).empty())
        reader.note("certificates need tls = true");
    if (broker.name.empty())
        broker.name = broker.host;
    return broker;
}

void readBrokers(TableReader &reader, std::vector<BrokerConfig> &brokers, Problems &problems)
{
    const toml::array *tables = reader.tables("broker", kMaxBrokers);
    if (tables == nullptr)
        return;
    for (const toml::node &entry : *tables) {
        const std::size_t problemsBefore = problems.size();
        BrokerConfig broker = readBroker(*entry.as_table(), problems);
        if (std::ranges::find(brokers, broker.name, &BrokerConfig::name) != brokers.end())
            reader.note(entry, "there is another broker of this name: give each a name of its own");
        if (problems.size() == problemsBefore)
            brokers.push_back(std::move(broker));
    }
}

Settings readAll(const toml::table &root, Problems &problems)
{
    Settings settings;
    TableReader reader(root, problems);
    reader.section("polling", settings.polling, &readPolling);
    reader.section("history", settings.history, &readHistory);
    reader.section("prometheus", settings.prometheus, &readPrometheus);
    reader.section("kiosk", settings.kiosk, &readKiosk);
    reader.section("thresholds", settings.thresholds, &readThresholds);
    readBrokers(reader, settings.brokers, problems);
    readDevices(reader, settings.devices, problems);
    settings.bindings = readBindings(reader, settings.brokers, settings.devices, problems);
    return settings;
}

} // namespace

tl::expected<Settings, std::vector<Problem>> parseSettings(std::string_view toml)
{
    Problems problems;
    Settings settings = readToml(toml, problems, &readAll);
    if (problems.empty())
        return settings;
    return tl::unexpected(std::move(problems));
}

Settings usableSettings(std::string_view toml)
{
    Problems problems;
    return readToml(toml, problems, &readAll); // without what the problems are about
}

} // namespace piuptime::config
