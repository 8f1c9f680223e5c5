// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/reporters/SimulatedPublishers.h"

#include "core/exchange/IsoTime.h"
#include "core/publishers/Reader.h"
#include "core/simulation/Format.h"

#include <map>

namespace piuptime::simulation {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kWithoutZone = 19; ///< characters of a time that is told without a zone

} // namespace

SimulatedPublishers::SimulatedPublishers(const PiProfile &computer, UtcTime from)
    : m_noise(computer.seed)
    , m_computer(computer, from)
{
}

std::vector<mqtt::Outgoing> SimulatedPublishers::messagesAt(UtcTime at)
{
    m_computer.advanceTo(at);
    return {
        {"tele/chlorine-store/SENSOR", thermometer(at)},
        {"telegraf/" + m_computer.profile().name, telegraf(at)},
        {"zigbee2mqtt/chlorine store door", door(at), mqtt::Qos::AtMostOnce, mqtt::Retain::Yes},
    };
}

mqtt::Outgoing SimulatedPublishers::thermometerIs(bool isOnline)
{
    return {"tele/chlorine-store/LWT", isOnline ? "Online" : "Offline", mqtt::Qos::AtLeastOnce, mqtt::Retain::Yes};
}

/// A cool room whose cooling goes on and off.
std::string SimulatedPublishers::thermometer(UtcTime at) const
{
    const double celsius = 15.5 + 2.2 * m_noise.smooth(channel("cooling"), at, 18min)
                           + 0.4 * m_noise.smooth(channel("thermometer"), at, 70s);
    const double humidity = 58 + 9 * m_noise.smooth(channel("humidity"), at, 40min);
    return format(R"({"Time":"%s","AM2301":{"Temperature":%.1f,"Humidity":%.1f},"TempUnit":"C"})",
                  exchange::isoTime(at).substr(0, kWithoutZone).c_str(), celsius, humidity);
}

/// Somebody comes once in a while.
std::string SimulatedPublishers::door(UtcTime at) const
{
    const bool isOpen = m_noise.burst(channel("door"), at, 20min, 80s);
    return format(R"({"battery":87,"contact":%s,"linkquality":%.0f})", isOpen ? "false" : "true",
                  100 + 40 * m_noise.smooth(channel("zigbee"), at, 3min));
}

std::string SimulatedPublishers::telegraf(UtcTime at)
{
    const PiState &now = m_computer.state();
    const PiProfile &pi = m_computer.profile();
    const std::string time = ' ' + std::to_string(toMsUtc(at) * 1'000'000) + '\n';
    const std::string host = ",host=" + pi.name;
    const auto memory = static_cast<double>(pi.board->memoryBytes);
    const auto disk = static_cast<double>(pi.bootDisk.bytes) * 0.96;
    return "cpu,cpu=cpu-total" + host + format(" usage_idle=%.2f", 100 * (1 - now.load)) + time + "mem" + host
           + format(" total=%.0fi,available=%.0fi,available_percent=%.2f", memory, memory - now.memoryUsed,
                    100 * (1 - now.memoryUsed / memory))
           + time + "system" + host
           + format(" load1=%.2f,load5=%.2f,load15=%.2f,uptime=%.0fi", now.loadAverage[0], now.loadAverage[1],
                    now.loadAverage[2], std::chrono::duration<double>(m_computer.uptime()).count())
           + time + "temp" + host + ",sensor=cpu_thermal_input" + format(" temp=%.1f", now.socCelsius) + time + "disk"
           + host + ",path=/"
           + format(" total=%.0fi,used=%.0fi,used_percent=%.2f", disk, now.rootUsed, 100 * now.rootUsed / disk) + time;
}

std::vector<std::pair<std::string, std::vector<Reading>>> publishedPast(const PiProfile &computer, UtcTime from,
                                                                        UtcTime to, Seconds step, MonoTime toMono)
{
    SimulatedPublishers publishers(computer, from);
    publishers::Reader reader;
    std::map<std::string, std::vector<Reading>> past;
    for (UtcTime at = from; at < to; at += step) {
        for (const mqtt::Outgoing &message : publishers.messagesAt(at)) {
            auto readout = reader.read({message.topic, message.payload, false, at});
            if (!readout)
                continue;
            for (publishers::Report &report : readout->reports) {
                Reading reading;
                reading.receivedAt = at;
                reading.receivedMono = toMono - (to - at);
                reading.samples = std::move(report.samples);
                past[std::string(report.format) + ' ' + report.identity.publisherName].push_back(std::move(reading));
            }
        }
    }
    return {past.begin(), past.end()};
}

} // namespace piuptime::simulation
