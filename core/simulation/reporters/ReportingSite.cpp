// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/reporters/ReportingSite.h"

#include "core/simulation/Backfill.h"
#include "core/simulation/Format.h"
#include "core/simulation/reporters/SimulatedPublishers.h"

#include <algorithm>
#include <array>

namespace piuptime::simulation {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kSite = "Waterworks";
constexpr std::string_view kHost = "broker.simulated";
constexpr Seconds kCadence{10};

/// A Pi of a cast in its place on this site.
struct Place {
    std::size_t castIndex; ///< picks board, load and story
    std::string_view name;
    std::string_view tag;
};

constexpr std::array kPlaces{
    Place{12, "intake", "sensors"},   Place{9, "pump-house", "utilities"}, Place{4, "filter-hall", "production"},
    Place{3, "weir-camera", "video"}, Place{2, "control-room", "signage"}, Place{14, "reservoir", "utilities"},
};
constexpr Place kComputer{0, "lab-logger", "laboratory"};
constexpr std::size_t kCastSize = 16;
constexpr std::size_t kThermometerAt = 2; ///< of `kPlaces`
constexpr std::size_t kFarAway = 5;       ///< of `kPlaces`: the one whose link drops

/// The link was lost some time before the demonstration begins, so that its return is seen soon.
constexpr std::chrono::minutes kLostBefore{40};
constexpr SimulatedAgent::Outages kOutages{12s, 8min, 2min};

PiProfile profileAt(const Place &place, std::size_t number, const std::vector<PiProfile> &cast)
{
    PiProfile pi = cast[place.castIndex];
    pi.name = place.name;
    pi.site = kSite;
    pi.tags = {std::string(place.tag)};
    pi.ups.reset();
    std::string &address = pi.ethernetAddress.empty() ? pi.wifiAddress : pi.ethernetAddress;
    address = format("10.40.0.%zu", 10 + number);
    return pi;
}

std::string reporterOf(const PiProfile &pi)
{
    return "agent " + SimulatedAgent::nameOn(pi);
}

/// What publishes besides agents, as a client of the broker.
class PublisherDesk
{
public:
    PublisherDesk(const PiProfile &computer, const Clock &clock, MemoryBroker &broker)
        : m_clock(clock)
        , m_publishers(computer, clock.utcNow())
    {
        mqtt::ClientOptions options;
        options.host = broker.host();
        options.clientId = "publishers";
        options.will = SimulatedPublishers::thermometerIs(false);
        m_client = broker.makeClient(std::move(options), {});
        m_client->start();
    }

    /// \return when there is more
    MonoTime work()
    {
        const MonoTime now = m_clock.monotonicNow();
        if (now < m_speakAt)
            return m_speakAt;
        if (!m_isThere)
            m_isThere = m_client->publish(SimulatedPublishers::thermometerIs(true)).has_value();
        for (mqtt::Outgoing &message : m_publishers.messagesAt(m_clock.utcNow()))
            (void)m_client->publish(std::move(message)); // is not sent again, as by the real ones
        m_speakAt = now + (m_isThere ? SimulatedPublishers::kEvery : Seconds(1));
        return m_speakAt;
    }

private:
    const Clock &m_clock;
    SimulatedPublishers m_publishers;
    std::unique_ptr<mqtt::Client> m_client;
    MonoTime m_speakAt{};
    bool m_isThere = false; ///< the broker has accepted it
};

} // namespace

ReportingSite::ReportingSite(Options options)
    : m_clock(std::move(options.clock))
    , m_startedAt(m_clock->utcNow())
    , m_startedMono(m_clock->monotonicNow())
    , m_alarm(std::make_shared<Alarm>())
    , m_broker(MemoryBroker::create(std::string(kHost), [alarm = m_alarm] {
        const std::lock_guard lock(alarm->mutex);
        alarm->rings = true;
        alarm->changed.notify_one();
    }))
{
    fillSite(options.seed, options.keys);
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

ReportingSite::~ReportingSite() = default;

void ReportingSite::fillSite(std::uint64_t seed, const std::vector<agent::CommandKey> &keys)
{
    const std::vector<PiProfile> cast = castOf(kCastSize, seed, m_startedAt);
    for (std::size_t i = 0; i < kPlaces.size(); ++i) {
        SimulatedAgent::Options options;
        options.cadence = kCadence;
        // One reading before the first that is sent makes rates; they speak one after the other.
        options.since = m_startedAt - kCadence - i * 1500ms;
        if (i == kFarAway) {
            options.since = m_startedAt - kLostBefore;
            options.outages = kOutages;
        }
        options.commands = {keys, {"restart *", "reboot", "shut-down", "cadence"}};
        m_members.push_back({profileAt(kPlaces[i], i, cast), std::move(options)});
    }
    m_computer = profileAt(kComputer, kPlaces.size(), cast);
}

std::vector<DeviceConfig> ReportingSite::devices() const
{
    std::vector<DeviceConfig> devices;
    devices.reserve(m_members.size() + 1);
    for (const Member &member : m_members) {
        DeviceConfig device;
        device.name = member.profile.name;
        device.source = DeviceConfig::Source::Mqtt;
        device.reporter = reporterOf(member.profile);
        device.id = idOfReporter(device.reporter);
        device.site = member.profile.site;
        device.tags = member.profile.tags;
        device.notes = "Simulated: " + std::string(simulation::name(member.profile.story));
        devices.push_back(std::move(device));
    }
    DeviceConfig thermometer;
    thermometer.name = "chlorine-store";
    thermometer.kind = DeviceConfig::Kind::Sensor;
    thermometer.source = DeviceConfig::Source::Mqtt;
    thermometer.reporter = SimulatedPublishers::kThermometer;
    thermometer.id = idOfReporter(thermometer.reporter);
    thermometer.attachedTo = devices[kThermometerAt].id;
    thermometer.site = kSite;
    devices.push_back(std::move(thermometer));
    return devices;
}

BrokerConfig ReportingSite::broker() const
{
    BrokerConfig broker;
    broker.name = kSite;
    broker.host = kHost;
    return broker;
}

std::unique_ptr<mqtt::Client> ReportingSite::makeClient(mqtt::ClientOptions options, mqtt::ClientEvents events)
{
    return m_broker->makeClient(std::move(options), std::move(events));
}

void ReportingSite::tellPast(Seconds length, Seconds step,
                             const std::function<bool(const DeviceId &, std::vector<Reading>)> &take) const
{
    const UtcTime from = m_startedAt - length;
    for (const Member &member : m_members) {
        const UtcTime to = member.options.since;
        const MonoTime toMono = m_startedMono - (m_startedAt - to);
        // As close together as what is still to come, beside which a graph would take wider steps for gaps.
        const bool isLate = member.options.outages.first > Seconds(0);
        const Seconds each = isLate ? member.options.cadence : step;
        if (!take(idOfReporter(reporterOf(member.profile)), backfill(member.profile, from, to, each, toMono)))
            return;
    }
    for (auto &[reporter, readings] : publishedPast(m_computer, from, m_startedAt, step, m_startedMono)) {
        if (!take(idOfReporter(reporter), std::move(readings)))
            return;
    }
}

void ReportingSite::run(const std::stop_token &stop) const
{
    std::vector<std::unique_ptr<SimulatedAgent>> agents;
    agents.reserve(m_members.size());
    for (const Member &member : m_members)
        agents.push_back(std::make_unique<SimulatedAgent>(member.profile, *m_clock, m_broker, member.options));
    PublisherDesk publishers(m_computer, *m_clock, *m_broker);
    while (!stop.stop_requested()) {
        m_broker->deliver();
        MonoTime due = publishers.work();
        for (const auto &agent : agents)
            due = std::min(due, agent->work());
        std::unique_lock lock(m_alarm->mutex);
        m_alarm->changed.wait_until(lock, stop, due, [this] { return m_alarm->rings; });
        m_alarm->rings = false;
    }
}

} // namespace piuptime::simulation
