// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/see/AccessLog.h"

namespace piuptime::gateway {

namespace {

constexpr Milliseconds kLongestWait{100}; ///< of a line, until it is collected
constexpr std::size_t kHurryBytes = std::size_t{256} * 1024;

/// Whether a request is told of although only a sample of those that went well is.
bool isNotable(const RequestRecord &record)
{
    return record.cause != Cause::None || record.status >= 400;
}

/// The way of before where its settings are the same, else another one.
template <class Config>
void replace(std::shared_ptr<LogPump> &pump, const Config &before, const Config &now, const std::string &place,
             std::size_t mostBytes, std::unique_ptr<LogSink> (*make)(Config))
{
    if (place.empty())
        pump.reset();
    else if (!pump || before != now)
        pump = std::make_shared<LogPump>(make(now), mostBytes);
}

} // namespace

AccessLog::AccessLog(unsigned workers)
    : m_lines(workers)
    , m_thread([this] { run(); })
{
}

AccessLog::~AccessLog()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void AccessLog::use(const LogConfig &config)
{
    Pumps pumps = this->pumps(); // those that go are brought to their end here, not in the thread that collects
    replace(pumps.file, m_config.file, config.file, config.file.path, config.mostWaitingBytes, &makeFileSink);
    replace(pumps.syslog, m_config.syslog, config.syslog, config.syslog.address, config.mostWaitingBytes,
            &makeSyslogSink);
    replace(pumps.loki, m_config.loki, config.loki, config.loki.url, config.mostWaitingBytes, &makeLokiSink);
    replace(pumps.mqtt, m_config.mqtt, config.mqtt, config.mqtt.host, config.mostWaitingBytes, &makeMqttSink);
    m_config = config;
    const std::scoped_lock lock(m_mutex);
    std::swap(m_pumps, pumps);
}

void AccessLog::add(unsigned worker, const RequestRecord &record, const LogConfig &config)
{
    if (!config.isOn())
        return;
    Lines &own = m_lines[worker];
    if (!isNotable(record) && ++own.passed % config.sampleOneIn != 0)
        return;
    bool isMuch = false;
    {
        const std::scoped_lock lock(own.mutex);
        const std::size_t before = own.batch.lines.size();
        if (before >= config.mostWaitingBytes) {
            own.dropped.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        appendLogLine(own.batch.lines, record, config);
        ++own.batch.count;
        isMuch = before < kHurryBytes && own.batch.lines.size() >= kHurryBytes;
    }
    if (isMuch)
        hurry();
}

void AccessLog::hurry()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isHurrying = true;
    }
    m_changed.notify_one();
}

void AccessLog::reopen()
{
    for (const auto &pump : pumps().all())
        pump->reopen();
}

std::vector<LogStatus> AccessLog::status() const
{
    std::uint64_t dropped = 0;
    for (const Lines &lines : m_lines)
        dropped += lines.dropped.load(std::memory_order_relaxed);
    std::vector<LogStatus> all;
    for (const auto &pump : pumps().all()) {
        all.push_back(pump->status());
        all.back().dropped += dropped; // which none of them got
    }
    return all;
}

AccessLog::Pumps AccessLog::pumps() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pumps;
}

std::vector<std::shared_ptr<LogPump>> AccessLog::Pumps::all() const
{
    std::vector<std::shared_ptr<LogPump>> found;
    for (const auto &pump : {file, syslog, loki, mqtt}) {
        if (pump)
            found.push_back(pump);
    }
    return found;
}

void AccessLog::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        m_changed.wait_for(lock, kLongestWait, [this] { return m_isHurrying || m_isEnding; });
        m_isHurrying = false;
        lock.unlock();
        collect();
        lock.lock();
    }
    lock.unlock();
    collect(); // what came since
}

void AccessLog::collect()
{
    const std::vector<std::shared_ptr<LogPump>> ways = pumps().all();
    for (Lines &lines : m_lines) {
        auto batch = std::make_shared<LogBatch>();
        {
            const std::scoped_lock lock(lines.mutex);
            std::swap(*batch, lines.batch);
        }
        for (const auto &way : ways) {
            if (batch->count > 0)
                way->offer(batch);
        }
    }
}

} // namespace piuptime::gateway
