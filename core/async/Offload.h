// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async/Wait.h"

#include <QCoroTask>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <utility>

namespace piuptime::async {

/// Runs `function` in a thread of `pool` and goes on with its value in the caller's thread. For work that must block
/// or compute for milliseconds; it has to end by itself, since a thread cannot be interrupted.
/// `function` owns what it touches, or touches what nobody else does meanwhile.
template <class Function>
[[nodiscard]] QCoro::Task<std::invoke_result_t<Function>> offload(QThreadPool *pool, Function function)
{
    using Value = std::invoke_result_t<Function>;
    auto promise = std::make_shared<QPromise<Value>>();
    QFutureWatcher<Value> watcher;
    promise->start();
    watcher.setFuture(promise->future());
    pool->start([promise, work = std::move(function)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    while (!watcher.isFinished()) {
        const Woken woken =
            co_await wakeOn(&watcher, &QFutureWatcherBase::finished, Deadline::in(std::chrono::hours(1)));
        Q_UNUSED(woken)
    }
    co_return watcher.future().takeResult();
}

} // namespace piuptime::async
