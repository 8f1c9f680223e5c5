// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the engine that sets things up: a broker on this computer, agents on Pis.
#include "core/fleet/LocalEngine.h"

#include "core/async/ReadyFuture.h"

#include <QSysInfo>

#include <algorithm>

namespace piuptime::fleet {

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
