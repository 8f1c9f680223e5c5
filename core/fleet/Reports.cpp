// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/Reports.h"

#include <algorithm>

namespace piuptime::fleet {
namespace {

/// Of one device that are not shown yet: under a flood the oldest are in the history alone.
constexpr std::size_t kMostWaiting = 64;
constexpr std::string_view kAgent = "agent ";

/// A serial or MAC as agents are named after: small letters, without colons and leading zeros.
std::string boardKey(std::string_view text)
{
    std::string key;
    for (const char c : text) {
        const bool isLeadingZero = c == '0' && key.empty();
        if (c != ':' && !isLeadingZero)
            key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return key;
}

/// What tells the board of a reporter apart, as far as it told.
std::vector<std::string> boardsOf(const reporting::Reporter &reporter)
{
    std::vector<std::string> boards;
    const auto add = [&boards](std::string_view text) {
        if (std::string key = boardKey(text); !key.empty())
            boards.push_back(std::move(key));
    };
    for (const std::string &mac : reporter.macs)
        add(mac);
    add(reporter.serial);
    if (reporter.key.starts_with(kAgent))
        add(std::string_view(reporter.key).substr(kAgent.size()));
    return boards;
}

} // namespace

Reports::Reports(Collector &collector, history::HistoryStore &history)
    : m_collector(collector)
    , m_history(history)
{
}

void Reports::take(const reporting::Reporter &reporter, std::vector<Reading> readings)
{
    const DeviceId id = deviceOf(reporter);
    if (id.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        for (const Reading &reading : readings) {
            if (!reading.historical && reading.sequence)
                m_reporters[reporter.key].newest = *reading.sequence;
        }
        Waiting &all = m_waiting[id];
        const bool isFirst = all.own.empty() && all.beside.empty();
        const bool isBeside = reporter.key.starts_with(kBoundReporter) && m_boundBeside.contains(id);
        std::vector<Reading> &waiting = isBeside ? all.beside : all.own;
        std::ranges::copy_if(readings, std::back_inserter(waiting),
                             [](const Reading &reading) { return !reading.historical; });
        if (waiting.size() > kMostWaiting)
            waiting.erase(waiting.begin(), waiting.end() - kMostWaiting);
        if (isFirst && !waiting.empty())
            m_toBring.push_back(id);
    }
    for (Reading &reading : readings)
        m_history.append(id, std::move(reading));
}

void Reports::pause()
{
    std::vector<DeviceId> toBring;
    {
        const std::lock_guard lock(m_mutex);
        toBring.swap(m_toBring);
    }
    for (const DeviceId &id : toBring)
        bring(id);
}

/// Has the poller of a device fetch what waits for it; without one it waits on.
void Reports::bring(const DeviceId &id)
{
    m_collector.with(id, [this, id](DevicePoller &poller) {
        Waiting waiting;
        {
            const std::lock_guard lock(m_mutex);
            if (const auto found = m_waiting.find(id); found != m_waiting.end())
                waiting = std::exchange(found->second, {});
        }
        poller.takeReported(waiting.own);
        poller.takeBound(waiting.beside);
    });
}

void Reports::availability(const reporting::Reporter &reporter, bool isOnline, bool retained)
{
    const DeviceId id = deviceOf(reporter);
    m_collector.with(id, [isOnline, retained](DevicePoller &poller) { poller.takeAvailability(isOnline, retained); });
}

void Reports::selfReport(const reporting::Reporter &reporter, const std::string &broker, const agent::Report &report)
{
    const DeviceId id = deviceOf(reporter);
    if (id.empty() || !reporter.key.starts_with(kAgent))
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_routes[id] = {broker, reporter.key.substr(kAgent.size()), report};
    }
    m_collector.with(id, [cadence = report.cadence](DevicePoller &poller) { poller.setReportInterval(cadence); });
}

void Reports::commandResult(const reporting::Reporter &, const agent::CommandResult &result)
{
    QMetaObject::invokeMethod(
        this, [this, result] { emit commandEnded(result.challenge, result.succeeded, result.told); },
        Qt::QueuedConnection);
}

DeviceId Reports::deviceOf(const reporting::Reporter &reporter)
{
    const std::lock_guard lock(m_mutex);
    auto known = m_reporters.find(reporter.key);
    if (known != m_reporters.end() && known->second.displayName == reporter.displayName
        && known->second.kind == reporter.kind)
        return known->second.device;
    if (known == m_reporters.end()) {
        if (m_reporters.size() >= kMostReporters)
            return {};
        known = m_reporters.emplace(reporter.key, Known{.device = idOfReporter(reporter.key)}).first;
    }
    // Somebody new, or one who tells only now who or what he is.
    known->second.displayName = reporter.displayName;
    known->second.kind = reporter.kind;
    const std::vector<std::string> boards = boardsOf(reporter);
    for (const std::string &board : boards)
        m_reporterOfBoard[board] = reporter.key;
    if (const DeviceId same = sameBoard(boards); !same.empty() && same != known->second.device) {
        known->second.device = same;
        m_recognised.emplace_back(reporter.key, same);
    }
    m_appeared.push_back({known->second.device, reporter});
    tellArrival();
    return known->second.device;
}

DeviceId Reports::sameBoard(const std::vector<std::string> &boards) const
{
    for (const std::string &board : boards) {
        const auto found = m_boards.find(board);
        if (found != m_boards.end())
            return found->second;
    }
    return {};
}

void Reports::tellArrival()
{
    if (std::exchange(m_isArrivalTold, true))
        return;
    QMetaObject::invokeMethod(this, &Reports::arrived, Qt::QueuedConnection);
}

void Reports::deviceAdded(const DeviceConfig &device)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!device.reporter.empty()) {
            Known &known = m_reporters[device.reporter];
            known.device = device.id;
        }
    }
    bring(device.id);
}

void Reports::setBoundBeside(std::set<DeviceId> devices)
{
    const std::lock_guard lock(m_mutex);
    for (const DeviceId &id : devices)
        m_reporters[std::string(kBoundReporter) + id].device = id;
    m_boundBeside = std::move(devices);
}

void Reports::deviceRemoved(const DeviceConfig &device)
{
    const std::lock_guard lock(m_mutex);
    m_reporters.erase(device.reporter);
    std::erase_if(m_reporterOfBoard, [&](const auto &board) { return board.second == device.reporter; });
    m_waiting.erase(device.id);
    m_routes.erase(device.id);
    std::erase_if(m_boards, [&](const auto &board) { return board.second == device.id; });
}

void Reports::learn(const DeviceId &id, const Reading &latest)
{
    const std::lock_guard lock(m_mutex);
    for (const Fact &fact : latest.facts) {
        if (fact.key != FactKey::Serial && fact.key != FactKey::NetworkMac)
            continue;
        const std::string board = boardKey(fact.text);
        if (board.empty() || !m_boards.emplace(board, id).second)
            continue;
        const auto key = m_reporterOfBoard.find(board);
        const auto reporter = key == m_reporterOfBoard.end() ? m_reporters.end() : m_reporters.find(key->second);
        if (reporter == m_reporters.end() || reporter->second.device == id)
            continue;
        reporter->second.device = id;
        m_recognised.emplace_back(reporter->first, id);
        tellArrival();
    }
}

std::vector<Reports::Appeared> Reports::takeAppeared()
{
    const std::lock_guard lock(m_mutex);
    m_isArrivalTold = false;
    return std::exchange(m_appeared, {});
}

std::vector<std::pair<std::string, DeviceId>> Reports::takeRecognised()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_recognised, {});
}

std::uint64_t Reports::newestOf(const std::string &agent) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_reporters.find(std::string(kAgent) + agent);
    return known == m_reporters.end() ? 0 : known->second.newest;
}

std::optional<Reports::Route> Reports::routeTo(const DeviceId &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_routes.find(id);
    return found == m_routes.end() ? std::nullopt : std::optional(found->second);
}

} // namespace piuptime::fleet
