// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QFuture>
#include <QPromise>

#include <memory>
#include <mutex>

namespace piuptime::config {

/// The promise behind a future of the secret store: the first answer counts, and there always is one. Thread-safe.
template <class T>
class SecretAnswer
{
public:
    SecretAnswer() { m_promise.start(); }
    SecretAnswer(const SecretAnswer &) = delete;
    SecretAnswer &operator=(const SecretAnswer &) = delete;
    ~SecretAnswer() { give(fail(ErrorKind::Cancelled, "the secret store was closed")); }

    [[nodiscard]] static std::shared_ptr<SecretAnswer> make() { return std::make_shared<SecretAnswer>(); }
    [[nodiscard]] QFuture<Result<T>> future() { return m_promise.future(); }

    void give(Result<T> answer)
    {
        std::call_once(m_given, [&] {
            m_promise.addResult(std::move(answer));
            m_promise.finish();
        });
    }

private:
    QPromise<Result<T>> m_promise;
    std::once_flag m_given;
};

} // namespace piuptime::config
