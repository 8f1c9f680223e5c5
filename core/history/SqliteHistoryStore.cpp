// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/SqliteHistoryStore.h"

#include "core/history/Backup.h"
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
    Store(std::string path, ReaderPool::Connect connect)
        : m_path(std::move(path))
        , m_readers(std::move(connect))
    {
    }

    Store(const SqliteOptions &options, Result<StoreFile> file)
        : m_path(options.path)
        , m_readers([path = options.path, vfs = options.vfs] { return connectForReading(path, vfs); })
        , m_writer(std::make_unique<Writer>(options, std::move(file), [this] { m_readers.invalidate(); }))
    {
    }

    void append(const DeviceId &device, Reading reading) override
    {
        if (m_writer)
            m_writer->loop().append(device, std::move(reading));
    }
    void append(Event event) override
    {
        if (m_writer)
            m_writer->loop().append(std::move(event));
    }
    Result<void> flush(Milliseconds time) override { return m_writer ? m_writer->loop().flush(time) : Result<void>(); }

    Result<std::vector<Point>> query(const SeriesQuery &query) const override
    {
        return ask(query.device, [&](Reader &reader) {
            return std::move(
                reader.points(query.device, {query.series}, query.range, query.maxPoints, query.reduction).front());
        });
    }
    Result<std::vector<std::vector<Point>>> query(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                  TimeRange range, std::size_t maxPoints) const override
    {
        return ask(device,
                   [&](Reader &reader) { return reader.points(device, series, range, maxPoints, Reduction::Slots); });
    }
    Result<std::vector<Aggregate>> aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                             TimeRange range) const override
    {
        return ask(device, [&](Reader &reader) { return reader.aggregate(device, series, range); });
    }
    Result<std::vector<Ranked>> top(Metric metric, TimeRange range, RankBy by, std::size_t count) const override
    {
        return ask({}, [&](Reader &reader) { return reader.top(metric, range, by, count); });
    }
    Result<void> scan(const DeviceId &device, TimeRange range,
                      const std::function<bool(const Reading &)> &visit) const override
    {
        const auto scanned = askOnce(device, [&](Reader &reader) {
            reader.scan(device, range, visit);
            return true;
        });
        return scanned ? Result<void>() : tl::unexpected(scanned.error());
    }
    Result<void> backup(const std::string &path, const std::function<bool(double)> &progress) const override
    {
        return backUp(m_path, path, progress);
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

    StoreState state() const override { return m_writer ? m_writer->loop().state() : StoreState{}; }
    void onStateChanged(std::function<void(StoreState)> callback) override
    {
        if (m_writer)
            m_writer->loop().onStateChanged(std::move(callback));
    }
    void onStored(std::function<void(const std::vector<StoredReadings> &)> callback) override
    {
        if (m_writer)
            m_writer->loop().onStored(std::move(callback));
    }

private:
    enum class Memory {
        AsItIs, ///< while the writer goes on with it
        Copied, ///< nothing leaves it
    };

    /// Asks again when something moved from memory into the file meanwhile, which happens once an hour; in the end
    /// with a copy of the memory, which nothing leaves.
    template <class Question>
    auto ask(const DeviceId &device, const Question &question) const -> Result<std::invoke_result_t<Question, Reader &>>
    {
        constexpr int kTries = 3;
        for (int attempt = 1;; ++attempt) {
            const std::uint64_t before = m_writer ? m_writer->shared().head->removals() : 0;
            auto answer = askOnce(device, question, attempt < kTries ? Memory::AsItIs : Memory::Copied);
            if (!m_writer || attempt == kTries || m_writer->shared().head->removals() == before)
                return answer;
        }
    }

    template <class Question>
    auto askOnce(const DeviceId &device, const Question &question, Memory kind = Memory::AsItIs) const
        -> Result<std::invoke_result_t<Question, Reader &>>
    {
        // What waits first: what is committed in between is then seen twice rather than never.
        Sources::Memory memory;
        if (m_writer)
            memory = {m_writer->loop().waiting(device), m_writer->shared().head.get(), m_writer->shared().newest.get()};
        std::unique_ptr<Head> copy;
        if (m_writer && kind == Memory::Copied) {
            copy = memory.head->clone();
            memory.head = copy.get();
        }
        try {
            ReaderPool::Lease lease = m_readers.take();
            Reader reader(&lease.connection(), memory);
            auto answer = question(reader);
            if (m_writer)
                m_writer->suspectDamage(reader.damaged());
            return answer;
        } catch (const SqliteError &error) {
            if (m_writer && !m_writer->hasFile()) { // it may not even exist yet
                Reader reader(nullptr, memory);
                return question(reader);
            }
            if (m_writer && error.isDamage())
                m_writer->suspectDamage();
            return fail(error.toError(), "reading the history");
        }
    }

    std::string m_path;
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
        return std::make_unique<Store>(options.path, [path = options.path, how = *connect] { return how(path); });
    }
    auto file = StoreFile::open(options, CheckForDamage::AtStart);
    if (!file && file.error().kind == ErrorKind::Conflict)
        return tl::unexpected(file.error());
    return std::make_unique<Store>(options, std::move(file));
}

} // namespace piuptime::history
