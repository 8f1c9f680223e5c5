// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Installer.h"

#include "core/async/Offload.h"
#include "core/async/ReadyFuture.h"

#include <QCoroFuture>
#include <QFile>

#include <algorithm>

namespace piuptime::fleet {
namespace {

const std::string kAgentsAccount = "agents"; ///< of the broker that the console runs
constexpr qint64 kMaxPemBytes = 256 * 1024;

/// The content of a file of certificates; of none nothing.
Result<std::string> contentOf(const std::string &path)
{
    if (path.empty())
        return std::string();
    QFile file(QString::fromStdString(path));
    if (!file.open(QFile::ReadOnly))
        return fail(ErrorKind::NotFound, path + ": " + file.errorString().toStdString());
    const QByteArray bytes = file.read(kMaxPemBytes + 1);
    if (bytes.size() > kMaxPemBytes || !bytes.contains("-----BEGIN"))
        return fail(ErrorKind::InvalidInput, path + " is no PEM file");
    return bytes.toStdString();
}

agent::BrokerSettings settingsFor(const BrokerConfig &broker, const AgentInstall &order)
{
    agent::BrokerSettings settings;
    settings.host = order.host.empty() ? broker.host : order.host;
    settings.port = broker.port;
    if (order.host.empty())
        settings.others = broker.others;
    settings.tls = broker.tls;
    settings.topic = broker.topic;
    settings.user = order.asConsole ? broker.user : order.user;
    return settings;
}

/// All that an agent is to obey when it obeys this console.
agent::CommandSettings commandsFor(const agent::CommandKey &key)
{
    return {{key}, {"restart *", "reboot", "shut-down", "cadence"}};
}

QCoro::Task<Result<AgentFiles>> gather(Installer::Services services, BrokerConfig broker, AgentInstall order)
{
    AgentFiles files;
    files.broker = settingsFor(broker, order);
    if (broker.isOurs && order.asConsole) {
        broker.user = kAgentsAccount; // what a Pi holds is not to command the whole broker
        files.broker.user = broker.user;
    }
    files.isSeenFromHere = order.host.empty();
    files.password = order.password;
    if (order.asConsole && services.password && !broker.user.empty())
        files.password = (co_await services.password(broker)).value_or(Secret());
    if (order.obeys && !services.commandSecret)
        co_return fail(ErrorKind::NotFound, "this console has nowhere to keep a key to sign commands with");
    if (order.obeys) {
        const Result<Secret> secret = co_await services.commandSecret();
        const Result<agent::CommandKey> key = secret ? agent::keyOf(*secret) : tl::unexpected(secret.error());
        if (!key)
            co_return tl::unexpected(key.error());
        files.commands = commandsFor(*key);
    }
    const std::string &certificate = order.asConsole ? broker.certificateFile : order.certificateFile;
    const std::string &key = order.asConsole ? broker.keyFile : order.keyFile;
    for (const auto &[path, content] : {std::pair(broker.caFile, &files.authorities),
                                        std::pair(certificate, &files.certificate), std::pair(key, &files.key)}) {
        // A lambda within the await would be copied bit by bit by GCC 12.
        const auto work = [path = path] { return contentOf(path); };
        auto read = co_await async::offload(QThreadPool::globalInstance(), work);
        if (!read)
            co_return tl::unexpected(read.error());
        *content = std::move(*read);
    }
    co_return files;
}

} // namespace

Installer::Installer(Services services)
    : m_services(std::move(services))
{
}

QFuture<Result<InstalledAgent>> Installer::install(const DeviceId &id, AgentInstall order)
{
    const auto refuse = [](ErrorKind kind, const std::string &detail) {
        return async::readyFuture<Result<InstalledAgent>>(fail(kind, detail));
    };
    if (m_running.contains(id))
        return refuse(ErrorKind::Conflict, "something is being installed on this Pi already");
    if (!m_services.package)
        return refuse(ErrorKind::NotFound, "this console has no packages of the agent");
    const auto &brokers = m_services.brokers->configured();
    const auto broker = std::ranges::find(brokers, order.broker, &BrokerConfig::name);
    if (broker == brokers.end())
        return refuse(ErrorKind::NotFound, "there is no broker " + order.broker);
    const auto states = m_services.brokers->states();
    const auto state = std::ranges::find(states, order.broker, &BrokerState::name);
    if (state == states.end() || state->connection != BrokerState::Connection::Connected)
        return refuse(ErrorKind::Unreachable, "this console is not connected to the broker " + order.broker
                                                  + ", so it could not tell whether the Pi reports there");
    auto promise = std::make_shared<QPromise<Result<InstalledAgent>>>();
    promise->start();
    m_running.emplace(id, std::stop_source());
    QCoro::connect(gather(m_services, *broker, std::move(order)), this,
                   [this, id, promise](const Result<AgentFiles> &files) { begin(id, files, promise); });
    return promise->future();
}

void Installer::begin(const DeviceId &id, const Result<AgentFiles> &files, const Promise<InstalledAgent> &promise)
{
    if (!files)
        return end<InstalledAgent>(id, promise, tl::unexpected(files.error()));
    const auto install = [this, id, promise, services = servicesFor(id), files = *files](DevicePoller &poller) {
        QCoro::connect(poller.installAgent(services, files), &poller,
                       [this, id, promise](auto result) { end<InstalledAgent>(id, promise, std::move(result)); });
    };
    if (!m_services.collector->with(id, install))
        end<InstalledAgent>(id, promise, fail(ErrorKind::NotFound, "there is no device", id));
}

QFuture<Result<void>> Installer::remove(const DeviceId &id)
{
    if (m_running.contains(id))
        return async::readyFuture<Result<void>>(
            fail(ErrorKind::Conflict, "something is being installed on this Pi already"));
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    m_running.emplace(id, std::stop_source());
    const auto take = [this, id, promise, services = servicesFor(id)](DevicePoller &poller) {
        QCoro::connect(poller.removeAgent(services), &poller,
                       [this, id, promise](auto result) { end<void>(id, promise, std::move(result)); });
    };
    if (!m_services.collector->with(id, take))
        end<void>(id, promise, fail(ErrorKind::NotFound, "there is no device", id));
    return promise->future();
}

void Installer::cancel(const DeviceId &id)
{
    if (const auto running = m_running.find(id); running != m_running.end())
        running->second.request_stop();
}

InstallServices Installer::servicesFor(const DeviceId &id)
{
    InstallServices services;
    services.package = m_services.package;
    services.patience = m_services.patience;
    services.newest = [reports = m_services.reports](const std::string &agent) { return reports->newestOf(agent); };
    services.advanced = [this, id](InstallProgress progress) {
        QMetaObject::invokeMethod(
            this, [this, id, progress] { emit advanced(id, progress); }, Qt::QueuedConnection);
    };
    services.cancelled = m_running[id].get_token();
    return services;
}

template <class T>
void Installer::end(const DeviceId &id, const Promise<T> &promise, Result<T> result)
{
    QMetaObject::invokeMethod(
        this,
        [this, id, promise, result = std::move(result)]() mutable {
            m_running.erase(id);
            promise->addResult(std::move(result));
            promise->finish();
        },
        Qt::QueuedConnection);
}

} // namespace piuptime::fleet
