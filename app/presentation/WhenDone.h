// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace piuptime::presentation {

/// Calls `then` with the result of `future` in the thread of `context`, unless `context` died before that.
///
/// In Qt 6.4 `QFuture::then(context, …)` asserts that its context outlives the future, which no page can promise.
/// A future that was cancelled calls nothing.
template <class T, class Function>
void whenDone(const QFuture<T> &future, QObject *context, Function then)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace piuptime::presentation
