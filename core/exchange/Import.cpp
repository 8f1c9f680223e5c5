// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/Import.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace piuptime::exchange {
namespace {

constexpr std::size_t kMaxUnknownNames = 100;
constexpr std::size_t kMaxPerReading = 65'536;
constexpr std::size_t kBytesPerReading = sizeof(Reading) + 256;
constexpr std::size_t kMaxUnresolved = 4096;

/// Sorts by what `identity` says and keeps the first of each.
template <class Entry, class Identity>
void sortOnce(std::vector<Entry> &entries, Identity identity)
{
    std::ranges::stable_sort(entries, {}, identity);
    const auto isSame = [&identity](const Entry &a, const Entry &b) { return identity(a) == identity(b); };
    entries.erase(std::unique(entries.begin(), entries.end(), isSame), entries.end());
}

void tidy(Reading &reading)
{
    sortOnce(reading.samples, [](const Sample &sample) { return std::tie(sample.series); });
    sortOnce(reading.facts, [](const Fact &fact) { return std::tie(fact.key, fact.instance); });
}

class Importer
{
public:
    Importer(history::HistoryStore &store, const ImportOptions &options)
        : m_store(store)
        , m_options(options)
        , m_parser(makeParser(options.format))
    {
    }

    /// \return what is wrong with the line; empty when all is well
    std::string take(const LineReader::Line &line)
    {
        if (line.isTooLong)
            return "longer than " + std::to_string(m_options.maxLineBytes) + " bytes";
        Result<Line> parsed = m_parser->parse(line.text);
        if (!parsed)
            return parsed.error().detail;
        if (parsed->device.empty())
            return {};
        const std::optional<DeviceId> &device = resolved(parsed->device);
        if (!device)
            return "no device has the name or id “" + parsed->device + "”";
        for (std::string &name : parsed->unknown)
            noteUnknown(std::move(name));
        if (!parsed->event)
            return hold(*device, std::move(parsed->reading));
        parsed->event->device = *device;
        m_store.append(std::move(*parsed->event));
        ++m_summary.handedOver.events;
        ++m_eventsSinceFlush;
        return {};
    }

    void noteProblem(std::uint64_t line, std::string reason)
    {
        ++m_summary.problems;
        if (m_summary.firstProblems.size() < m_options.maxProblems)
            m_summary.firstProblems.push_back({line, std::move(reason)});
    }

    [[nodiscard]] bool isFull() const
    {
        constexpr std::uint64_t kMostEvents = 10'000;
        return m_heldBytes > m_options.maxHeldBytes || m_eventsSinceFlush > kMostEvents;
    }

    enum class KeepLast { No, Yes };
    /// Hands over what is held, in parts that fit into the queue of a store, and waits until they are stored.
    Result<void> handOver(KeepLast keepLast)
    {
        constexpr std::size_t kReadingsAtOnce = 2000;
        std::size_t count = 0;
        for (auto held = m_held.begin(); held != m_held.end();) {
            if (keepLast == KeepLast::Yes && held == m_last) {
                ++held;
                continue;
            }
            append(held->first.first, std::move(held->second));
            held = m_held.erase(held);
            const Result<void> flushed = ++count % kReadingsAtOnce == 0 ? flush() : Result<void>();
            if (!flushed)
                return flushed;
        }
        if (m_held.empty())
            m_last = m_held.end();
        m_heldBytes = 0;
        for (const auto &[key, reading] : m_held)
            m_heldBytes += bytesOf(reading);
        for (const auto &[device, span] : std::exchange(m_justHandedOver, {}))
            extend(m_handedOver, device, span);
        return flush();
    }

    ImportSummary &summary() { return m_summary; }

private:
    using Key = std::pair<DeviceId, UtcTime>;

    /// First and last time of what each device got.
    using Spans = std::map<DeviceId, std::pair<UtcTime, UtcTime>>;
    static void extend(Spans &spans, const DeviceId &device, const std::pair<UtcTime, UtcTime> &by)
    {
        auto &span = spans.try_emplace(device, by).first->second;
        span = {std::min(span.first, by.first), std::max(span.second, by.second)};
    }

    static std::size_t bytesOf(const Reading &reading)
    {
        return kBytesPerReading + reading.samples.size() * sizeof(Sample) + reading.facts.size() * sizeof(Fact);
    }

    const std::optional<DeviceId> &resolved(const std::string &name)
    {
        if (m_ids.size() > kMaxUnresolved)
            m_ids.clear();
        const auto [known, isNew] = m_ids.try_emplace(name);
        if (isNew)
            known->second = m_options.resolve(name);
        return known->second;
    }

    void noteUnknown(std::string name)
    {
        ++m_summary.unknownCount;
        if (m_summary.unknown.size() < kMaxUnknownNames || m_summary.unknown.contains(name))
            ++m_summary.unknown[std::move(name)];
    }

    std::string hold(const DeviceId &device, Reading reading)
    {
        if (reading.samples.empty() && reading.facts.empty())
            return {}; // everything in it was unknown
        if (m_last == m_held.end() || m_last->first.second != reading.receivedAt || m_last->first.first != device) {
            const auto [place, isNew] = m_held.try_emplace({device, reading.receivedAt});
            m_last = place;
            if (isNew) {
                place->second.receivedAt = reading.receivedAt;
                place->second.historical = true;
                m_heldBytes += kBytesPerReading;
            }
        }
        Reading &held = m_last->second;
        if (held.samples.size() + reading.samples.size() > kMaxPerReading
            || held.facts.size() + reading.facts.size() > kMaxPerReading)
            return "more than " + std::to_string(kMaxPerReading) + " values of one device at one time";
        m_heldBytes += bytesOf(reading) - kBytesPerReading;
        std::ranges::move(reading.samples, std::back_inserter(held.samples));
        std::ranges::move(reading.facts, std::back_inserter(held.facts));
        if (held.bootId.empty())
            held.bootId = std::move(reading.bootId);
        if (!held.uptimeSeconds)
            held.uptimeSeconds = reading.uptimeSeconds;
        if (!held.sequence)
            held.sequence = reading.sequence;
        return {};
    }

    void append(const DeviceId &device, Reading reading)
    {
        tidy(reading);
        const auto before = m_handedOver.find(device);
        if (before != m_handedOver.end() && reading.receivedAt >= before->second.first
            && reading.receivedAt <= before->second.second)
            ++m_summary.cameTooLate;
        extend(m_justHandedOver, device, {reading.receivedAt, reading.receivedAt});
        ++m_summary.readings;
        m_summary.handedOver.samples += reading.samples.size();
        m_summary.handedOver.facts += reading.facts.size();
        m_store.append(device, std::move(reading));
    }

    Result<void> flush()
    {
        m_eventsSinceFlush = 0;
        return m_store.flush(m_options.flushTime);
    }

    history::HistoryStore &m_store;
    const ImportOptions &m_options;
    const std::unique_ptr<LineParser> m_parser;
    ImportSummary m_summary;
    std::map<std::string, std::optional<DeviceId>> m_ids;
    std::map<Key, Reading> m_held;
    std::map<Key, Reading>::iterator m_last = m_held.end();
    std::size_t m_heldBytes = 0;
    std::uint64_t m_eventsSinceFlush = 0;
    Spans m_handedOver;     ///< in earlier rounds
    Spans m_justHandedOver; ///< in this one
};

} // namespace

Result<ImportSummary> importHistory(history::HistoryStore &store, const ImportOptions &options, ReadBytes source)
{
    LineReader lines(std::move(source), options.maxLineBytes);
    Importer importer(store, options);
    for (;;) {
        const auto line = lines.next();
        if (!line)
            return fail(line.error(), "reading the file");
        if (!*line)
            break;
        importer.summary().lines = (*line)->number;
        std::string problem = importer.take(**line);
        if (!problem.empty()) {
            importer.noteProblem((*line)->number, std::move(problem));
            if (options.onError == OnError::Stop) {
                importer.summary().stopped = true;
                break;
            }
        }
        const Result<void> stored = importer.isFull() ? importer.handOver(Importer::KeepLast::Yes) : Result<void>();
        if (!stored)
            return fail(stored.error(), "importing line " + std::to_string((*line)->number));
    }
    const Result<void> stored = importer.handOver(Importer::KeepLast::No);
    if (!stored)
        return fail(stored.error(), "importing");
    return std::move(importer.summary());
}

} // namespace piuptime::exchange
