// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/TaskScope.h"

#include "core/async/Logging.h"
#include "core/async/Wait.h"

#include <QStringList>

#include <exception>

namespace piuptime::async {

/// Shared with the supervising coroutines, which may outlive the scope.
struct TaskScope::State {
    TaskScope *scope = nullptr;
    QString name;
    QStringList running;

    void ended(const QString &what)
    {
        running.removeOne(what);
        if (running.isEmpty() && scope)
            emit scope->drained();
    }
};

namespace {

void logEscape(const QString &scope, const QString &task, const char *what)
{
    qCCritical(lcAsync, "%ls: “%ls” ended with an exception: %s", qUtf16Printable(scope), qUtf16Printable(task), what);
}

void logFailure(const QString &scope, const QString &task, const Error &error)
{
    if (error.kind != ErrorKind::Cancelled)
        qCWarning(lcAsync, "%ls: “%ls” failed: %s", qUtf16Printable(scope), qUtf16Printable(task),
                  error.describe().c_str());
}

template <class State>
QCoro::Task<void> superviseResult(std::shared_ptr<State> state, QCoro::Task<Result<void>> task, QString what)
{
    const auto result = co_await task;
    if (!result)
        logFailure(state->name, what, result.error());
}

template <class State>
QCoro::Task<void> supervise(std::shared_ptr<State> state, QCoro::Task<void> task, QString what)
{
    try {
        co_await task;
    } catch (const std::exception &exception) {
        logEscape(state->name, what, exception.what());
    } catch (...) {
        logEscape(state->name, what, "of unknown type");
    }
    state->ended(what);
}

} // namespace

TaskScope::TaskScope(QString name, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>())
{
    m_state->scope = this;
    m_state->name = std::move(name);
}

TaskScope::~TaskScope()
{
    m_state->scope = nullptr;
    requestStop();
    if (!isDrained())
        qCInfo(lcAsync, "%ls goes while running: %ls", qUtf16Printable(m_state->name),
               qUtf16Printable(m_state->running.join(QStringLiteral(", "))));
}

void TaskScope::own(QCoro::Task<void> task, QString what)
{
    m_state->running.append(what);
    supervise(m_state, std::move(task), std::move(what));
}

void TaskScope::own(QCoro::Task<Result<void>> task, QString what)
{
    QCoro::Task<void> supervised = superviseResult(m_state, std::move(task), what);
    own(std::move(supervised), std::move(what));
}

bool TaskScope::isDrained() const
{
    return m_state->running.isEmpty();
}

QCoro::Task<bool> TaskScope::drain(Deadline deadline)
{
    const auto state = m_state;
    requestStop();
    while (!state->running.isEmpty()) {
        if (!state->scope)
            co_return false;
        const Woken woken = co_await wakeOn(state->scope, &TaskScope::drained, deadline);
        if (woken == Woken::Timeout)
            break;
    }
    co_return state->running.isEmpty();
}

} // namespace piuptime::async
