// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/SqliteHistoryStore.h"

#include "core/history/Reader.h"
#include "core/history/ReaderPool.h"
#include "core/history/StoreFile.h"
#include "core/history/Writer.h"

#include <type_traits>

namespace piuptime::history {
namespace {

class Store final : public HistoryStore
{
public:
    /// Opened for reading only: there is no writer.
    explicit Store(ReaderPool::Connect connect)
        : m_readers(std::move(connect))
    {
    }

    Store(const SqliteOptions &options, Result<StoreFile> file)
        : m_readers([path = options.path] { return connectForReading(path); })
        , m_writer(std::make_unique<Writer>(options, std::move(file), [this] { m_readers.invalidate(); }))
    {
    }

    void append(const DeviceId &device, Reading reading) override
    {
        if (m_writer)
            m_writer->append(device, std::move(reading));
    }
    void append(Event event) override
    {
        if (m_writer)
            m_writer->append(std::move(event));
    }
    Result<void> flush(Milliseconds time) override { return m_writer ? m_writer->flush(time) : Result<void>(); }

    Result<std::vector<Point>> query(const SeriesQuery &query) const override
    {
        return ask(query.device, [&](Reader &reader) {
            return std::move(reader.points(query.device, {query.series}, query.range, query.maxPoints).front());
        });
    }
    Result<std::vector<std::vector<Point>>> query(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                  TimeRange range, std::size_t maxPoints) const override
    {
        return ask(device, [&](Reader &reader) { return reader.points(device, series, range, maxPoints); });
    }
    Result<std::vector<SeriesKey>> series(const DeviceId &device) const override
    {
        return ask(device, [&](Reader &reader) { return reader.series(device); });
    }
    Result<std::vector<DeviceId>> devices() const override
    {
        return ask({}, [](Reader &reader) { return reader.devices(); });
    }
    Result<std::optional<TimeRange>> extent(const DeviceId &device) const override
    {
        return ask(device, [&](Reader &reader) { return reader.extent(device); });
    }
    Result<std::vector<Event>> events(const DeviceId &device, TimeRange range, std::size_t limit) const override
    {
        return ask(device, [&](Reader &reader) { return reader.events(device, range, limit); });
    }
    Result<std::vector<std::pair<DeviceId, Reading>>> newest() const override
    {
        return ask({}, [](Reader &reader) { return reader.newest(); });
    }

    StoreState state() const override { return m_writer ? m_writer->state() : StoreState{}; }
    void onStateChanged(std::function<void(StoreState)> callback) override
    {
        if (m_writer)
            m_writer->onStateChanged(std::move(callback));
    }

private:
    template <class Question>
    auto ask(const DeviceId &device, Question question) const -> Result<std::invoke_result_t<Question, Reader &>>
    {
        // In this order: what is committed in between is then seen twice rather than never.
        const WriteQueue::Batch waiting = m_writer ? m_writer->waiting(device) : WriteQueue::Batch();
        try {
            ReaderPool::Lease lease = m_readers.take();
            Reader reader(&lease.connection(), waiting);
            return question(reader);
        } catch (const SqliteError &error) {
            if (m_writer && !m_writer->hasFile()) { // it may not even exist yet
                Reader memory(nullptr, waiting);
                return question(memory);
            }
            if (m_writer && error.isDamage())
                m_writer->suspectDamage();
            return fail(error.toError(), "reading the history");
        }
    }

    mutable ReaderPool m_readers;
    std::unique_ptr<Writer> m_writer; ///< ends before the readers go
};

} // namespace

Result<std::unique_ptr<HistoryStore>> SqliteHistoryStore::open(SqliteOptions options)
{
    if (!options.clock)
        options.clock = std::make_shared<SystemClock>();
    if (options.access == Access::ReadOnly) {
        const auto connect = findWayToRead(options.path);
        if (!connect)
            return tl::unexpected(connect.error());
        return std::make_unique<Store>([path = options.path, how = *connect] { return how(path); });
    }
    auto file = StoreFile::open(options, CheckForDamage::Yes);
    if (!file && file.error().kind == ErrorKind::Conflict)
        return tl::unexpected(file.error());
    return std::make_unique<Store>(options, std::move(file));
}

} // namespace piuptime::history
