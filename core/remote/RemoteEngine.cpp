// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/RemoteEngine.h"

#include "core/async/ReadyFuture.h"
#include "core/base/Deadline.h"
#include "core/remote/Calls.h"
#include "core/remote/Frames.h"
#include "core/remote/Messages.h"

#include <QLocalSocket>

#include <algorithm>
#include <utility>

namespace piuptime::remote {
namespace {

constexpr Milliseconds kWaitStep{100};

Error unreachable(std::string detail)
{
    return {ErrorKind::Unreachable, std::move(detail), {}};
}

} // namespace

/// Notices that came, laid over what is known.
struct RemoteEngine::Hearing {
    RemoteEngine &engine;

    void operator()(const Alive &told) const { engine.m_historyState = told.history; }
    void operator()(const fleet::FleetChange &told) const
    {
        for (const DeviceStatePtr &state : told.updated)
            engine.m_states[state->config.id] = state;
        for (const DeviceId &id : told.removed)
            engine.m_states.erase(id);
        emit engine.changed(told);
    }
    void operator()(const Whole &told) const
    {
        fleet::FleetChange gone;
        for (const auto &[id, state] : engine.m_states) {
            if (std::ranges::find(told.devices, id) == told.devices.end())
                gone.removed.push_back(id);
        }
        if (!gone.removed.empty())
            (*this)(gone);
        for (const fleet::Question &question : told.questions)
            (*this)(question);
        (*this)(HistoryStateChanged{told.history});
        (*this)(BrokersChanged{told.brokers, told.brokerStates});
        (*this)(BindingsChanged{told.bindings});
        engine.m_staleTimer.stop();
        engine.m_backoff.reset();
        engine.setAbsence(std::nullopt);
    }
    void operator()(const Event &told) const { emit engine.eventHappened(told); }
    void operator()(const fleet::Question &told) const
    {
        engine.m_questions.push_back(told);
        emit engine.questionAsked(told);
    }
    void operator()(const QuestionWithdrawn &told) const
    {
        std::erase_if(engine.m_questions, [&](const fleet::Question &one) { return one.id == told.id; });
        emit engine.questionWithdrawn(told.id);
    }
    void operator()(const HistoryStateChanged &told) const
    {
        engine.m_historyState = told.history;
        emit engine.historyStateChanged(told.history);
    }
    void operator()(const BrokersChanged &told) const
    {
        engine.m_brokers = told.brokers;
        engine.m_brokerStates = told.states;
        emit engine.brokersChanged();
    }
    void operator()(const BindingsChanged &told) const
    {
        engine.m_bindings = told.bindings;
        emit engine.bindingsChanged();
    }
    void operator()(const InstallAdvanced &told) const { emit engine.installAdvanced(told.device, told.progress); }
};

RemoteEngine::RemoteEngine(std::string path, const Clock &clock)
    : RemoteEngine(std::move(path), clock, Patience{})
{
}

RemoteEngine::RemoteEngine(std::string path, const Clock &clock, Patience patience)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_patience(patience)
    , m_absence(unreachable("the process at " + m_path + " has not told yet what it knows"))
    , m_backoff(patience.retry)
{
    m_silenceTimer.setSingleShot(true);
    m_silenceTimer.setInterval(m_patience.silence);
    connect(&m_silenceTimer, &QTimer::timeout, this, [this] {
        if (m_frames && m_frames->hasInput())
            m_silenceTimer.start(); // it was this process that did not listen
        else
            lose(unreachable("the process at " + m_path + " says nothing any more"));
    });
    m_staleTimer.setSingleShot(true);
    m_staleTimer.setInterval(m_patience.untilStale);
    connect(&m_staleTimer, &QTimer::timeout, this, &RemoteEngine::markStale);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &RemoteEngine::connectToServer);
    connectToServer();
}

RemoteEngine::~RemoteEngine()
{
    const auto calls = std::exchange(m_calls, {});
    for (const auto &[id, settle] : calls)
        settle(fail(ErrorKind::Cancelled, "the program ends"));
}

void RemoteEngine::connectToServer()
{
    auto socket = std::make_unique<QLocalSocket>();
    socket->connectToServer(QString::fromStdString(m_path));
    if (!socket->waitForConnected(0)) {
        lose(unreachable("no process answers at " + m_path));
        return;
    }
    m_everConnected = true;
    m_greeted = false;
    m_frames = std::make_unique<Frames>(socket.release(), kLargestNotice);
    connect(m_frames.get(), &Frames::received, this, &RemoteEngine::onMessage);
    connect(m_frames.get(), &Frames::ended, this, [this](const QString &reason) {
        lose(unreachable("the process at " + m_path + ": " + reason.toStdString()));
    });
    std::string hello;
    ByteWriter out(hello);
    put(out, ourHello());
    m_frames->send(hello);
    m_silenceTimer.start();
}

Result<void> RemoteEngine::waitUntilWhole(Milliseconds time)
{
    const Deadline deadline = Deadline::in(time);
    while (m_absence) {
        if (!m_frames && !m_everConnected)
            return fail(ErrorKind::NotFound, m_absence->detail);
        if (!m_frames)
            return tl::unexpected(*m_absence);
        if (deadline.passed())
            return fail(ErrorKind::Timeout, "the process at " + m_path + " does not say what it knows");
        m_frames->waitForInput(kWaitStep);
    }
    return {};
}

void RemoteEngine::onMessage(const QByteArray &message)
{
    m_silenceTimer.start();
    ByteReader in({message.constData(), static_cast<std::size_t>(message.size())});
    if (!m_greeted) {
        onHello(in);
        return;
    }
    const std::uint64_t id = in.varint();
    if (id == 0) {
        Notice notice;
        take(in, notice);
        if (in.ok() && in.atEnd())
            std::visit(Hearing{*this}, notice);
        else
            lose(unreachable("the process at " + m_path + " tells what makes no sense"));
        return;
    }
    if (auto call = m_calls.extract(id))
        call.mapped()(in.bytes(in.left()));
}

void RemoteEngine::onHello(ByteReader &in)
{
    Hello theirs;
    take(in, theirs);
    m_greeted = in.ok() && theirs.program == ourHello().program && theirs.shape == ourHello().shape;
    if (m_greeted) {
        if (!m_watched.empty())
            watch(m_watched);
        return;
    }
    const std::string version = in.ok() ? theirs.version : "another";
    lose({ErrorKind::Conflict,
          "the process at " + m_path + " is of version " + version + ", this program of " + ourHello().version
              + ": start it again",
          {}});
}

void RemoteEngine::lose(Error why)
{
    m_silenceTimer.stop();
    if (m_frames) {
        m_frames->close();
        m_frames.release()->deleteLater(); // it may be what called
    }
    m_retryTimer.start(m_backoff.next());
    const auto calls = std::exchange(m_calls, {});
    for (const auto &[id, settle] : calls)
        settle(tl::unexpected(why));
    for (const fleet::Question &question : std::exchange(m_questions, {}))
        emit questionWithdrawn(question.id); // a server that starts anew asks anew
    if (!m_absence && !m_states.empty())
        m_staleTimer.start();
    setAbsence(std::move(why));
}

void RemoteEngine::setAbsence(std::optional<Error> absence)
{
    if (m_absence == absence)
        return;
    m_absence = std::move(absence);
    emit absenceChanged();
}

void RemoteEngine::markStale()
{
    fleet::FleetChange change;
    for (auto &[id, state] : m_states) {
        if (state->stale || state->connection == ConnectionState::Disabled)
            continue;
        auto old = std::make_shared<DeviceState>(*state);
        old->stale = true;
        judgeStale(old->health, std::chrono::floor<Seconds>(m_clock.utcNow() - state->latest.receivedAt));
        ++old->revision;
        state = std::move(old);
        change.updated.push_back(state);
    }
    if (!change.updated.empty())
        emit changed(change);
}

template <auto Method, class... Arguments>
auto RemoteEngine::call(const Arguments &...arguments)
{
    constexpr bool isAnswered = !std::is_void_v<ReturnedBy<Method>>;
    const bool isThere = m_frames && m_greeted;
    const std::uint64_t id = isAnswered ? ++m_lastCall : 0;
    std::string message;
    if (isThere) {
        ByteWriter out(message);
        out.varint(id);
        out.varint(Calls::numberOf<Method>());
        put(out, ArgumentsOf<Method>(arguments...));
    }
    const bool isTooLarge = message.size() > kLargestCall;
    if constexpr (!isAnswered) {
        if (isThere && !isTooLarge)
            m_frames->send(message);
    } else {
        using Answer = Outcome<Method>;
        if (!isThere)
            return async::readyFuture<Answer>(
                tl::unexpected(m_absence.value_or(unreachable("no process answers at " + m_path))));
        if (isTooLarge)
            return async::readyFuture<Answer>(fail(ErrorKind::Overloaded, "too much for one request"));
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        m_calls.emplace(id, [promise](const Result<std::string_view> &bytes) {
            Answer answer;
            if (bytes) {
                ByteReader in(*bytes);
                take(in, answer);
                if (!in.ok() || !in.atEnd())
                    answer = fail(ErrorKind::Corrupt, "the answer makes no sense");
            } else {
                answer = tl::unexpected(bytes.error());
            }
            promise->addResult(std::move(answer));
            promise->finish();
        });
        m_frames->send(message);
        return promise->future();
    }
}

std::vector<DeviceStatePtr> RemoteEngine::states() const
{
    std::vector<DeviceStatePtr> states;
    states.reserve(m_states.size());
    for (const auto &[id, state] : m_states)
        states.push_back(state);
    return states;
}

QFuture<Result<std::vector<DeviceId>>> RemoteEngine::saveDevices(std::vector<DeviceConfig> devices)
{
    return call<&Engine::saveDevices>(devices);
}

QFuture<Result<void>> RemoteEngine::removeDevices(std::vector<DeviceId> ids)
{
    return call<&Engine::removeDevices>(ids);
}

void RemoteEngine::answer(std::uint64_t questionId, fleet::Answer answer)
{
    call<&Engine::answer>(questionId, answer);
}

void RemoteEngine::reconnect(const DeviceId &id)
{
    call<&Engine::reconnect>(id);
}

void RemoteEngine::watch(std::vector<DeviceId> ids)
{
    m_watched = std::move(ids);
    call<&Engine::watch>(m_watched);
}

QFuture<Result<void>> RemoteEngine::replaceHostKey(const DeviceId &id, std::string fingerprint)
{
    return call<&Engine::replaceHostKey>(id, fingerprint);
}

QFuture<Result<fleet::ActionResult>> RemoteEngine::act(const DeviceId &id, Action action)
{
    return call<&Engine::act>(id, action);
}

QFuture<Result<std::vector<std::vector<history::Point>>>>
RemoteEngine::query(const DeviceId &id, std::vector<SeriesKey> series, history::TimeRange range, std::size_t maxPoints)
{
    return call<&Engine::query>(id, series, range, maxPoints);
}

QFuture<Result<std::vector<history::Ranked>>> RemoteEngine::top(Metric metric, history::TimeRange range,
                                                                history::RankBy by, std::size_t count)
{
    return call<&Engine::top>(metric, range, by, count);
}

QFuture<Result<std::vector<SeriesKey>>> RemoteEngine::series(const DeviceId &id)
{
    return call<&Engine::series>(id);
}

QFuture<Result<std::optional<history::TimeRange>>> RemoteEngine::extent(const DeviceId &id)
{
    return call<&Engine::extent>(id);
}

QFuture<Result<std::vector<Event>>> RemoteEngine::events(const DeviceId &id, history::TimeRange range,
                                                         std::size_t limit)
{
    return call<&Engine::events>(id, range, limit);
}

QFuture<Result<void>> RemoteEngine::saveBrokers(std::vector<BrokerConfig> brokers,
                                                std::map<std::string, Secret> passwords)
{
    return call<&Engine::saveBrokers>(brokers, passwords);
}

QFuture<Result<std::string>> RemoteEngine::setUpLocalBroker(std::uint16_t port)
{
    return call<&Engine::setUpLocalBroker>(port);
}

QFuture<Result<std::vector<BrokerAccount>>> RemoteEngine::localAccounts()
{
    return call<&Engine::localAccounts>();
}

QFuture<Result<BrokerTraffic>> RemoteEngine::traffic(const std::string &broker)
{
    return call<&Engine::traffic>(broker);
}

QFuture<Result<void>> RemoteEngine::saveBindings(std::vector<Binding> bindings)
{
    return call<&Engine::saveBindings>(bindings);
}

QFuture<Result<TopicMessage>> RemoteEngine::follow(const std::string &broker, const std::string &topic)
{
    return call<&Engine::follow>(broker, topic);
}

void RemoteEngine::survey(const std::string &broker, Seconds time)
{
    call<&Engine::survey>(broker, time);
}

QFuture<Result<GatewayAnswer>> RemoteEngine::askGateway(const DeviceId &id, GatewayRequest request)
{
    return call<&Engine::askGateway>(id, std::move(request));
}

QFuture<Result<std::string>> RemoteEngine::commandKey()
{
    return call<&Engine::commandKey>();
}

QFuture<Result<InstalledAgent>> RemoteEngine::installAgent(const DeviceId &id, AgentInstall install)
{
    return call<&Engine::installAgent>(id, install);
}

QFuture<Result<void>> RemoteEngine::removeAgent(const DeviceId &id)
{
    return call<&Engine::removeAgent>(id);
}

void RemoteEngine::cancelInstall(const DeviceId &id)
{
    call<&Engine::cancelInstall>(id);
}

} // namespace piuptime::remote
