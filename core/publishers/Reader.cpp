// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Reader.h"

#include "core/publishers/Format.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>
#include <array>
#include <optional>

namespace piuptime::publishers {
namespace {

constexpr std::size_t kMaxBindings = 10'000;

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

struct Match {
    const Format *format;
    std::string_view tail;
};

std::optional<Match> findFormat(const Prefixes &prefixes, std::string_view topic)
{
    for (const auto &[format, member] : kFormats) {
        for (const std::string &prefix : prefixes.*member) {
            const auto tail = below(prefix, topic);
            if (tail && format->recognises(*tail))
                return Match{format, *tail};
        }
    }
    return std::nullopt;
}

} // namespace

Reader::Reader(Prefixes prefixes, Limits /*limits*/)
    : m_prefixes(std::move(prefixes))
{
}

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
    std::vector<std::string> filters;
    for (const auto &[format, member] : kFormats) {
        for (const std::string &prefix : m_prefixes.*member) {
            for (const std::string_view filter : format->filters)
                filters.push_back(prefix + '/' + std::string(filter));
        }
    }
    std::ranges::transform(m_bindings, std::back_inserter(filters), &Binding::topic);
    std::ranges::sort(filters);
    filters.erase(std::unique(filters.begin(), filters.end()), filters.end());
    return filters;
}

Result<Readout> Reader::read(const Message &message)
{
    if (message.topic.size() > kMaxTopicBytes)
        return fail(ErrorKind::Overloaded, "the topic is longer than 1 KiB", message.topic);
    const auto match = findFormat(m_prefixes, message.topic);
    if (!match)
        return Readout();
    if (message.payload.size() > kMaxPayloadBytes)
        return fail(ErrorKind::Overloaded, "the payload is larger than 256 KiB", message.topic);
    auto reports = match->format->read(match->tail, message);
    if (!reports)
        return fail(reports.error(), "reading a message of " + std::string(match->format->name));
    Readout readout{match->format->name, std::move(*reports), {}, {}, {}};
    for (Report &report : readout.reports) {
        if (report.identity.publisherName.empty())
            return fail(ErrorKind::Corrupt, "the publisher's name is not printable", message.topic);
        report.format = match->format->name;
        putInOrder(report);
    }
    return readout;
}

Memory Reader::memory() const
{
    return {};
}

} // namespace piuptime::publishers
