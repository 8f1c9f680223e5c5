// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Brokers.h"

#include <QSysInfo>
#include <QtConcurrentRun>

#include <algorithm>

namespace piuptime::fleet {
namespace {

/// The same for this machine at each start, so that the broker knows a client that comes back.
std::string clientIdFor(const BrokerConfig &broker)
{
    return "piuptime-" + QSysInfo::machineHostName().toStdString() + '-'
           + QSysInfo::machineUniqueId().left(8).toStdString() + '-' + broker.name;
}

reporting::BrokerOptions optionsFor(const BrokerConfig &broker, const std::optional<Secret> &password,
                                    const reporting::AgentIntake::Options &limits)
{
    reporting::BrokerOptions options;
    options.name = broker.name;
    options.prefix = broker.topic;
    options.group = broker.group;
    options.intake = limits;
    options.publishers = broker.publishers;
    options.client.host = broker.host;
    options.client.port = broker.port;
    for (const BrokerAddress &address : broker.others)
        options.client.others.push_back({address.host, address.port});
    options.client.clientId = clientIdFor(broker);
    options.client.user = broker.user;
    if (password)
        options.client.password = *password;
    if (broker.tls)
        options.client.tls = mqtt::TlsOptions{broker.caFile, broker.certificateFile, broker.keyFile};
    return options;
}

} // namespace

Brokers::Brokers(Services services)
    : m_services(std::move(services))
{
    m_services.history->onStored([links = m_links](const std::vector<history::StoredReadings> &runs) {
        std::vector<std::shared_ptr<reporting::BrokerLink>> held;
        {
            const std::lock_guard lock(links->mutex);
            for (const auto &link : links->links)
                held.push_back(link.lock());
        }
        for (const auto &link : held) {
            if (link)
                link->stored(runs);
        }
    });
}

Brokers::~Brokers()
{
    m_services.history->onStored({});
    set({});
    m_ending.waitForDone();
}

void Brokers::set(std::vector<BrokerConfig> brokers, const std::vector<std::string> &renewed)
{
    m_configs = std::move(brokers);
    std::vector<Entry> before = std::exchange(m_entries, {});
    for (const BrokerConfig &broker : m_configs) {
        if (!broker.enabled)
            continue;
        const auto same =
            std::ranges::find_if(before, [&](const Entry &entry) { return entry.config == broker && entry.link; });
        const bool isRenewed = std::ranges::find(renewed, broker.name) != renewed.end();
        if (same != before.end() && !isRenewed)
            m_entries.push_back(std::move(*same));
        else
            m_entries.push_back({broker, nullptr, std::nullopt});
    }
    for (Entry &entry : before)
        release(std::move(entry.link));
    for (const BrokerConfig &broker : m_configs) {
        const Entry *entry = find(broker.name);
        if (entry == nullptr || entry->link)
            continue;
        if (broker.user.empty() || !m_services.password)
            open(broker.name, std::nullopt);
        else
            m_services.password(broker).then(
                this, [this, name = broker.name](const std::optional<Secret> &password) { open(name, password); });
    }
    shareLinks();
    emit changed();
}

void Brokers::open(const std::string &name, const std::optional<Secret> &password)
{
    Entry *entry = find(name);
    if (entry == nullptr || entry->link)
        return; // it was changed meanwhile
    reporting::BrokerLink::Services services{
        m_services.clock, m_services.sink, m_services.makeClient,
        [this] { QMetaObject::invokeMethod(this, &Brokers::changed, Qt::QueuedConnection); }};
    reporting::BrokerOptions options = optionsFor(entry->config, password, m_services.limits);
    options.bindings = bindingsOf(name);
    auto link = reporting::BrokerLink::open(std::move(options), std::move(services));
    if (link)
        entry->link = std::move(*link);
    else
        entry->error = link.error();
    shareLinks();
    emit changed();
}

/// Its goodbye may take a moment, which nobody shall wait for.
void Brokers::release(std::shared_ptr<reporting::BrokerLink> link)
{
    if (link)
        QtConcurrent::run(&m_ending, [link = std::move(link)]() mutable { link.reset(); }).then([] {});
}

void Brokers::shareLinks()
{
    const std::lock_guard lock(m_links->mutex);
    m_links->links.clear();
    for (const Entry &entry : m_entries) {
        if (entry.link)
            m_links->links.push_back(entry.link);
    }
}

Brokers::Entry *Brokers::find(const std::string &name)
{
    const auto found = std::ranges::find_if(m_entries, [&](const Entry &entry) { return entry.config.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

std::vector<BrokerState> Brokers::states() const
{
    std::vector<BrokerState> states;
    for (const Entry &entry : m_entries) {
        BrokerState state;
        state.name = entry.config.name;
        if (entry.link)
            state = entry.link->state();
        if (entry.error) {
            state.connection = BrokerState::Connection::Waiting;
            state.error = entry.error;
        }
        states.push_back(std::move(state));
    }
    return states;
}

std::function<BrokerTraffic()> Brokers::trafficOf(const std::string &broker) const
{
    const auto found =
        std::ranges::find_if(m_entries, [&](const Entry &entry) { return entry.config.name == broker && entry.link; });
    if (found == m_entries.end())
        return {};
    return [link = found->link] { return link->traffic(); };
}

void Brokers::survey(const std::string &broker, Seconds time)
{
    if (Entry *entry = find(broker); entry != nullptr && entry->link)
        entry->link->survey(time);
}

void Brokers::bind(std::vector<Binding> bindings)
{
    if (bindings == m_bindings)
        return;
    m_bindings = std::move(bindings);
    for (Entry &entry : m_entries) {
        if (entry.link)
            (void)entry.link->bind(bindingsOf(entry.config.name)); // they are valid
    }
}

std::vector<Binding> Brokers::bindingsOf(const std::string &broker) const
{
    std::vector<Binding> bindings;
    std::ranges::copy_if(m_bindings, std::back_inserter(bindings), [&broker](const Binding &binding) {
        return binding.broker.empty() || binding.broker == broker;
    });
    return bindings;
}

Result<TopicMessage> Brokers::follow(const std::string &broker, const std::string &topic)
{
    Entry *entry = find(broker);
    if (entry == nullptr || !entry->link)
        return fail(ErrorKind::NotFound, "there is no such broker", broker);
    return entry->link->follow(topic);
}

Result<void> Brokers::command(const std::string &broker, const std::string &agent, std::string message)
{
    Entry *entry = find(broker);
    if (entry == nullptr || !entry->link)
        return fail(ErrorKind::NotFound, "the broker over which it reports is not there any more", broker);
    return entry->link->command(agent, std::move(message));
}

} // namespace piuptime::fleet
