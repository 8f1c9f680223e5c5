// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the engine that has to do with Pis that report by themselves.
#include "core/fleet/LocalEngine.h"

#include "core/async/Logging.h"
#include "core/async/ReadyFuture.h"
#include "core/config/DeviceLimits.h"
#include "core/fleet/Actions.h"

#include <QSysInfo>
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
    return device.source == DeviceConfig::Source::Mqtt && device.reporter.ends_with(' ' + device.name);
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
    useBrokers(std::exchange(m_setup.mqtt.brokers, {}));
}

void LocalEngine::useBrokers(const std::vector<BrokerConfig> &brokers, const std::vector<std::string> &renewed)
{
    const auto ours =
        std::ranges::find_if(brokers, [](const BrokerConfig &broker) { return broker.isOurs && broker.enabled; });
    m_localProblem.reset();
    if (ours == brokers.end()) {
        m_localBroker.reset();
    } else if (const Result<void> runs = runLocalBroker(*ours); !runs) {
        m_localProblem = runs.error();
    }
    m_brokers->set(brokers, renewed);
}

Result<void> LocalEngine::runLocalBroker(const BrokerConfig &broker)
{
    if (m_localBroker && m_localBroker->config(broker.name).port == broker.port)
        return {};
    m_localBroker.reset();
    if (m_setup.mqtt.localBrokerFolder.empty())
        return fail(ErrorKind::NotFound, "no broker can be run here");
    broker::LocalBroker::Options options;
    options.folder = m_setup.mqtt.localBrokerFolder;
    options.port = broker.port;
    options.agentsTopic = broker.topic;
    auto opened = broker::LocalBroker::open(std::move(options));
    if (!opened)
        return tl::unexpected(opened.error());
    m_localBroker = std::move(*opened);
    connect(m_localBroker.get(), &broker::LocalBroker::changed, this, &Engine::brokersChanged);
    m_localBroker->start();
    return {};
}

/// Of the broker that is ours, an account by its name; of others, what is kept where secrets are.
QFuture<std::optional<Secret>> LocalEngine::passwordOf(const BrokerConfig &broker) const
{
    if (!broker.isOurs)
        return m_setup.mqtt.password ? m_setup.mqtt.password(broker)
                                     : async::readyFuture<std::optional<Secret>>(std::nullopt);
    if (m_localBroker) {
        const auto &accounts = m_localBroker->accounts();
        const auto account = std::ranges::find(accounts, broker.user, &BrokerAccount::user);
        if (account != accounts.end())
            return async::readyFuture<std::optional<Secret>>(account->password);
    }
    return async::readyFuture<std::optional<Secret>>(std::nullopt);
}

QFuture<Result<std::string>> LocalEngine::setUpLocalBroker(std::uint16_t port)
{
    const auto refuse = [](ErrorKind kind, const std::string &detail) {
        return async::readyFuture<Result<std::string>>(fail(kind, detail));
    };
    if (!m_brokers || m_setup.mqtt.localBrokerFolder.empty())
        return refuse(ErrorKind::NotFound, "no broker can be run here");
    constexpr std::uint16_t kFirstOfUsers = 1024;
    if (port < kFirstOfUsers)
        return refuse(ErrorKind::InvalidInput, "ports below 1024 are the system's");
    std::vector<BrokerConfig> brokers = m_brokers->configured();
    if (std::ranges::any_of(brokers, &BrokerConfig::isOurs))
        return refuse(ErrorKind::Conflict, "this console runs a broker already");
    broker::LocalBroker::Options options;
    options.folder = m_setup.mqtt.localBrokerFolder;
    options.port = port;
    auto opened = broker::LocalBroker::open(std::move(options));
    if (!opened)
        return async::readyFuture<Result<std::string>>(tl::unexpected(opened.error()));
    std::string name = QSysInfo::machineHostName().toStdString();
    if (name.empty() || std::ranges::find(brokers, name, &BrokerConfig::name) != brokers.end())
        name = "this computer";
    brokers.push_back((*opened)->config(name));
    return saveBrokers(std::move(brokers), {}).then(this, [name](const Result<void> &saved) -> Result<std::string> {
        if (!saved)
            return tl::unexpected(saved.error());
        return name;
    });
}

QFuture<Result<std::vector<BrokerAccount>>> LocalEngine::localAccounts()
{
    if (!m_localBroker)
        return async::readyFuture<Result<std::vector<BrokerAccount>>>(
            fail(ErrorKind::NotFound, "this console runs no broker"));
    return async::readyFuture<Result<std::vector<BrokerAccount>>>(m_localBroker->accounts());
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
            m_devices.emplace(device.id, device);
            m_collector->add(device, std::nullopt, Milliseconds{0});
            m_reports->deviceAdded(device);
            askWhetherSame(appeared.reporter);
            isNew = true;
        } else if (isNamedByItself(known->second) && known->second.name != appeared.reporter.displayName) {
            known->second.name = appeared.reporter.displayName;
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
    std::vector<std::string> renewed;
    for (const auto &[name, password] : passwords)
        renewed.push_back(name);
    return QtConcurrent::run(&m_storing, m_setup.mqtt.store, brokers, std::move(passwords))
        .then(this, [this, brokers, renewed](const Result<void> &stored) -> Result<void> {
            if (!stored)
                return fail(stored.error(), "storing the brokers");
            useBrokers(brokers, renewed);
            return {};
        });
}

QFuture<Result<BrokerTraffic>> LocalEngine::traffic(const std::string &broker)
{
    const auto read = m_brokers ? m_brokers->trafficOf(broker) : std::function<BrokerTraffic()>();
    if (!read)
        return async::readyFuture<Result<BrokerTraffic>>(fail(ErrorKind::NotFound, "there is no such broker", broker));
    return QtConcurrent::run(&m_queries, [read]() -> Result<BrokerTraffic> { return read(); });
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

QFuture<Result<InstalledAgent>> LocalEngine::installAgent(const DeviceId &id, AgentInstall install)
{
    if (!m_installer)
        return async::readyFuture<Result<InstalledAgent>>(fail(ErrorKind::NotFound, "there is no MQTT here"));
    return m_installer->install(id, std::move(install));
}

QFuture<Result<void>> LocalEngine::removeAgent(const DeviceId &id)
{
    if (!m_installer)
        return async::readyFuture<Result<void>>(fail(ErrorKind::NotFound, "there is no MQTT here"));
    return m_installer->remove(id);
}

void LocalEngine::cancelInstall(const DeviceId &id)
{
    if (m_installer)
        m_installer->cancel(id);
}

} // namespace piuptime::fleet
