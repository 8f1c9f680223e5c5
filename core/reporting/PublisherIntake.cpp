// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reporting/PublisherIntake.h"

#include <algorithm>

namespace piuptime::reporting {
namespace {

/// The newer of two values of a series stays.
template <class T, class Key>
void merge(std::vector<T> &into, const std::vector<T> &newer, Key key)
{
    for (const T &item : newer) {
        const auto at = std::ranges::lower_bound(into, key(item), {}, key);
        if (at != into.end() && key(*at) == key(item))
            *at = item;
        else
            into.insert(at, item);
    }
}

} // namespace

PublisherIntake::PublisherIntake(Options options, Services services)
    : m_options(std::move(options))
    , m_services(std::move(services))
    , m_reader(m_options.prefixes)
{
}

Result<void> PublisherIntake::setBindings(std::vector<Binding> bindings)
{
    return m_reader.setBindings(std::move(bindings));
}

std::vector<mqtt::Subscription> PublisherIntake::subscriptions() const
{
    std::vector<mqtt::Subscription> subscriptions;
    for (std::string &filter : m_reader.subscriptions())
        subscriptions.push_back({std::move(filter)});
    return subscriptions;
}

Result<std::string_view> PublisherIntake::take(const mqtt::Incoming &message)
{
    auto readout = m_reader.read({message.topic, message.payload, message.retained, m_services.clock->utcNow()});
    if (!readout)
        return tl::unexpected(std::move(readout).error());
    for (const publishers::Reply &reply : readout->replies)
        m_services.send(reply);
    if (!readout->subscribe.empty() || !readout->unsubscribe.empty())
        m_services.subscriptionsChanged();
    Result<void> noted;
    for (const publishers::Report &report : readout->reports) {
        if (Result<void> one = note(report, message.retained); !one)
            noted = std::move(one);
    }
    if (!noted)
        return tl::unexpected(std::move(noted).error());
    return readout->format;
}

Result<void> PublisherIntake::note(const publishers::Report &report, bool retained)
{
    Publisher *publisher = publisherOf(report);
    if (publisher == nullptr)
        return fail(ErrorKind::Overloaded, "more publishers on one broker than are read");
    const UtcTime now = m_services.clock->utcNow();
    if (!publisher->limit.take(m_services.clock->monotonicNow()))
        return fail(ErrorKind::Overloaded, "this publisher sends more than is read of one");
    if (report.availability)
        m_services.sink->availability(publisher->reporter, report.availability->online, report.availability->retained);
    // Nobody knows from when a value is that the broker kept, nor what the clock of a publisher is worth.
    if (retained || report.historical || (report.samples.empty() && report.facts.empty()))
        return {};
    if (!publisher->hasToldValues) {
        publisher->hasToldValues = true;
        m_gathering.push_back(publisher);
    }
    publisher->gathered.receivedAt = now;
    publisher->gathered.receivedMono = m_services.clock->monotonicNow();
    merge(publisher->gathered.samples, report.samples, [](const Sample &sample) { return sample.series; });
    merge(publisher->gathered.facts, report.facts, [](const Fact &fact) { return std::pair(fact.key, fact.instance); });
    return {};
}

void PublisherIntake::passOn()
{
    for (Publisher *publisher : m_gathering) {
        publisher->hasToldValues = false;
        std::vector<Reading> readings(1);
        std::swap(readings.front(), publisher->gathered);
        m_services.sink->take(publisher->reporter, std::move(readings));
    }
    m_gathering.clear();
}

PublisherIntake::Publisher *PublisherIntake::publisherOf(const publishers::Report &report)
{
    std::string key = std::string(report.format) + ' ' + report.identity.publisherName;
    auto found = m_publishers.find(key);
    if (found == m_publishers.end()) {
        if (m_publishers.size() >= m_options.mostPublishers)
            return nullptr;
        found = m_publishers.emplace(key, std::make_unique<Publisher>(m_options)).first;
        found->second->reporter.key = std::move(key);
    }
    Reporter &reporter = found->second->reporter;
    const publishers::Identity &identity = report.identity;
    reporter.kind = report.kind == publishers::Kind::Sensor ? Reporter::Kind::Sensor : Reporter::Kind::Publisher;
    const auto keepIfTold = [](auto &known, const auto &told) {
        if (!told.empty())
            known = told;
    };
    keepIfTold(reporter.serial, identity.serial);
    keepIfTold(reporter.macs, identity.macs);
    keepIfTold(reporter.hostName, identity.hostName);
    keepIfTold(reporter.displayName, identity.displayName.empty() ? identity.publisherName : identity.displayName);
    return found->second.get();
}

} // namespace piuptime::reporting
