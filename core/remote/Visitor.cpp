// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/Visitor.h"

#include "core/remote/Calls.h"

#include <QTimer>

#include <utility>

namespace piuptime::remote {
namespace {

/// States that travel together: decoding them must not keep a front end from drawing.
constexpr std::size_t kStatesAMessage = 16;
/// With more than this on the way, states wait, and travel once however often they change meanwhile.
constexpr qint64 kEnoughBacklog = 1 << 20;
/// A front end that lets so much wait does not read any more.
constexpr qint64 kTooMuchBacklog = 64 << 20;
constexpr int kMostCallsUnderWay = 256;
constexpr std::chrono::seconds kGreetingPatience{5};

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

Visitor::Visitor(fleet::Engine &engine, QLocalSocket *socket)
    : m_engine(engine)
    , m_frames(socket, kLargestCall)
{
    connect(&m_frames, &Frames::received, this, &Visitor::onMessage);
    connect(&m_frames, &Frames::drained, this, &Visitor::payOwed);
    connect(&m_frames, &Frames::ended, this, &Visitor::left);
    QTimer::singleShot(kGreetingPatience, this, [this] {
        if (!m_greeted)
            leave(QStringLiteral("it is of another version, or says nothing"));
    });
}

void Visitor::onMessage(const QByteArray &message)
{
    if (!m_greeted) {
        greet(viewOf(message));
        return;
    }
    ByteReader in(viewOf(message));
    const std::uint64_t id = in.varint();
    const std::uint64_t number = in.varint();
    const bool isKnown = in.ok()
                         && Calls::visit(
                             number, [&]<auto Method>() { serve<Method>(id, in); });
    if (!isKnown)
        leave(QStringLiteral("a call that there is none of"));
}

/// Both sides say who they are. A front end of another version learns that from our answer, and then goes.
void Visitor::greet(std::string_view message)
{
    ByteReader in(message);
    Hello theirs;
    take(in, theirs);
    std::string ours;
    ByteWriter out(ours);
    put(out, ourHello());
    send(ours);
    m_greeted = in.ok() && theirs.program == ourHello().program && theirs.shape == ourHello().shape;
    if (!m_greeted)
        return;
    for (const DeviceStatePtr &state : m_engine.states())
        m_owed.insert(state->config.id);
    payOwed();
}

template <auto Method>
void Visitor::serve(std::uint64_t id, ByteReader &in)
{
    ArgumentsOf<Method> arguments;
    take(in, arguments);
    if (!in.ok() || !in.atEnd()) {
        leave(QStringLiteral("a call with arguments that are none"));
        return;
    }
    const auto callEngine = [&] {
        return std::apply([this](auto &...taken) { return (m_engine.*Method)(std::move(taken)...); }, arguments);
    };
    if constexpr (Calls::numberOf<Method>() == Calls::numberOf<&fleet::Engine::watch>()) {
        m_watched = std::move(std::get<0>(arguments));
        emit watchedChanged();
    } else if constexpr (std::is_void_v<ReturnedBy<Method>>) {
        callEngine();
    } else if (m_callsUnderWay == kMostCallsUnderWay) {
        reply(id, Outcome<Method>(fail(ErrorKind::Overloaded, "too many requests are under way")));
    } else {
        ++m_callsUnderWay;
        const auto finish = [this, id](const Outcome<Method> &outcome) {
            --m_callsUnderWay;
            reply(id, outcome);
        };
        callEngine().then(this, finish).onCanceled(this, [finish] {
            finish(fail(ErrorKind::Cancelled, "the engine ends"));
        });
    }
}

template <class Outcome>
void Visitor::reply(std::uint64_t id, const Outcome &outcome)
{
    std::string message;
    ByteWriter out(message);
    out.varint(id);
    put(out, outcome);
    if (message.size() > kLargestNotice) {
        reply(id, Outcome(fail(ErrorKind::Overloaded, "the answer is larger than can be handed over")));
        return;
    }
    send(message);
}

void Visitor::tellChanged(const fleet::FleetChange &change)
{
    if (!m_greeted)
        return;
    for (const DeviceStatePtr &state : change.updated)
        m_owed.insert(state->config.id);
    m_owed.insert(change.removed.begin(), change.removed.end());
    payOwed();
}

void Visitor::payOwed()
{
    if (!m_greeted || (m_owed.empty() && m_toldWhole) || m_frames.backlog() > kEnoughBacklog)
        return;
    const std::vector<DeviceStatePtr> states = m_engine.states();
    fleet::FleetChange change;
    for (const DeviceStatePtr &state : states) {
        if (m_frames.backlog() > kEnoughBacklog)
            return;
        if (m_owed.erase(state->config.id) == 0)
            continue;
        change.updated.push_back(state);
        if (change.updated.size() == kStatesAMessage)
            tell(std::exchange(change, {}));
    }
    change.removed.assign(m_owed.begin(), m_owed.end());
    m_owed.clear();
    if (!change.updated.empty() || !change.removed.empty())
        tell(std::move(change));
    if (std::exchange(m_toldWhole, true))
        return;
    Whole whole{{},
                m_engine.questions(),
                m_engine.historyState(),
                m_engine.brokers(),
                m_engine.brokerStates(),
                m_engine.bindings()};
    for (const DeviceStatePtr &state : states)
        whole.devices.push_back(state->config.id);
    tell(std::move(whole));
}

void Visitor::tell(const Notice &notice)
{
    if (!m_greeted)
        return;
    std::string message;
    ByteWriter out(message);
    out.varint(0); // answers nothing
    put(out, notice);
    send(message);
}

void Visitor::send(std::string_view message)
{
    m_frames.send(message);
    if (m_frames.backlog() > kTooMuchBacklog)
        leave(QStringLiteral("it does not read what it is told"));
}

void Visitor::leave(const QString &reason)
{
    m_greeted = false;
    m_frames.close();
    emit left(reason);
}

} // namespace piuptime::remote
