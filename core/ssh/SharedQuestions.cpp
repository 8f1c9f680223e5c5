// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/SharedQuestions.h"

#include "core/async/Wait.h"

namespace piuptime::ssh {

QCoro::Task<Result<void>> SharedQuestions::ask(std::shared_ptr<SharedQuestions> self, std::string about, Ask ask,
                                               Deadline deadline)
{
    std::shared_ptr<Answer> shared;
    bool mine = false;
    {
        const std::scoped_lock lock(self->m_mutex);
        auto &open = self->m_open[about];
        mine = !open;
        if (mine)
            open = std::make_shared<Answer>();
        shared = open;
    }
    if (mine) {
        const auto answer = co_await ask();
        {
            const std::scoped_lock lock(self->m_mutex);
            *shared = answer;
            self->m_open.erase(about);
        }
        emit self->answered();
        co_return answer;
    }
    for (;;) {
        // Listens first and looks then, so that an answer in between is not missed.
        async::Wait wait = async::wakeOn(self.get(), &SharedQuestions::answered, deadline);
        {
            const std::scoped_lock lock(self->m_mutex);
            if (*shared)
                co_return **shared;
        }
        const async::Woken woken = co_await std::move(wait);
        if (woken == async::Woken::Timeout)
            co_return fail(ErrorKind::Timeout, "nobody answered in time");
    }
}

} // namespace piuptime::ssh
