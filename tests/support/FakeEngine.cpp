// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/FakeEngine.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace piuptime::testsupport {
namespace {

template <class T>
QFuture<Result<T>> ready(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A smooth curve around the newest value of the series, with one gap at a sixth of the range.
std::vector<history::Point> curve(const SeriesKey &series, double newest, history::TimeRange range,
                                  std::size_t maxPoints)
{
    const std::size_t count = maxPoints == 0 ? 360 : std::min<std::size_t>(maxPoints, 360);
    const double phase =
        static_cast<double>(std::hash<std::string>{}(series.instance) % 628) / 100 + static_cast<double>(series.metric);
    const bool steps = info(series.metric).unit == Unit::Flag || info(series.metric).unit == Unit::Bits;
    std::vector<history::Point> points;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > count / 6 && i < count / 6 + count / 20)
            continue;
        const double x = static_cast<double>(i) / static_cast<double>(count);
        double value = newest * (1 + 0.12 * std::sin(9 * x + phase) + 0.05 * std::sin(61 * x + phase));
        if (steps)
            value = std::sin(11 * x + phase) > 0.6 ? std::max(newest, 1.0) : 0;
        const double spread = steps ? 0 : std::abs(newest) * 0.03;
        const auto at =
            range.from
            + Milliseconds(static_cast<std::int64_t>(x * static_cast<double>((range.to - range.from).count())));
        points.push_back({at, value, value - spread, value + spread});
    }
    return points;
}

history::Point both(const history::Point &a, const history::Point &b, bool flags)
{
    if (!flags)
        return {a.at, (a.value + b.value) / 2, std::min(a.minimum, b.minimum), std::max(a.maximum, b.maximum)};
    const auto word = [](double value) { return static_cast<std::uint64_t>(value); };
    return {a.at, b.value, static_cast<double>(word(a.minimum) & word(b.minimum)),
            static_cast<double>(word(a.maximum) | word(b.maximum))};
}

/// The points of `range`, merged into at most `maxPoints` slots.
std::vector<history::Point> merged(const std::vector<history::Point> &points, const SeriesKey &key,
                                   history::TimeRange range, std::size_t maxPoints)
{
    const bool flags = info(key.metric).unit == Unit::Bits;
    const auto slot = (range.to - range.from) / static_cast<std::int64_t>(std::max<std::size_t>(maxPoints, 1));
    std::vector<history::Point> found;
    for (const history::Point &point : points) {
        if (point.at < range.from || point.at >= range.to)
            continue;
        const bool same =
            maxPoints > 0 && !found.empty() && (found.back().at - range.from) / slot == (point.at - range.from) / slot;
        if (same)
            found.back() = both(found.back(), point, flags);
        else
            found.push_back(point);
    }
    return found;
}

} // namespace

FakeEngine::FakeEngine(std::vector<DeviceState> states, QObject *parent)
    : Engine(parent)
{
    set(std::move(states));
}

void FakeEngine::set(std::vector<DeviceState> states)
{
    fleet::FleetChange change;
    for (DeviceState &state : states) {
        const auto known = m_states.find(state.config.id);
        state.revision = known == m_states.end() ? 1 : known->second->revision + 1;
        change.updated.push_back(std::make_shared<const DeviceState>(std::move(state)));
        m_states[change.updated.back()->config.id] = change.updated.back();
    }
    emit changed(change);
}

void FakeEngine::set(DeviceState state)
{
    std::vector<DeviceState> one;
    one.push_back(std::move(state));
    set(std::move(one));
}

void FakeEngine::forget(std::vector<DeviceId> ids)
{
    for (const DeviceId &id : ids)
        m_states.erase(id);
    emit changed({{}, std::move(ids)});
}

void FakeEngine::walk(std::size_t count)
{
    const auto step = [this] { // xorshift: the same walk in each run
        m_random ^= m_random << 13U;
        m_random ^= m_random >> 17U;
        m_random ^= m_random << 5U;
        return static_cast<double>(m_random % 2001) / 1000 - 1;
    };
    const UtcTime now = SystemClock().utcNow();
    std::vector<DeviceState> moved;
    for (const auto &[id, known] : m_states) {
        if (!known->everRead || known->stale)
            continue;
        DeviceState state = *known;
        const double heat =
            std::clamp(state.latest.value(Metric::SocTemperature).value_or(50) + step() * 0.4, 30., 84.);
        setValue(state, Metric::SocTemperature, heat);
        setValue(state, Metric::CpuUsage,
                 std::clamp(state.latest.value(Metric::CpuUsage).value_or(20) + step() * 4, 0., 100.));
        setValue(state, Metric::MemoryUsedPercent,
                 std::clamp(state.latest.value(Metric::MemoryUsedPercent).value_or(40) + step(), 0., 100.));
        std::ranges::rotate(state.temperatureTrend, state.temperatureTrend.begin() + 1);
        state.temperatureTrend.back() = static_cast<float>(heat);
        state.latest.receivedAt = now;
        moved.push_back(std::move(state));
        if (count != 0 && moved.size() == count)
            break;
    }
    set(std::move(moved));
}

void FakeEngine::ask(fleet::Question question)
{
    m_questions.push_back(question);
    emit questionAsked(question);
}

void FakeEngine::withdraw(std::uint64_t questionId)
{
    dropQuestion(questionId);
    emit questionWithdrawn(questionId);
}

void FakeEngine::setAbsence(std::optional<Error> absence)
{
    m_absence = std::move(absence);
    emit absenceChanged();
}

void FakeEngine::setHistoryState(history::StoreState state)
{
    m_historyState = std::move(state);
    emit historyStateChanged(m_historyState);
}

void FakeEngine::happen(Event event)
{
    m_events.push_back(event);
    emit eventHappened(event);
}

const DeviceState *FakeEngine::find(const DeviceId &id) const
{
    const auto found = m_states.find(id);
    return found == m_states.end() ? nullptr : found->second.get();
}

std::vector<DeviceStatePtr> FakeEngine::states() const
{
    std::vector<DeviceStatePtr> states;
    for (const auto &[id, state] : m_states)
        states.push_back(state);
    return states;
}

QFuture<Result<std::vector<DeviceId>>> FakeEngine::saveDevices(std::vector<DeviceConfig> devices)
{
    saves.push_back(devices);
    if (m_saveError)
        return ready<std::vector<DeviceId>>(tl::unexpected(*m_saveError));
    std::vector<DeviceId> ids;
    for (DeviceConfig &config : devices) {
        if (config.id.empty())
            config.id = "saved-" + std::to_string(m_states.size());
        ids.push_back(config.id);
        DeviceState state = m_states.contains(config.id) ? *m_states[config.id] : DeviceState{};
        state.config = std::move(config);
        set(std::move(state));
    }
    return ready<std::vector<DeviceId>>(std::move(ids));
}

QFuture<Result<void>> FakeEngine::removeDevices(std::vector<DeviceId> ids)
{
    removals.insert(removals.end(), ids.begin(), ids.end());
    forget(std::move(ids));
    return ready<void>({});
}

void FakeEngine::setBrokers(std::vector<BrokerConfig> brokers, std::vector<BrokerState> states)
{
    m_brokers = std::move(brokers);
    m_brokerStates = std::move(states);
    emit brokersChanged();
}

QFuture<Result<void>> FakeEngine::saveBrokers(std::vector<BrokerConfig> brokers,
                                              std::map<std::string, Secret> passwords)
{
    if (m_saveError)
        return ready<void>(tl::unexpected(*m_saveError));
    savedPasswords.push_back(std::move(passwords));
    setBrokers(std::move(brokers), m_brokerStates);
    return ready<void>({});
}

void FakeEngine::setBindings(std::vector<Binding> bindings)
{
    m_bindings = std::move(bindings);
    emit bindingsChanged();
}

QFuture<Result<void>> FakeEngine::saveBindings(std::vector<Binding> bindings)
{
    if (m_saveError)
        return ready<void>(tl::unexpected(*m_saveError));
    savedBindings.push_back(bindings);
    setBindings(std::move(bindings));
    return ready<void>({});
}

QFuture<Result<TopicMessage>> FakeEngine::follow(const std::string &broker, const std::string &topic)
{
    follows.emplace_back(broker, topic);
    return ready<TopicMessage>(m_followed);
}

QFuture<Result<BrokerTraffic>> FakeEngine::traffic(const std::string &)
{
    ++trafficQueries;
    return ready<BrokerTraffic>(m_traffic);
}

QFuture<Result<GatewayAnswer>> FakeEngine::askGateway(const DeviceId &id, GatewayRequest request)
{
    gatewayCalls.emplace_back(id, request);
    return ready<GatewayAnswer>(answerGateway ? answerGateway(id, request)
                                              : fail(ErrorKind::NotFound, "no gateway of this account runs there"));
}

QFuture<Result<std::string>> FakeEngine::commandKey()
{
    return ready<std::string>(std::string("MCowBQYDK2VwAyEAexampleexampleexampleexample="));
}

void FakeEngine::answer(std::uint64_t questionId, fleet::Answer answer)
{
    answers.emplace_back(questionId, std::move(answer));
    dropQuestion(questionId);
    emit questionWithdrawn(questionId);
}

QFuture<Result<void>> FakeEngine::replaceHostKey(const DeviceId &id, std::string fingerprint)
{
    replacedKeys.emplace_back(id, std::move(fingerprint));
    return ready<void>({});
}

QFuture<Result<fleet::ActionResult>> FakeEngine::act(const DeviceId &id, Action action)
{
    actions.emplace_back(id, std::move(action));
    return ready<fleet::ActionResult>(m_actionResult);
}

template <class T>
QFuture<Result<T>> FakeEngine::answerHistory(Result<T> value)
{
    if (!m_holding)
        return ready<T>(std::move(value));
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    m_held.emplace_back([promise, value = std::move(value)] {
        promise->addResult(value);
        promise->finish();
    });
    return promise->future();
}

void FakeEngine::releaseHistory()
{
    m_holding = false;
    for (const auto &answer : std::exchange(m_held, {}))
        answer();
}

std::vector<history::Point> FakeEngine::pointsOf(const DeviceId &id, const SeriesKey &key, history::TimeRange range,
                                                 std::size_t maxPoints) const
{
    if (const auto staged = m_staged.find(id); staged != m_staged.end()) {
        const auto points = staged->second.find(key);
        return points == staged->second.end() ? std::vector<history::Point>{}
                                              : merged(points->second, key, range, maxPoints);
    }
    const DeviceState *state = find(id);
    const auto newest = state ? state->latest.value(key.metric, key.instance) : std::nullopt;
    return newest ? curve(key, *newest, range, maxPoints) : std::vector<history::Point>{};
}

QFuture<Result<std::vector<std::vector<history::Point>>>>
FakeEngine::query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints)
{
    using Curves = std::vector<std::vector<history::Point>>;
    queries.push_back({id, series, range, maxPoints});
    if (m_historyError)
        return answerHistory<Curves>(tl::unexpected(*m_historyError));
    Curves curves;
    for (const SeriesKey &key : series)
        curves.push_back(pointsOf(id, key, range, maxPoints));
    return answerHistory<Curves>(std::move(curves));
}

QFuture<Result<std::vector<history::Ranked>>> FakeEngine::top(Metric metric, history::TimeRange range,
                                                              history::RankBy by, std::size_t count)
{
    using Ranking = std::vector<history::Ranked>;
    rankingQueries.push_back({metric, range, by, count});
    if (m_historyError)
        return answerHistory<Ranking>(tl::unexpected(*m_historyError));
    Ranking first = m_ranking;
    first.resize(std::min(first.size(), count));
    return answerHistory<Ranking>(std::move(first));
}

QFuture<Result<std::vector<SeriesKey>>> FakeEngine::series(const DeviceId &id)
{
    if (m_historyError)
        return answerHistory<std::vector<SeriesKey>>(tl::unexpected(*m_historyError));
    std::vector<SeriesKey> keys;
    if (const auto staged = m_staged.find(id); staged != m_staged.end()) {
        for (const auto &[key, points] : staged->second)
            keys.push_back(key);
    } else if (const DeviceState *state = find(id)) {
        for (const Sample &sample : state->latest.samples)
            keys.push_back(sample.series);
    }
    return answerHistory<std::vector<SeriesKey>>(std::move(keys));
}

QFuture<Result<std::optional<history::TimeRange>>> FakeEngine::extent(const DeviceId &id)
{
    using Extent = std::optional<history::TimeRange>;
    const DeviceState *state = find(id);
    if (!state || !state->everRead)
        return answerHistory<Extent>(std::nullopt);
    const UtcTime to = state->latest.receivedAt + Milliseconds(1);
    return answerHistory<Extent>(history::TimeRange{to - std::chrono::days(9), to});
}

QFuture<Result<std::vector<Event>>> FakeEngine::events(const DeviceId &id, history::TimeRange range, std::size_t limit)
{
    std::vector<Event> found;
    for (const Event &event : m_events) {
        if ((id.empty() || event.device == id) && event.at >= range.from && event.at < range.to)
            found.push_back(event);
    }
    if (found.size() > limit)
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
    return answerHistory<std::vector<Event>>(std::move(found));
}

void FakeEngine::dropQuestion(std::uint64_t questionId)
{
    std::erase_if(m_questions, [questionId](const fleet::Question &question) { return question.id == questionId; });
}

QFuture<Result<InstalledAgent>> FakeEngine::installAgent(const DeviceId &id, AgentInstall install)
{
    installs.emplace_back(id, std::move(install));
    m_install = std::make_shared<QPromise<Result<InstalledAgent>>>();
    m_install->start();
    return m_install->future();
}

QFuture<Result<void>> FakeEngine::removeAgent(const DeviceId &id)
{
    removedAgents.push_back(id);
    return ready<void>({});
}

void FakeEngine::cancelInstall(const DeviceId &id)
{
    cancelledInstalls.push_back(id);
}

void FakeEngine::advanceInstall(InstallProgress progress)
{
    emit installAdvanced(installs.back().first, progress);
}

void FakeEngine::endInstall(Result<InstalledAgent> result)
{
    m_install->addResult(std::move(result));
    m_install->finish();
}

QFuture<Result<std::string>> FakeEngine::setUpLocalBroker(std::uint16_t port)
{
    if (m_saveError)
        return ready<std::string>(tl::unexpected(*m_saveError));
    localBrokers.push_back(port);
    return ready<std::string>(std::string("this computer"));
}

QFuture<Result<std::vector<BrokerAccount>>> FakeEngine::localAccounts()
{
    using Purpose = BrokerAccount::Purpose;
    return ready<std::vector<BrokerAccount>>(
        std::vector<BrokerAccount>{{Purpose::Console, "console", Secret("kpW3xQ")},
                                   {Purpose::Agents, "agents", Secret("h7TzLm")},
                                   {Purpose::Publishers, "publishers", Secret("Yq9rDc")}});
}

} // namespace piuptime::testsupport
