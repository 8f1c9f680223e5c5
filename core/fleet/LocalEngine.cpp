// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fleet/LocalEngine.h"

#include "core/async/ReadyFuture.h"
#include "core/fleet/LocalLink.h"

#include <QPointer>
#include <QUuid>
#include <QtConcurrentRun>

#include <algorithm>
#include <set>

namespace piuptime::fleet {
namespace {

constexpr int kDeliveryIntervalMs = 100;
constexpr int kQueryThreads = 2;
constexpr Milliseconds kFlushAtTheEnd{5000};
constexpr Milliseconds kGatewayPatience{15'000};
/// Between two first sign-ins of a small fleet; a large one is spread over Setup::startSpread.
constexpr Milliseconds kStartStep{20};

/// Whether the change concerns only what is shown, so that the connection can stay.
bool sameConnection(DeviceConfig before, const DeviceConfig &after)
{
    before.name = after.name;
    before.site = after.site;
    before.tags = after.tags;
    before.notes = after.notes;
    before.reporter = after.reporter;
    before.kind = after.kind;
    before.attachedTo = after.attachedTo;
    return before == after;
}

Result<void> checkDevices(const std::vector<DeviceConfig> &devices)
{
    std::set<DeviceId> ids;
    for (const DeviceConfig &device : devices) {
        if (device.source == DeviceConfig::Source::Ssh && device.endpoint.host.empty())
            return fail(ErrorKind::InvalidInput, "device '" + device.name + "' has no address");
        if (!ids.insert(device.id).second)
            return fail(ErrorKind::Conflict, "two devices have the id " + device.id);
    }
    return {};
}

/// Whether `device`, where it names a Pi, is a sensor and names one of the fleet.
Result<void> checkAttachment(const DeviceConfig &device, const std::map<DeviceId, DeviceConfig> &fleet)
{
    const auto pi = fleet.find(device.attachedTo);
    if (device.attachedTo.empty() || (pi != fleet.end() && isAttached(device, pi->second)))
        return {};
    return fail(ErrorKind::InvalidInput, "'" + device.name + "' cannot be attached to what is no Pi of this fleet");
}

} // namespace

LocalEngine::LocalEngine(Setup setup, QObject *parent)
    : Engine(parent)
    , m_setup(std::move(setup))
    , m_gateway(std::make_shared<GatewayLine>(m_setup.gatewaySocket))
{
    m_queries.setMaxThreadCount(kQueryThreads);
    m_storing.setMaxThreadCount(1);
    m_deliveryTimer.setSingleShot(true);
    m_deliveryTimer.setInterval(kDeliveryIntervalMs);
    connect(&m_deliveryTimer, &QTimer::timeout, this, &LocalEngine::deliver);
    m_board = std::make_shared<StateBoard>([this] {
        QMetaObject::invokeMethod(
            this, [this] { m_deliveryTimer.start(); }, Qt::QueuedConnection);
    });
    connect(&m_desk, &QuestionDesk::asked, this, &Engine::questionAsked);
    connect(&m_desk, &QuestionDesk::withdrawn, this, &Engine::questionWithdrawn);
    connect(&m_desk, &QuestionDesk::waiting, this, [this](const DeviceId &id) {
        m_collector->with(id, [](DevicePoller &poller) { poller.setWaitingForAnswer(true); });
    });
    connect(&m_desk, &QuestionDesk::resumed, this, [this](const DeviceId &id) {
        m_collector->with(id, [](DevicePoller &poller) { poller.setWaitingForAnswer(false); });
    });
    m_setup.history->onStateChanged([this](const history::StoreState &state) {
        QMetaObject::invokeMethod(
            this, [this, state] { emit historyStateChanged(state); }, Qt::QueuedConnection);
    });

    DevicePoller::Services services{m_setup.clock,   m_setup.makeLinkOpener(m_desk),
                                    m_board.get(),   m_setup.history.get(),
                                    m_setup.polling, m_setup.thresholds};
    m_collector = std::make_unique<Collector>(m_setup.collectorThreads, std::move(services));
    m_reports = std::make_unique<Reports>(*m_collector, *m_setup.history);
    applyDevices(std::move(m_setup.devices));
    listen();
}

LocalEngine::~LocalEngine()
{
    m_ending.request_stop();
    m_desk.closeDown();
    m_commander.reset();
    m_brokers.reset(); // nothing is reported any more
    m_localBroker.reset();
    m_collector.reset();
    m_storing.waitForDone();
    m_queries.waitForDone();
    m_setup.history->onStateChanged({});
    // What could not be stored is said in the store's own state; there is nobody left to tell here.
    (void)m_setup.history->flush(kFlushAtTheEnd);
}

void LocalEngine::deliver()
{
    StateBoard::Batch batch = m_board->take();
    for (const DeviceStatePtr &state : batch.change.updated) {
        if (state->config.source != DeviceConfig::Source::Mqtt && state->latest.slow)
            m_reports->learn(state->config.id, state->latest);
    }
    if (!batch.change.updated.empty() || !batch.change.removed.empty())
        emit changed(batch.change);
    for (const Event &event : batch.events)
        emit eventHappened(event);
}

void LocalEngine::applyDevices(std::vector<DeviceConfig> devices)
{
    std::map<DeviceId, Reading> remembered;
    if (auto newest = m_setup.history->newest()) {
        for (auto &[id, reading] : *newest)
            remembered.emplace(std::move(id), std::move(reading));
    }
    std::map<DeviceId, DeviceConfig> wanted;
    for (DeviceConfig &device : devices)
        wanted.emplace(device.id, std::move(device));

    for (const auto &[id, device] : m_devices) {
        if (wanted.contains(id))
            continue;
        m_collector->remove(id);
        m_reports->deviceRemoved(device);
        m_desk.withdraw(id);
        m_board->remove(id);
    }
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(wanted.size(), 1));
    const Milliseconds step = std::min(kStartStep, m_setup.startSpread / count);
    Milliseconds delay{0};
    std::map<DeviceId, UtcTime> lastRead;
    for (const auto &[id, device] : wanted) {
        const auto before = m_devices.find(id);
        if (before != m_devices.end() && sameConnection(before->second, device)) {
            if (before->second != device)
                m_collector->with(id, [device](DevicePoller &poller) { poller.relabel(device); });
            continue;
        }
        m_collector->remove(id);
        m_desk.withdraw(id);
        const auto known = remembered.find(id);
        if (known != remembered.end())
            lastRead.emplace(id, known->second.receivedAt);
        m_collector->add(device, known == remembered.end() ? std::nullopt : std::optional(std::move(known->second)),
                         delay);
        m_reports->deviceAdded(device);
        if (std::ranges::find(m_watched, id) != m_watched.end())
            m_collector->with(id, [](DevicePoller &poller) { poller.setWatched(true); });
        delay += step;
    }
    m_devices = std::move(wanted);
    bind();
    if (!lastRead.empty())
        recallTemperatures(std::move(lastRead));
}

template <class Work>
auto LocalEngine::withHistory(Work work)
{
    return QtConcurrent::run(&m_queries,
                             [history = m_setup.history, work = std::move(work)] { return work(*history); });
}

void LocalEngine::recallTemperatures(std::map<DeviceId, UtcTime> devices)
{
    using Temperatures = std::vector<std::pair<DeviceId, std::vector<history::Point>>>;
    withHistory([devices = std::move(devices), stop = m_ending.get_token()](const history::HistoryStore &history) {
        constexpr Milliseconds kSpan = TemperatureTrend::kStep * DeviceState::kSparklinePoints;
        Temperatures found;
        for (const auto &[id, last] : devices) {
            if (stop.stop_requested())
                break;
            const UtcTime end = last + Milliseconds{1};
            auto points = history.query({id, {Metric::SocTemperature, {}}, {end - kSpan, end}, 0});
            if (points && !points->empty())
                found.emplace_back(id, std::move(*points));
        }
        return found;
    }).then(this, [this](Temperatures found) {
        for (auto &[id, points] : found) {
            m_collector->with(
                id, [points = std::move(points)](DevicePoller &poller) { poller.recallTemperatures(points); });
        }
    });
}

std::vector<DeviceConfig> LocalEngine::configured() const
{
    std::vector<DeviceConfig> devices;
    devices.reserve(m_devices.size());
    for (const auto &[id, device] : m_devices)
        devices.push_back(device);
    return devices;
}

std::vector<DeviceStatePtr> LocalEngine::states() const
{
    return m_board->all();
}

std::vector<Question> LocalEngine::questions() const
{
    return m_desk.open();
}

history::StoreState LocalEngine::historyState() const
{
    return m_setup.history->state();
}

QFuture<Result<std::vector<DeviceId>>> LocalEngine::saveDevices(std::vector<DeviceConfig> devices)
{
    std::vector<DeviceId> ids;
    for (DeviceConfig &device : devices) {
        if (device.id.empty())
            device.id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        if (device.name.empty())
            device.name = device.endpoint.host;
        ids.push_back(device.id);
    }
    if (const Result<void> valid = checkDevices(devices); !valid)
        return async::readyFuture<Result<std::vector<DeviceId>>>(tl::unexpected(valid.error()));

    std::map<DeviceId, DeviceConfig> merged = m_devices;
    for (const DeviceConfig &device : devices)
        merged[device.id] = device;
    for (const DeviceConfig &device : devices) {
        if (const Result<void> attached = checkAttachment(device, merged); !attached)
            return async::readyFuture<Result<std::vector<DeviceId>>>(tl::unexpected(attached.error()));
    }
    std::vector<DeviceConfig> all;
    all.reserve(merged.size());
    for (auto &[id, device] : merged)
        all.push_back(std::move(device));
    return QtConcurrent::run(&m_storing, m_setup.storeDevices, all)
        .then(this, [this, all, ids](const Result<void> &stored) -> Result<std::vector<DeviceId>> {
            if (!stored)
                return fail(stored.error(), "storing the devices");
            applyDevices(all);
            return ids;
        });
}

QFuture<Result<void>> LocalEngine::removeDevices(std::vector<DeviceId> ids)
{
    std::vector<DeviceConfig> rest = configured();
    for (const DeviceId &id : ids) {
        if (!m_devices.contains(id))
            return async::readyFuture<Result<void>>(fail(ErrorKind::NotFound, "there is no device", id));
    }
    const auto isGone = [&ids](const DeviceId &id) { return std::ranges::find(ids, id) != ids.end(); };
    std::erase_if(rest, [&](const DeviceConfig &device) { return isGone(device.id); });
    for (DeviceConfig &device : rest) {
        if (isGone(device.attachedTo))
            device.attachedTo.clear();
    }
    return QtConcurrent::run(&m_storing, m_setup.storeDevices, rest)
        .then(this, [this, rest, ids](const Result<void> &stored) -> Result<void> {
            if (!stored)
                return fail(stored.error(), "storing the devices");
            applyDevices(rest);
            forgetBindingsOf(ids);
            return {};
        });
}

void LocalEngine::answer(std::uint64_t questionId, Answer answer)
{
    m_desk.answer(questionId, answer);
}

void LocalEngine::reconnect(const DeviceId &id)
{
    m_collector->with(id, [](DevicePoller &poller) { poller.reconnect(); });
}

void LocalEngine::watch(std::vector<DeviceId> ids)
{
    for (const DeviceId &id : m_watched) {
        if (std::ranges::find(ids, id) == ids.end())
            m_collector->with(id, [](DevicePoller &poller) { poller.setWatched(false); });
    }
    for (const DeviceId &id : ids)
        m_collector->with(id, [](DevicePoller &poller) { poller.setWatched(true); });
    m_watched = std::move(ids);
}

QFuture<Result<void>> LocalEngine::replaceHostKey(const DeviceId &id, std::string fingerprint)
{
    const auto device = m_devices.find(id);
    if (device == m_devices.end())
        return async::readyFuture<Result<void>>(fail(ErrorKind::NotFound, "there is no device", id));
    return QtConcurrent::run(&m_storing, m_setup.replaceHostKey, device->second, std::move(fingerprint))
        .then(this, [this, id](const Result<void> &replaced) {
            if (replaced)
                reconnect(id);
            return replaced;
        });
}

QFuture<Result<ActionResult>> LocalEngine::act(const DeviceId &id, Action action)
{
    const auto device = m_devices.find(id);
    const bool byAgent =
        device != m_devices.end()
        && (device->second.source == DeviceConfig::Source::Mqtt || action.kind == Action::Kind::SetCadence);
    if (byAgent)
        return actByAgent(id, action);
    auto promise = std::make_shared<QPromise<Result<ActionResult>>>();
    promise->start();
    const auto finish = [promise](Result<ActionResult> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    const bool known = m_collector->with(
        id, [action, finish](DevicePoller &poller) { QCoro::connect(poller.act(action), &poller, finish); });
    if (!known)
        finish(fail(ErrorKind::NotFound, "there is no device", id));
    return promise->future();
}

QFuture<Result<GatewayAnswer>> LocalEngine::askGateway(const DeviceId &id, GatewayRequest request)
{
    auto promise = std::make_shared<QPromise<Result<GatewayAnswer>>>();
    promise->start();
    const auto finish = [promise](Result<GatewayAnswer> answer) {
        promise->addResult(std::move(answer));
        promise->finish();
    };
    if (id.empty()) {
        QCoro::connect(
            m_gateway->ask(std::make_shared<LocalLink>(), std::move(request), Deadline::in(kGatewayPatience)), this,
            finish);
        return promise->future();
    }
    const bool known = m_collector->with(id, [request = std::move(request), finish](DevicePoller &poller) {
        QCoro::connect(poller.askGateway(request), &poller, finish);
    });
    if (!known)
        finish(fail(ErrorKind::NotFound, "there is no device", id));
    return promise->future();
}

QFuture<Result<std::vector<std::vector<history::Point>>>>
LocalEngine::query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints)
{
    return withHistory([id, series = std::move(series), range, maxPoints](const history::HistoryStore &history) {
        return history.query(id, series, range, maxPoints);
    });
}

QFuture<Result<std::vector<history::Ranked>>> LocalEngine::top(Metric metric, history::TimeRange range,
                                                               history::RankBy by, std::size_t count)
{
    return withHistory([metric, range, by, count](const history::HistoryStore &history) {
        return history.top(metric, range, by, count);
    });
}

QFuture<Result<std::vector<SeriesKey>>> LocalEngine::series(const DeviceId &id)
{
    return withHistory([id](const history::HistoryStore &history) { return history.series(id); });
}

QFuture<Result<std::optional<history::TimeRange>>> LocalEngine::extent(const DeviceId &id)
{
    return withHistory([id](const history::HistoryStore &history) { return history.extent(id); });
}

QFuture<Result<std::vector<Event>>> LocalEngine::events(const DeviceId &id, history::TimeRange range, std::size_t limit)
{
    return withHistory(
        [id, range, limit](const history::HistoryStore &history) { return history.events(id, range, limit); });
}

} // namespace piuptime::fleet
