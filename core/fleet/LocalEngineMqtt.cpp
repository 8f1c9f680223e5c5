// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the engine that has to do with Pis that report by themselves.
#include "core/fleet/LocalEngine.h"

#include "core/async/Logging.h"
#include "core/async/ReadyFuture.h"
#include "core/base/Text.h"
#include "core/config/DeviceLimits.h"
#include "core/fleet/Actions.h"
#include "core/publishers/Binding.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <set>

namespace piuptime::fleet {
namespace {

/// Pis that report and are not known yet are added together.
constexpr int kWelcomeIntervalMs = 300;

/// Whether nobody gave it a name but itself.
bool isNamedByItself(const DeviceConfig &device)
{
    return device.reporter.ends_with(' ' + device.name);
}

DeviceConfig::Kind kindOf(const reporting::Reporter &reporter)
{
    return reporter.kind == reporting::Reporter::Kind::Sensor ? DeviceConfig::Kind::Sensor : DeviceConfig::Kind::Pi;
}

Result<void> checkBrokers(const std::vector<BrokerConfig> &brokers)
{
    std::set<std::string> names;
    bool isOneOurs = false;
    if (brokers.size() > config::kMaxBrokers)
        return fail(ErrorKind::Overloaded, "there are more than " + std::to_string(config::kMaxBrokers) + " brokers");
    for (const BrokerConfig &broker : brokers) {
        if (broker.host.empty() || broker.port == 0)
            return fail(ErrorKind::InvalidInput, "the broker '" + broker.name + "' has no address");
        if (broker.isOurs && std::exchange(isOneOurs, true))
            return fail(ErrorKind::Conflict, "this console runs one broker, not two");
        if (!names.insert(broker.name).second)
            return fail(ErrorKind::Conflict, "two brokers have the name " + broker.name);
    }
    return {};
}

Result<void> checkBindings(const std::vector<Binding> &bindings)
{
    if (bindings.size() > publishers::kMaxBindings)
        return fail(ErrorKind::Overloaded,
                    "there are more than " + std::to_string(publishers::kMaxBindings) + " bindings");
    for (const Binding &binding : bindings) {
        if (const Result<void> valid = publishers::check(binding); !valid)
            return fail(valid.error(), "checking what is bound to " + printable(binding.topic, 256));
    }
    return {};
}

/// What stays bound when `before` become `after`: a broker in whose place there is one of another name was renamed.
std::vector<Binding> followBrokers(std::vector<Binding> bindings, const std::vector<BrokerConfig> &before,
                                   const std::vector<BrokerConfig> &after)
{
    const auto isThere = [&after](const std::string &name) {
        return name.empty() || std::ranges::find(after, name, &BrokerConfig::name) != after.end();
    };
    if (before.size() == after.size()) {
        for (Binding &binding : bindings) {
            const auto place = std::ranges::find(before, binding.broker, &BrokerConfig::name);
            if (!isThere(binding.broker) && place != before.end())
                binding.broker = after[static_cast<std::size_t>(place - before.begin())].name;
        }
    }
    std::erase_if(bindings, [&](const Binding &binding) { return !isThere(binding.broker); });
    return bindings;
}

} // namespace

QFuture<Result<ActionResult>> LocalEngine::actByAgent(const DeviceId &id, const Action &action)
{
    if (!m_commander)
        return async::readyFuture<Result<ActionResult>>(fail(ErrorKind::NotFound, "there are no brokers here"));
    return m_commander->act(id, action).then(this, [this, id, action](const Result<ActionResult> &result) {
        const bool succeeded = result && result->succeeded;
        const std::string told = result ? result->output : result.error().describe();
        m_collector->with(id, [line = auditLine(wordsOf(action), succeeded, told), succeeded](DevicePoller &poller) {
            poller.noteAction(line, succeeded);
        });
        return result;
    });
}

void LocalEngine::listen()
{
    if (!m_setup.mqtt.makeClient)
        return;
    m_welcomeTimer.setSingleShot(true);
    m_welcomeTimer.setInterval(kWelcomeIntervalMs);
    connect(&m_welcomeTimer, &QTimer::timeout, this, &LocalEngine::welcome);
    connect(m_reports.get(), &Reports::arrived, &m_welcomeTimer, qOverload<>(&QTimer::start));
    m_brokers = std::make_unique<Brokers>(
        Brokers::Services{m_setup.clock, m_setup.history, m_reports.get(), m_setup.mqtt.makeClient,
                          [this](const BrokerConfig &b) { return passwordOf(b); }, m_setup.mqtt.limits});
    connect(m_brokers.get(), &Brokers::changed, this, &Engine::brokersChanged);
    m_commander = std::make_unique<Commander>(
        Commander::Services{m_setup.clock, m_brokers.get(), m_reports.get(), m_setup.mqtt.commandSecret});
    m_installer = std::make_unique<Installer>(
        Installer::Services{m_collector.get(), m_brokers.get(), m_reports.get(),
                            [this](const BrokerConfig &broker) { return passwordOf(broker); },
                            m_setup.mqtt.commandSecret, m_setup.mqtt.agentPackage, m_setup.mqtt.installPatience});
    connect(m_installer.get(), &Installer::advanced, this, &Engine::installAdvanced);
    m_bindings = std::move(m_setup.mqtt.bindings);
    bind();
    useBrokers(std::exchange(m_setup.mqtt.brokers, {}));
}

void LocalEngine::welcome()
{
    bool isNew = false;
    for (const Reports::Appeared &appeared : m_reports->takeAppeared()) {
        const auto known = m_devices.find(appeared.id);
        if (known == m_devices.end()) {
            DeviceConfig device;
            device.id = appeared.id;
            device.name = appeared.reporter.displayName;
            device.source = DeviceConfig::Source::Mqtt;
            device.reporter = appeared.reporter.key;
            device.kind = kindOf(appeared.reporter);
            m_devices.emplace(device.id, device);
            m_collector->add(device, std::nullopt, Milliseconds{0});
            m_reports->deviceAdded(device);
            askWhetherSame(appeared.reporter);
            isNew = true;
        } else if (takeOver(appeared.reporter, known->second)) {
            m_collector->with(appeared.id, [device = known->second](DevicePoller &poller) { poller.relabel(device); });
            askWhetherSame(appeared.reporter);
            isNew = true;
        }
    }
    for (const auto &[reporter, id] : m_reports->takeRecognised()) {
        recognise(reporter, id);
        isNew = true;
    }
    if (isNew)
        store(configured());
}

/// What a device that nobody configured tells of itself. \return whether it is something new
bool LocalEngine::takeOver(const reporting::Reporter &reporter, DeviceConfig &device)
{
    if (device.source != DeviceConfig::Source::Mqtt || device.reporter != reporter.key)
        return false;
    const DeviceConfig before = device;
    if (isNamedByItself(device))
        device.name = reporter.displayName;
    device.kind = kindOf(reporter);
    if (device.kind != DeviceConfig::Kind::Sensor)
        device.attachedTo.clear();
    else
        detachFrom(device.id);
    return device != before;
}

/// No sensor is attached to `pi` any more, but to `other` where that is given.
void LocalEngine::detachFrom(const DeviceId &pi, const DeviceId &other)
{
    for (auto &[id, device] : m_devices) {
        if (device.attachedTo != pi || pi.empty())
            continue;
        device.attachedTo = other;
        m_collector->with(id, [config = device](DevicePoller &poller) { poller.relabel(config); });
    }
}

/// The device that somebody configured is the one that reports: what was made for the reporter goes, its history stays.
void LocalEngine::recognise(const std::string &reporter, const DeviceId &id)
{
    const auto device = m_devices.find(id);
    if (device == m_devices.end())
        return;
    const auto made = m_devices.find(idOfReporter(reporter));
    if (made != m_devices.end() && made->first != id) {
        m_collector->remove(made->first);
        m_desk.withdraw(made->first);
        m_board->remove(made->first);
        detachFrom(made->first, id);
        moveBindings(made->first, id);
        m_devices.erase(made);
    }
    device->second.reporter = reporter;
    m_collector->with(id, [config = device->second](DevicePoller &poller) { poller.relabel(config); });
    m_reports->deviceAdded(device->second);
}

void LocalEngine::askWhetherSame(const reporting::Reporter &reporter)
{
    if (reporter.hostName.empty() || reporter.kind == reporting::Reporter::Kind::Sensor)
        return;
    for (const auto &[id, device] : m_devices) {
        // This machine knows all its interfaces, so it is recognised without anybody's help.
        if (device.source != DeviceConfig::Source::Ssh || !device.reporter.empty())
            continue;
        const DeviceStatePtr state = m_board->find(id);
        const std::string *host = state ? state->latest.fact(FactKey::HostName) : nullptr;
        if (device.name != reporter.hostName && device.endpoint.host != reporter.hostName
            && (host == nullptr || *host != reporter.hostName))
            continue;
        Question question;
        question.kind = Question::Kind::SameDevice;
        question.device = idOfReporter(reporter.key); // with which the question goes once it is recognised
        question.deviceName = device.name;
        question.endpoint = device.endpoint;
        question.identity = reporter.key;
        m_desk.ask(std::move(question)).then(this, [this, key = reporter.key, id = id](const Answer &answer) {
            if (!answer.accepted)
                return;
            recognise(key, id);
            store(configured());
        });
        return;
    }
}

/// What cannot be stored now is stored with the next change; whoever reports is seen nevertheless.
void LocalEngine::store(std::vector<DeviceConfig> devices)
{
    QtConcurrent::run(&m_storing, m_setup.storeDevices, std::move(devices)).then(this, [](const Result<void> &stored) {
        if (!stored)
            qCWarning(lcFleet, "Pis that report were not stored: %s", stored.error().describe().c_str());
    });
}

std::vector<BrokerConfig> LocalEngine::brokers() const
{
    return m_brokers ? m_brokers->configured() : std::vector<BrokerConfig>();
}

std::vector<BrokerState> LocalEngine::brokerStates() const
{
    std::vector<BrokerState> states = m_brokers ? m_brokers->states() : std::vector<BrokerState>();
    // That it does not run says more than that nobody answers there.
    const std::optional<Error> &problem =
        m_localBroker && m_localBroker->problem() ? m_localBroker->problem() : m_localProblem;
    const std::vector<BrokerConfig> configs = brokers();
    const auto ours = std::ranges::find_if(configs, &BrokerConfig::isOurs);
    const auto state = ours == configs.end() ? states.end() : std::ranges::find(states, ours->name, &BrokerState::name);
    if (problem && state != states.end())
        state->error = problem;
    return states;
}

QFuture<Result<void>> LocalEngine::saveBrokers(std::vector<BrokerConfig> brokers,
                                               std::map<std::string, Secret> passwords)
{
    if (const Result<void> valid = checkBrokers(brokers); !valid || !m_brokers)
        return async::readyFuture<Result<void>>(valid ? fail(ErrorKind::NotFound, "there is no MQTT here")
                                                      : tl::unexpected(valid.error()));
    std::vector<Binding> bindings = followBrokers(m_bindings, m_brokers->configured(), brokers);
    return storeMqtt(std::move(brokers), std::move(bindings), std::move(passwords));
}

QFuture<Result<void>> LocalEngine::saveBindings(std::vector<Binding> bindings)
{
    if (const Result<void> valid = checkBindings(bindings); !valid || !m_brokers)
        return async::readyFuture<Result<void>>(valid ? fail(ErrorKind::NotFound, "there is no MQTT here")
                                                      : tl::unexpected(valid.error()));
    return storeMqtt(m_brokers->configured(), std::move(bindings), {});
}

QFuture<Result<void>> LocalEngine::storeMqtt(std::vector<BrokerConfig> brokers, std::vector<Binding> bindings,
                                             std::map<std::string, Secret> passwords)
{
    std::vector<std::string> renewed;
    for (const auto &[name, password] : passwords)
        renewed.push_back(name);
    return QtConcurrent::run(&m_storing, m_setup.mqtt.store, brokers, bindings, std::move(passwords))
        .then(this, [this, brokers, bindings, renewed](const Result<void> &stored) -> Result<void> {
            if (!stored)
                return fail(stored.error(), "storing the brokers");
            const bool sameBindings = std::exchange(m_bindings, bindings) == bindings;
            bind();
            useBrokers(brokers, renewed);
            if (!sameBindings)
                emit bindingsChanged();
            return {};
        });
}

void LocalEngine::moveBindings(const DeviceId &from, const DeviceId &to)
{
    std::vector<Binding> bindings = m_bindings;
    for (Binding &binding : bindings) {
        if (binding.device == from)
            binding.device = to;
    }
    if (bindings != m_bindings)
        keep(std::move(bindings));
}

void LocalEngine::forgetBindingsOf(const std::vector<DeviceId> &devices)
{
    std::vector<Binding> rest = m_bindings;
    const auto isGone = [&devices](const Binding &binding) {
        return std::ranges::any_of(devices, [&](const DeviceId &id) {
            return id == binding.device || id == idOfReporter(std::string(kBoundReporter) + binding.device);
        });
    };
    if (std::erase_if(rest, isGone) > 0)
        keep(std::move(rest));
}

void LocalEngine::keep(std::vector<Binding> bindings)
{
    storeMqtt(m_brokers->configured(), std::move(bindings), {}).then(this, [](const Result<void> &stored) {
        if (!stored)
            qCWarning(lcFleet, "what is bound by hand was not stored: %s", stored.error().describe().c_str());
    });
}

/// A device that was made for its bindings is known by the name they gave it; all others are by their id, and what is
/// bound to them stands beside what they tell themselves.
void LocalEngine::bind()
{
    if (!m_brokers)
        return;
    std::vector<Binding> bindings = m_bindings;
    std::set<DeviceId> beside;
    std::set<std::string> pis; // one value of a Pi makes a Pi of the device
    for (const Binding &binding : bindings) {
        if (binding.kind == DeviceConfig::Kind::Pi)
            pis.insert(binding.device);
    }
    for (Binding &binding : bindings) {
        binding.kind = pis.contains(binding.device) ? DeviceConfig::Kind::Pi : DeviceConfig::Kind::Sensor;
        const auto device = m_devices.find(binding.device);
        if (device == m_devices.end())
            continue;
        if (device->second.reporter.starts_with(kBoundReporter))
            binding.device = device->second.reporter.substr(kBoundReporter.size());
        else
            beside.insert(device->first);
    }
    m_reports->setBoundBeside(std::move(beside));
    m_brokers->bind(std::move(bindings));
}

QFuture<Result<BrokerTraffic>> LocalEngine::traffic(const std::string &broker)
{
    const auto read = m_brokers ? m_brokers->trafficOf(broker) : std::function<BrokerTraffic()>();
    if (!read)
        return async::readyFuture<Result<BrokerTraffic>>(fail(ErrorKind::NotFound, "there is no such broker", broker));
    return QtConcurrent::run(&m_queries, [read]() -> Result<BrokerTraffic> { return read(); });
}

QFuture<Result<TopicMessage>> LocalEngine::follow(const std::string &broker, const std::string &topic)
{
    auto latest = m_brokers ? m_brokers->follow(broker, topic)
                            : Result<TopicMessage>(fail(ErrorKind::NotFound, "there is no MQTT here"));
    return async::readyFuture<Result<TopicMessage>>(std::move(latest));
}

void LocalEngine::survey(const std::string &broker, Seconds time)
{
    if (m_brokers)
        m_brokers->survey(broker, time);
}

QFuture<Result<std::string>> LocalEngine::commandKey()
{
    if (!m_commander)
        return async::readyFuture<Result<std::string>>(fail(ErrorKind::NotFound, "there is no MQTT here"));
    return m_commander->publicKey();
}

} // namespace piuptime::fleet
