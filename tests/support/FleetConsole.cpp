// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FleetConsole.h"

#include "core/fleet/LocalLink.h"
#include "core/history/SqliteHistoryStore.h"
#include "core/mqtt/MosquittoClient.h"

#include <QTest>

#include <algorithm>

namespace piuptime::test {
namespace {

constexpr char kBroker[] = "site";
constexpr history::TimeRange kAllTime{fromMsUtc(0), fromMsUtc(4'000'000'000'000)};

QCoro::Task<Result<std::shared_ptr<fleet::Link>>> openLocalLink()
{
    std::shared_ptr<fleet::Link> link = std::make_shared<fleet::LocalLink>();
    co_return link;
}

} // namespace

FleetConsole::FleetConsole()
{
    mqtt.makeClient = &mqtt::makeMosquittoClient;
}

void FleetConsole::start(quint16 port, std::string host)
{
    history::SqliteOptions options;
    options.path = m_folder.filePath(QStringLiteral("history.db")).toStdString();
    options.commitInterval = Milliseconds(200);
    m_history = history::SqliteHistoryStore::open(options).value();
    fleet::LocalEngine::Setup setup;
    setup.clock = std::make_shared<SystemClock>();
    setup.history = m_history;
    setup.makeLinkOpener = [](fleet::QuestionDesk &) -> fleet::LinkOpener {
        return [](DeviceConfig) { return openLocalLink(); };
    };
    setup.storeDevices = [this](const std::vector<DeviceConfig> &devices) -> Result<void> {
        setStored(devices);
        return {};
    };
    setup.devices = stored();
    setup.mqtt = mqtt;
    BrokerConfig broker;
    broker.name = kBroker;
    broker.host = std::move(host);
    broker.port = port;
    setup.mqtt.brokers = {broker};
    m_engine = std::make_unique<fleet::LocalEngine>(std::move(setup));
}

void FleetConsole::stop()
{
    m_engine.reset();
    m_history.reset();
}

bool FleetConsole::isConnected() const
{
    const auto states = m_engine->brokerStates();
    return !states.empty() && states.front().connection == BrokerState::Connection::Connected;
}

BrokerTraffic FleetConsole::traffic()
{
    constexpr int kPatienceMs = 10'000;
    const auto traffic = m_engine->traffic(kBroker);
    const bool isThere = QTest::qWaitFor([&] { return traffic.isFinished(); }, kPatienceMs);
    return isThere && traffic.result() ? *traffic.result() : BrokerTraffic();
}

std::vector<DeviceConfig> FleetConsole::stored() const
{
    const std::lock_guard lock(m_mutex);
    return m_stored;
}

void FleetConsole::setStored(std::vector<DeviceConfig> devices)
{
    const std::lock_guard lock(m_mutex);
    m_stored = std::move(devices);
}

DeviceStatePtr FleetConsole::device(std::string_view reporter) const
{
    const auto states = m_engine->states();
    const auto found = std::ranges::find_if(
        states, [&](const DeviceStatePtr &state) { return reporter.empty() || state->config.reporter == reporter; });
    return found == states.end() ? nullptr : *found;
}

std::multiset<std::uint64_t> FleetConsole::numbers() const
{
    std::multiset<std::uint64_t> found;
    if (const DeviceStatePtr state = device()) {
        (void)m_history->flush(Milliseconds(10'000));
        (void)m_history->scan(state->config.id, kAllTime, [&](const Reading &reading) {
            if (reading.sequence)
                found.insert(*reading.sequence);
            return true;
        });
    }
    return found;
}

} // namespace piuptime::test
