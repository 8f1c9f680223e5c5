// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"

#include <QCoroTask>
#include <QObject>
#include <QString>

#include <memory>
#include <stop_token>

namespace piuptime::async {

/// Owns tasks that nobody awaits: knows when they have all ended, logs what escapes from them, and asks them to stop.
///
/// Shutting down has two phases: `co_await scope.drain(deadline)` asks and waits; what is left after that has to be
/// aborted by closing what it waits for. A scope that is destroyed earlier asks its tasks to stop and says in the log
/// which are still running. Thread: the one it was made in.
class TaskScope : public QObject
{
    Q_OBJECT
public:
    explicit TaskScope(QString name, QObject *parent = nullptr);
    ~TaskScope() override;

    /// Takes over a task that has been started; give it `stopToken()`.
    void own(QCoro::Task<void> task, QString what);
    /// The same; a failure other than Cancelled is logged.
    void own(QCoro::Task<Result<void>> task, QString what);

    [[nodiscard]] std::stop_token stopToken() const { return m_stop.get_token(); }
    void requestStop() { m_stop.request_stop(); }
    [[nodiscard]] bool isDrained() const;

    /// Asks every task to stop and waits for them. \return whether all have ended
    [[nodiscard]] QCoro::Task<bool> drain(Deadline deadline);

signals:
    /// The last task has ended.
    void drained();

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::stop_source m_stop;
};

} // namespace piuptime::async
