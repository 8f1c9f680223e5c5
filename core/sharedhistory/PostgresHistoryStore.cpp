// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sharedhistory/PostgresHistoryStore.h"

#include "core/sharedhistory/DatabaseAddress.h"
#include "core/sharedhistory/Schema.h"
#include "core/sharedhistory/SharedReader.h"
#include "core/sharedhistory/SharedWriter.h"

#include <mutex>
#include <shared_mutex>
#include <type_traits>
#include <utility>

namespace piuptime::sharedhistory {
namespace {

/// Connections that wait for the next query.
class ConnectionPool
{
public:
    explicit ConnectionPool(PostgresOptions options)
        : m_options(std::move(options))
    {
    }

    /// A connection that was in use before may have died since; a new one has not.
    enum class Freshness { AnyWillDo, New };
    [[nodiscard]] Connection take(Freshness freshness, bool &isNew)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (freshness == Freshness::New)
                m_idle.clear();
            isNew = m_idle.empty();
            if (!isNew) {
                Connection connection = std::move(m_idle.back());
                m_idle.pop_back();
                return connection;
            }
        }
        Connection connection = connectTo(m_options);
        requireSchema(connection);
        return connection;
    }

    void giveBack(Connection connection)
    {
        const std::lock_guard lock(m_mutex);
        if (connection.isSound() && m_idle.size() < kMostIdle)
            m_idle.push_back(std::move(connection));
    }

private:
    static constexpr std::size_t kMostIdle = 4;

    const PostgresOptions m_options;
    std::mutex m_mutex;
    std::vector<Connection> m_idle;
};

class Store final : public HistoryStore
{
public:
    explicit Store(const PostgresOptions &options)
        : m_pool(options)
        , m_writer(options.role == PostgresOptions::Role::Collector ? std::make_unique<SharedWriter>(options) : nullptr)
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
            m_writer->loop().append(std::move(event));
    }
    Result<void> flush(Milliseconds time) override { return m_writer ? m_writer->loop().flush(time) : Result<void>(); }

    Result<std::vector<Point>> query(const SeriesQuery &query) const override
    {
        return ask(query.device, [&](SharedReader &reader) {
            return std::move(
                reader.points(query.device, {query.series}, query.range, query.maxPoints, query.reduction).front());
        });
    }
    Result<std::vector<std::vector<Point>>> query(const DeviceId &device, const std::vector<SeriesKey> &series,
                                                  TimeRange range, std::size_t maxPoints) const override
    {
        return ask(device, [&](SharedReader &reader) {
            return reader.points(device, series, range, maxPoints, Reduction::Slots);
        });
    }
    Result<std::vector<Aggregate>> aggregate(const DeviceId &device, const std::vector<SeriesKey> &series,
                                             TimeRange range) const override
    {
        return ask(device, [&](SharedReader &reader) { return reader.aggregate(device, series, range); });
    }
    Result<std::vector<Ranked>> top(Metric metric, TimeRange range, RankBy by, std::size_t count) const override
    {
        return ask({}, [&](SharedReader &reader) { return reader.top(metric, range, by, count); });
    }
    Result<void> scan(const DeviceId &device, TimeRange range,
                      const std::function<bool(const Reading &)> &visit) const override
    {
        return ask(
            device, [&](SharedReader &reader) { reader.scan(device, range, visit); }, Repeat::Never);
    }
    Result<std::vector<SeriesKey>> series(const DeviceId &device) const override
    {
        return ask(device, [&](SharedReader &reader) { return reader.series(device); });
    }
    Result<std::vector<DeviceId>> devices() const override
    {
        return ask({}, [](SharedReader &reader) { return reader.devices(); });
    }
    Result<std::optional<TimeRange>> extent(const DeviceId &device) const override
    {
        return ask(device, [&](SharedReader &reader) { return reader.extent(device); });
    }
    Result<std::vector<Event>> events(const DeviceId &device, TimeRange range, std::size_t limit) const override
    {
        return ask(device, [&](SharedReader &reader) { return reader.events(device, range, limit); });
    }
    Result<std::vector<std::pair<DeviceId, Reading>>> newest() const override
    {
        return ask({}, [](SharedReader &reader) { return reader.newest(); });
    }
    Result<void> backup(const std::string &, const std::function<bool(double)> &) const override
    {
        return fail(ErrorKind::InvalidInput,
                    "a shared history is backed up where its database is: pg_dump -n piuptime");
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
    enum class Repeat {
        WhenTheConnectionWasGone, ///< the question may be asked again on a new connection
        Never,
    };

    /// \param device that the question is about; empty: all
    template <class Question>
    auto ask(const DeviceId &device, Question question, Repeat repeat = Repeat::WhenTheConnectionWasGone) const
        -> Result<std::invoke_result_t<Question, SharedReader &>>
    {
        auto freshness =
            repeat == Repeat::Never ? ConnectionPool::Freshness::New : ConnectionPool::Freshness::AnyWillDo;
        for (;;) {
            bool isNew = true;
            try {
                Connection connection = m_pool.take(freshness, isNew);
                auto answer = answerOn(connection, device, question);
                m_pool.giveBack(std::move(connection));
                return answer;
            } catch (const ServerError &error) {
                if (isNew)
                    return fail(error.toError(), "asking the shared history");
                freshness = ConnectionPool::Freshness::New;
            }
        }
    }

    template <class Question>
    auto answerOn(Connection &connection, const DeviceId &device, const Question &question) const
        -> Result<std::invoke_result_t<Question, SharedReader &>>
    {
        SharedReader reader = [&] {
            const auto hold = m_writer ? m_writer->holdQueue() : std::shared_lock<std::shared_mutex>();
            return SharedReader(connection, m_writer ? m_writer->loop().waiting(device) : WriteQueue::Batch());
        }();
        if constexpr (std::is_void_v<std::invoke_result_t<Question, SharedReader &>>) {
            question(reader);
            return {};
        } else {
            return question(reader);
        }
    }

    mutable ConnectionPool m_pool;
    std::unique_ptr<SharedWriter> m_writer;
};

} // namespace

Result<std::unique_ptr<HistoryStore>> PostgresHistoryStore::open(PostgresOptions options)
{
    const Result<void> checked = checkDatabaseAddress(options.address);
    if (!checked)
        return tl::unexpected(checked.error());
    if (!options.clock)
        options.clock = std::make_shared<SystemClock>();
    if (options.role == PostgresOptions::Role::Visitor) {
        try {
            Connection connection = connectTo(options);
            requireSchema(connection);
        } catch (const ServerError &error) {
            return fail(error.toError(), "opening the shared history");
        }
    }
    return std::make_unique<Store>(options);
}

} // namespace piuptime::sharedhistory
