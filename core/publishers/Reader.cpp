// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Reader.h"

#include "core/publishers/Format.h"
#include "core/publishers/HomeAssistant.h"
#include "core/publishers/Sparkplug.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace piuptime::publishers {
namespace {

struct PrefixedFormat {
    const Format *format;
    std::vector<std::string> Prefixes::*prefixes;
};

constexpr std::array kFormats{
    PrefixedFormat{&kCollectd, &Prefixes::collectd},
    PrefixedFormat{&kGlances, &Prefixes::glances},
    PrefixedFormat{&kRpiMqttMonitor, &Prefixes::rpiMqttMonitor},
    PrefixedFormat{&kRpiReporter, &Prefixes::rpiReporter},
    PrefixedFormat{&kTasmota, &Prefixes::tasmota},
    PrefixedFormat{&kTelegraf, &Prefixes::telegraf},
};

struct Place {
    std::string_view prefix;
    std::string_view tail;
};

std::optional<Place> findBelow(const std::vector<std::string> &prefixes, std::string_view topic,
                               bool (*recognises)(std::string_view tail))
{
    for (const std::string &prefix : prefixes) {
        const auto tail = below(prefix, topic);
        if (tail && recognises(*tail))
            return Place{prefix, *tail};
    }
    return std::nullopt;
}

struct Match {
    const Format *format;
    std::string_view tail;
};

std::optional<Match> findFormat(const Prefixes &prefixes, std::string_view topic)
{
    for (const auto &[format, member] : kFormats) {
        if (const auto place = findBelow(prefixes.*member, topic, format->recognises))
            return Match{format, place->tail};
    }
    return std::nullopt;
}

} // namespace

Reader::Reader(Prefixes prefixes, Limits limits)
    : m_prefixes(std::move(prefixes))
    , m_homeAssistant(std::make_unique<HomeAssistant>(limits))
    , m_sparkplug(std::make_unique<Sparkplug>(limits))
{
}

Reader::~Reader() = default;
Reader::Reader(Reader &&) noexcept = default;
Reader &Reader::operator=(Reader &&) noexcept = default;

Result<void> Reader::setBindings(std::vector<Binding> bindings)
{
    if (bindings.size() > kMaxBindings)
        return fail(ErrorKind::InvalidInput, "more than 10,000 bindings");
    for (const Binding &binding : bindings) {
        if (const auto sound = check(binding); !sound)
            return sound;
    }
    m_bindings = std::move(bindings);
    std::ranges::stable_sort(m_bindings, {}, &Binding::topic);
    return {};
}

std::vector<std::string> Reader::subscriptions() const
{
    std::vector<std::string> filters = m_homeAssistant->topics();
    const auto add = [&](const std::vector<std::string> &prefixes, std::span<const std::string_view> tails) {
        for (const std::string &prefix : prefixes) {
            for (const std::string_view tail : tails)
                filters.push_back(prefix + '/' + std::string(tail));
        }
    };
    for (const auto &[format, member] : kFormats)
        add(m_prefixes.*member, format->filters);
    add(m_prefixes.homeAssistant, HomeAssistant::kFilters);
    add(m_prefixes.sparkplug, Sparkplug::kFilters);
    for (const Binding &binding : m_bindings) {
        if (!isCovered(binding.topic)) // else a broker may send its messages twice
            filters.push_back(binding.topic);
    }
    std::ranges::sort(filters);
    filters.erase(std::unique(filters.begin(), filters.end()), filters.end());
    return filters;
}

Result<Readout> Reader::read(const Message &message)
{
    if (message.topic.size() > kMaxTopicBytes)
        return fail(ErrorKind::Overloaded, "the topic is longer than 1 KiB", message.topic);
    if (message.payload.size() > kMaxPayloadBytes)
        return fail(ErrorKind::Overloaded, "the payload is larger than 256 KiB", message.topic);
    auto readout = readAny(message);
    if (!readout)
        return readout;
    const auto nameless =
        std::erase_if(readout->reports, [](const Report &r) { return r.identity.publisherName.empty(); });
    if (nameless > 0 && readout->reports.empty())
        return fail(ErrorKind::Corrupt, "the publisher's name is not printable", message.topic);
    for (Report &report : readout->reports) {
        report.format = readout->format;
        putInOrder(report);
    }
    return readout;
}

Result<Readout> Reader::readAny(const Message &message)
{
    const auto named = [](std::string_view format, Result<Readout> readout) -> Result<Readout> {
        if (!readout)
            return fail(readout.error(), "reading a message of " + std::string(format));
        readout->format = format;
        return readout;
    };
    if (const auto match = findBelow(m_prefixes.sparkplug, message.topic, &Sparkplug::recognises))
        return named("sparkplug-b", m_sparkplug->read(match->prefix, match->tail, message, m_bindings));
    if (const auto bindings = bindingsOf(m_bindings, message.topic); !bindings.empty())
        return named("bound", readBound(message, bindings));
    if (const auto match = findFormat(m_prefixes, message.topic)) {
        auto reports = match->format->read(match->tail, message);
        return named(match->format->name, std::move(reports).map([](std::vector<Report> &&told) {
            return Readout{{}, std::move(told), {}, {}, {}};
        }));
    }
    if (const auto match = findBelow(m_prefixes.homeAssistant, message.topic, &HomeAssistant::isConfig))
        return named("home-assistant", configure(match->tail, message));
    if (m_homeAssistant->isAnnounced(message.topic))
        return named("home-assistant", m_homeAssistant->read(message));
    return Readout();
}

Result<Readout> Reader::configure(std::string_view tail, const Message &message)
{
    const auto isBound = [this](std::string_view topic) { return !bindingsOf(m_bindings, topic).empty(); };
    auto readout = m_homeAssistant->configure(
        tail, message, [&](std::string_view topic) { return isCovered(topic) || isBound(topic); });
    if (readout)
        std::erase_if(readout->unsubscribe, isBound);
    return readout;
}

/// Whether the filters of the prefixes bring this topic.
bool Reader::isCovered(std::string_view topic) const
{
    return findFormat(m_prefixes, topic) || findBelow(m_prefixes.sparkplug, topic, &Sparkplug::recognises)
           || findBelow(m_prefixes.homeAssistant, topic, &HomeAssistant::isConfig);
}

/// One report for each device that the bindings of a topic name.
Readout Reader::readBound(const Message &message, std::span<const Binding> bindings)
{
    std::map<std::string_view, Report> reports;
    for (const Binding &binding : bindings) {
        const auto [place, isNew] = reports.try_emplace(binding.device);
        if (isNew) {
            place->second = reportOf(binding.device, binding.kind);
            place->second.identity.displayName = place->second.identity.publisherName;
        }
        const auto value = boundValue(binding, message.payload);
        if (!value && value.error().kind == ErrorKind::NotFound) // a state may come in parts
            continue;
        addSample(place->second, binding.metric, binding.instance, value ? std::optional(*value) : std::nullopt);
    }
    Readout readout;
    for (auto &[device, report] : reports)
        readout.reports.push_back(std::move(report));
    return readout;
}

Memory Reader::memory() const
{
    const Memory announced = m_homeAssistant->memory();
    const Memory born = m_sparkplug->memory();
    return {announced.entries + born.entries, announced.bytes + born.bytes, announced.refused + born.refused};
}

} // namespace piuptime::publishers
