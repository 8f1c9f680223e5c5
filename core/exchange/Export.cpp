// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/Export.h"

#include <algorithm>

namespace piuptime::exchange {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10U;
constexpr std::size_t kEventsAtOnce = 1000;

class Exporter
{
public:
    Exporter(const history::HistoryStore &store, const ExportRequest &request, const WriteBytes &write)
        : m_store(store)
        , m_range(request.range)
        , m_write(write)
        , m_writer(makeWriter(request.format))
    {
        m_writer->begin(m_out);
    }

    Result<void> put(const Subject &subject)
    {
        Result<void> written;
        const Result<void> scanned = m_store.scan(subject.id, m_range, [&](const Reading &reading) {
            m_tally += m_writer->put(m_out, subject, reading);
            written = m_out.size() < kChunkBytes ? Result<void>() : flush();
            return written.has_value();
        });
        if (!written)
            return written;
        return scanned ? putEvents(subject) : scanned;
    }

    Result<void> flush()
    {
        const Result<void> written = m_write(m_out);
        m_out.clear();
        return written;
    }

    [[nodiscard]] const Tally &tally() const { return m_tally; }

private:
    /// Page by page from the newest back. A page ends where a millisecond ends, so that no event is told twice.
    Result<void> putEvents(const Subject &subject)
    {
        history::TimeRange left = m_range;
        for (std::size_t limit = kEventsAtOnce;;) {
            auto page = m_store.events(subject.id, left, limit);
            if (!page)
                return tl::unexpected(page.error());
            const bool isLast = page->size() < limit;
            if (!isLast) {
                const auto whole = std::ranges::upper_bound(*page, page->front().at, {}, &Event::at);
                if (whole == page->end()) { // more than a page within one millisecond
                    limit *= 2;
                    continue;
                }
                page->erase(page->begin(), whole);
                left.to = page->front().at;
                limit = kEventsAtOnce;
            }
            for (auto event = page->rbegin(); event != page->rend(); ++event)
                m_tally += m_writer->put(m_out, subject, *event);
            const Result<void> written = flush();
            if (!written || isLast)
                return written;
        }
    }

    const history::HistoryStore &m_store;
    const history::TimeRange m_range;
    const WriteBytes &m_write;
    const std::unique_ptr<FormatWriter> m_writer;
    std::string m_out;
    Tally m_tally;
};

} // namespace

Result<Tally> exportHistory(const history::HistoryStore &store, const ExportRequest &request, const WriteBytes &write)
{
    Exporter exporter(store, request, write);
    for (const Subject &subject : request.devices) {
        const Result<void> put = exporter.put(subject);
        if (!put)
            return fail(put.error(), "exporting " + subject.name);
    }
    const Result<void> written = exporter.flush();
    if (!written)
        return fail(written.error(), "exporting");
    return exporter.tally();
}

} // namespace piuptime::exchange
