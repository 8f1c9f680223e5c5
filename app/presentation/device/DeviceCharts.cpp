// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/presentation/device/DeviceCharts.h"

#include "app/presentation/Formatting.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace piuptime::presentation {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(piuptime::presentation::DeviceCharts)
};

using Keys = std::span<const SeriesKey>;

/// A name the Pi gave, short enough for a legend.
QString shortName(std::string_view text)
{
    return shown(text, 64);
}

constexpr std::uint32_t maskOf(ThrottleBit bit, bool sinceBoot)
{
    return 1u << (static_cast<int>(bit) + (sinceBoot ? kThrottleSinceBootShift : 0));
}

bool has(Keys keys, Metric metric)
{
    return std::ranges::find(keys, metric, &SeriesKey::metric) != keys.end();
}

/// The instances of a metric, those people look for first.
std::vector<std::string> instancesOf(Keys keys, Metric metric)
{
    std::vector<std::string> instances;
    for (const SeriesKey &key : keys) {
        if (key.metric == metric)
            instances.push_back(key.instance);
    }
    const auto rank = [](std::string_view name) {
        for (const std::string_view first : {"/", "eth", "en", "wlan", "wl", "mmcblk", "nvme", "sd"}) {
            if (first == "/" ? name == first : name.starts_with(first))
                return 0;
        }
        return name == "lo" ? 2 : 1;
    };
    std::ranges::stable_sort(instances, {}, rank);
    return instances;
}

ChartSpec chart(const char *id, const QString &title, Unit unit, bool tall = false)
{
    ChartSpec spec;
    spec.id = QLatin1String(id);
    spec.title = title;
    spec.unit = unit;
    spec.tall = tall;
    return spec;
}

void addLine(ChartSpec &spec, Keys keys, Metric metric, const QString &label, bool dashed = false)
{
    if (has(keys, metric))
        spec.lines.push_back({{metric, {}}, label, static_cast<int>(spec.lines.size()), dashed, true});
}

/// One line for each instance, or one for each instance and direction, as far as a chart can hold them.
void addInstances(ChartSpec &spec, Keys keys, Metric metric, const QString &pattern, bool dashed = false,
                  int firstColour = 0)
{
    int colour = firstColour;
    for (const std::string &instance : instancesOf(keys, metric)) {
        if (static_cast<int>(spec.lines.size()) >= kMostLines)
            ++spec.linesLeftOut;
        else
            spec.lines.push_back({{metric, instance}, pattern.arg(shortName(instance)), colour++, dashed, !dashed});
    }
}

void addDirections(ChartSpec &spec, Keys keys, Metric in, const QString &inPattern, Metric out,
                   const QString &outPattern)
{
    int colour = 0;
    std::vector<std::string> instances = instancesOf(keys, in);
    if (instances.size() > 1)
        std::erase(instances, "lo");
    for (const std::string &instance : instances) {
        if (static_cast<int>(spec.lines.size()) + 2 > kMostLines) {
            ++spec.linesLeftOut;
            continue;
        }
        spec.lines.push_back({{in, instance}, inPattern.arg(shortName(instance)), colour, false, true});
        if (std::ranges::find(keys, SeriesKey{out, instance}) != keys.end())
            spec.lines.push_back({{out, instance}, outPattern.arg(shortName(instance)), colour, true, false});
        ++colour;
    }
}

ChartSpec temperatures(Keys keys)
{
    ChartSpec spec = chart("temperature", Tr::tr("Temperature"), Unit::Celsius, true);
    addLine(spec, keys, Metric::SocTemperature, Tr::tr("SoC"));
    addLine(spec, keys, Metric::PmicTemperature, Tr::tr("PMIC"));
    addInstances(spec, keys, Metric::DiskTemperature, QStringLiteral("%1"), false, static_cast<int>(spec.lines.size()));
    if (!has(keys, Metric::SocTemperature))
        addInstances(spec, keys, Metric::ZoneTemperature, QStringLiteral("%1"), false,
                     static_cast<int>(spec.lines.size()));
    if (has(keys, Metric::ThrottleWord)) {
        const SeriesKey word{Metric::ThrottleWord, {}};
        spec.bands = {
            {word, maskOf(ThrottleBit::ArmFrequencyCapped, false), FlagMeaning::FrequencyCapped, Tr::tr("clock capped"),
             false},
            {word, maskOf(ThrottleBit::SoftTemperatureLimit, false), FlagMeaning::SoftTemperatureLimit,
             Tr::tr("soft limit"), false},
            {word, maskOf(ThrottleBit::Throttled, false), FlagMeaning::Throttled, Tr::tr("throttled"), false},
        };
    }
    return spec;
}

ChartSpec clocks(Keys keys)
{
    ChartSpec spec = chart("clock", Tr::tr("ARM clock"), Unit::Hertz);
    addLine(spec, keys, Metric::ArmClock, Tr::tr("measured"));
    addLine(spec, keys, Metric::CpuClock, Tr::tr("requested"), !spec.lines.empty());
    return spec;
}

/// Four bits as they are now, the kernel's view of the last two seconds, and the four bits since boot: the three truths
/// about under-voltage are three lanes.
ChartSpec powerLanes(Keys keys)
{
    ChartSpec spec = chart("power", Tr::tr("Power and throttling"), Unit::Bits, true);
    struct Lane {
        ThrottleBit bit;
        FlagMeaning meaning;
        QString now;
        QString sinceBoot;
    };
    const std::array<Lane, 4> lanes{{
        {ThrottleBit::UnderVoltage, FlagMeaning::UnderVoltage, Tr::tr("Under-voltage now"),
         Tr::tr("Under-voltage since boot")},
        {ThrottleBit::ArmFrequencyCapped, FlagMeaning::FrequencyCapped, Tr::tr("Clock capped now"),
         Tr::tr("Clock capped since boot")},
        {ThrottleBit::Throttled, FlagMeaning::Throttled, Tr::tr("Throttled now"), Tr::tr("Throttled since boot")},
        {ThrottleBit::SoftTemperatureLimit, FlagMeaning::SoftTemperatureLimit, Tr::tr("Soft temp. limit now"),
         Tr::tr("Soft temp. limit since boot")},
    }};
    const SeriesKey word{Metric::ThrottleWord, {}};
    const SeriesKey recent{Metric::UnderVoltageRecent, {}};
    const auto addRecent = [&] {
        if (has(keys, Metric::UnderVoltageRecent))
            spec.lanes.push_back({recent, 1, FlagMeaning::UnderVoltage, Tr::tr("Under-voltage last 2 s"), false});
    };
    if (!has(keys, Metric::ThrottleWord)) {
        addRecent();
        return spec;
    }
    for (const bool sinceBoot : {false, true}) {
        for (const Lane &lane : lanes) {
            spec.lanes.push_back(
                {word, maskOf(lane.bit, sinceBoot), lane.meaning, sinceBoot ? lane.sinceBoot : lane.now, sinceBoot});
            if (lane.bit == ThrottleBit::UnderVoltage && !sinceBoot)
                addRecent();
        }
    }
    return spec;
}

ChartSpec inputVoltage(Keys keys)
{
    ChartSpec spec = chart("input-voltage", Tr::tr("5 V input"), Unit::Volt);
    addLine(spec, keys, Metric::ExternalVoltage, Tr::tr("EXT5V"));
    if (has(keys, Metric::ThrottleWord) && !spec.lines.empty())
        spec.bands = {{{Metric::ThrottleWord, {}},
                       maskOf(ThrottleBit::UnderVoltage, false),
                       FlagMeaning::UnderVoltage,
                       Tr::tr("under-voltage"),
                       false}};
    return spec;
}

ChartSpec single(Keys keys, const char *id, const QString &title, Unit unit, Metric metric, const QString &label,
                 bool tall = false)
{
    ChartSpec spec = chart(id, title, unit, tall);
    addLine(spec, keys, metric, label);
    return spec;
}

ChartSpec load(Keys keys)
{
    ChartSpec spec = chart("load", Tr::tr("Load"), Unit::None);
    addLine(spec, keys, Metric::Load1, Tr::tr("1 min"));
    addLine(spec, keys, Metric::Load5, Tr::tr("5 min"), true);
    return spec;
}

ChartSpec memory(Keys keys)
{
    ChartSpec spec = chart("memory", Tr::tr("Memory"), Unit::Bytes, true);
    addLine(spec, keys, Metric::MemoryUsed, Tr::tr("used"));
    addLine(spec, keys, Metric::SwapUsed, Tr::tr("swap"));
    if (!spec.lines.empty())
        addLine(spec, keys, Metric::MemoryTotal, Tr::tr("total"), true);
    return spec;
}

ChartSpec perInstance(Keys keys, const char *id, const QString &title, Unit unit, Metric metric)
{
    ChartSpec spec = chart(id, title, unit);
    addInstances(spec, keys, metric, QStringLiteral("%1"));
    return spec;
}

ChartSpec diskRates(Keys keys)
{
    ChartSpec spec = chart("disk-rates", Tr::tr("Disk throughput"), Unit::BytesPerSecond);
    addDirections(spec, keys, Metric::DiskReadRate, Tr::tr("%1 read"), Metric::DiskWriteRate, Tr::tr("%1 written"));
    return spec;
}

ChartSpec network(Keys keys)
{
    ChartSpec spec = chart("network", Tr::tr("Network"), Unit::BytesPerSecond, true);
    addDirections(spec, keys, Metric::NetworkReceiveRate, Tr::tr("%1 received"), Metric::NetworkTransmitRate,
                  Tr::tr("%1 sent"));
    return spec;
}

ChartSpec ups(Keys keys, const char *id, const QString &title, Unit unit, Metric metric, bool tall)
{
    ChartSpec spec = perInstance(keys, id, title, unit, metric);
    spec.tall = tall;
    for (const std::string &instance : instancesOf(keys, Metric::UpsOnBattery))
        spec.bands.push_back(
            {{Metric::UpsOnBattery, instance}, 1, FlagMeaning::OnBattery, Tr::tr("on battery"), false});
    return spec;
}

ChartSpec gatewayRequests(Keys keys)
{
    ChartSpec spec = chart("gateway-requests", Tr::tr("Gateway requests"), Unit::PerSecond, true);
    addLine(spec, keys, Metric::GatewayRequestRate, Tr::tr("all"));
    addLine(spec, keys, Metric::GatewayFailureRate, Tr::tr("failed"));
    return spec;
}

ChartSpec gatewayLatency(Keys keys)
{
    ChartSpec spec = chart("gateway-latency", Tr::tr("Gateway latency"), Unit::Second);
    addLine(spec, keys, Metric::GatewayLatencyMedian, Tr::tr("median"));
    addLine(spec, keys, Metric::GatewayLatencyTail, Tr::tr("99 %"), true);
    return spec;
}

/// Whose figures a chart of the surroundings shows: first those of the device itself.
struct Measured {
    DeviceId device;
    QString name; ///< empty: the device itself
    Keys keys;
};

/// What a line is called: the sensor, and its part where it has several of the kind.
QString sensorLabel(const Measured &by, const SeriesKey &key)
{
    const auto same = std::ranges::count(by.keys, key.metric, &SeriesKey::metric);
    const QString part = shortName(key.instance);
    if (by.name.isEmpty())
        return part.isEmpty() ? Tr::tr("surroundings") : part;
    return same > 1 && !part.isEmpty() ? part : by.name;
}

void addSurroundings(ChartSpec &spec, std::span<const Measured> measured, Metric metric)
{
    for (const Measured &by : measured) {
        for (const SeriesKey &key : by.keys) {
            if (key.metric != metric)
                continue;
            if (static_cast<int>(spec.lines.size()) >= kMostLines) {
                ++spec.linesLeftOut;
                continue;
            }
            ChartLine line{key, sensorLabel(by, key), static_cast<int>(spec.lines.size()), false, true};
            line.device = by.device;
            spec.lines.push_back(std::move(line));
        }
    }
}

ChartSpec surroundings(std::span<const Measured> measured, const char *id, const QString &title, Metric metric)
{
    ChartSpec spec = chart(id, title, info(metric).unit);
    addSurroundings(spec, measured, metric);
    return spec;
}

/// Doors, tampering and vibration: a lane each.
ChartSpec disturbances(std::span<const Measured> measured)
{
    ChartSpec spec = chart("disturbances", Tr::tr("Doors and vibration"), Unit::Bits);
    const std::array kinds{std::pair(Metric::ContactOpen, Tr::tr("%1 open")),
                           std::pair(Metric::Tamper, Tr::tr("%1 tampered with")),
                           std::pair(Metric::Vibration, Tr::tr("%1 vibrates"))};
    for (const auto &[metric, pattern] : kinds) {
        for (const Measured &by : measured) {
            for (const SeriesKey &key : by.keys) {
                if (key.metric == metric && spec.lanes.size() < static_cast<std::size_t>(kMostLines))
                    spec.lanes.push_back(
                        {key, 1, FlagMeaning::Disturbance, pattern.arg(sensorLabel(by, key)), false, by.device});
            }
        }
    }
    return spec;
}

/// Throttling and the battery behind every line, named only where they belong.
void addQuietBands(std::vector<ChartSpec> &charts, Keys keys)
{
    std::vector<ChartFlag> bands;
    if (has(keys, Metric::ThrottleWord))
        bands.push_back(
            {{Metric::ThrottleWord, {}}, maskOf(ThrottleBit::Throttled, false), FlagMeaning::Throttled, {}, false});
    for (const std::string &instance : instancesOf(keys, Metric::UpsOnBattery))
        bands.push_back({{Metric::UpsOnBattery, instance}, 1, FlagMeaning::OnBattery, {}, false});
    for (ChartSpec &spec : charts) {
        for (const ChartFlag &band : bands) {
            if (!spec.hasLanes()
                && std::ranges::find(spec.bands, band.meaning, &ChartFlag::meaning) == spec.bands.end())
                spec.bands.push_back(band);
        }
    }
}

void assign(ChartSpec &spec, const DeviceId &device)
{
    const auto unlessSensors = [&device](auto &shown) {
        if (shown.device.empty())
            shown.device = device;
    };
    std::ranges::for_each(spec.lines, unlessSensors);
    std::ranges::for_each(spec.bands, unlessSensors);
    std::ranges::for_each(spec.lanes, unlessSensors);
}

} // namespace

std::vector<ChartSpec> chartsFor(const DeviceId &device, std::span<const SeriesKey> keys,
                                 std::span<const SensorSeries> sensors)
{
    std::vector<Measured> around{{device, {}, keys}};
    for (const SensorSeries &sensor : sensors)
        around.push_back({sensor.sensor, sensor.name, sensor.keys});
    ChartSpec heat = temperatures(keys);
    addSurroundings(heat, around, Metric::AmbientTemperature);
    std::vector<ChartSpec> charts{
        std::move(heat),
        surroundings(around, "humidity", Tr::tr("Humidity"), Metric::RelativeHumidity),
        disturbances(around),
        clocks(keys),
        perInstance(keys, "fan", Tr::tr("Fan"), Unit::Rpm, Metric::FanSpeed),
        powerLanes(keys),
        inputVoltage(keys),
        single(keys, "board-power", Tr::tr("Board power"), Unit::Watt, Metric::BoardPower, Tr::tr("board")),
        ups(keys, "ups-charge", Tr::tr("UPS charge"), Unit::Percent, Metric::UpsCharge, true),
        ups(keys, "ups-voltage", Tr::tr("UPS voltage"), Unit::Volt, Metric::UpsVoltage, false),
        single(keys, "cpu", Tr::tr("CPU"), Unit::Percent, Metric::CpuUsage, Tr::tr("CPU"), true),
        load(keys),
        memory(keys),
        perInstance(keys, "filesystems", Tr::tr("File systems, used"), Unit::Percent, Metric::FilesystemUsedPercent),
        diskRates(keys),
        network(keys),
        gatewayRequests(keys),
        gatewayLatency(keys),
        single(keys, "gateway-traffic", Tr::tr("Gateway traffic"), Unit::BytesPerSecond, Metric::GatewayTraffic,
               Tr::tr("both ways")),
        surroundings(around, "air-pressure", Tr::tr("Air pressure"), Metric::AirPressure),
        surroundings(around, "outlet-power", Tr::tr("Power at the outlet"), Metric::OutletPower),
        perInstance(keys, "wifi", Tr::tr("Wi-Fi signal"), Unit::DecibelMilliwatt, Metric::WifiSignal),
    };
    std::erase_if(charts, [](const ChartSpec &spec) { return spec.lines.empty() && spec.lanes.empty(); });
    addQuietBands(charts, keys);
    for (ChartSpec &spec : charts)
        assign(spec, device);
    return charts;
}

} // namespace piuptime::presentation
