// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Deadline.h"
#include "core/base/Result.h"

#include <QCoroTask>
#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace piuptime::ssh {

/// Asks a question once, however many coroutines of whatever threads want its answer: the first one asks, the others
/// wait and share what it got. Thread-safe.
class SharedQuestions : public QObject
{
    Q_OBJECT
public:
    using Ask = std::function<QCoro::Task<Result<void>>()>;

    /// \param about  what makes two questions the same   \param ask  called in this thread when nobody has asked yet
    /// \retval Timeout whoever asked got no answer by `deadline`
    [[nodiscard]] static QCoro::Task<Result<void>> ask(std::shared_ptr<SharedQuestions> self, std::string about,
                                                       Ask ask, Deadline deadline);

signals:
    void answered();

private:
    using Answer = std::optional<Result<void>>;

    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<Answer>> m_open;
};

} // namespace piuptime::ssh
