// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/StoredHistory.h"

#include "app/ctl/TimeArgument.h"

namespace piuptime::ctl {

Result<std::unique_ptr<history::HistoryStore>> openStore(const Context &context, history::Access access)
{
    auto store = composition::openHistory(context.paths, context.settings, access, context.databasePassword);
    if (store)
        return store;
    const bool isTaken = access == history::Access::ReadWrite && store.error().kind == ErrorKind::Conflict;
    return fail(store.error(),
                isTaken ? "opening the history for writing; close the console first" : "opening the history");
}

Result<history::TimeRange> parseRange(const std::string &from, const std::string &to, UtcTime now)
{
    const Result<UtcTime> begin = parseTime(from, now);
    if (!begin)
        return fail(begin.error(), "reading --from");
    const Result<UtcTime> end = parseTime(to, now);
    if (!end)
        return fail(end.error(), "reading --to");
    if (*begin >= *end)
        return fail(ErrorKind::InvalidInput, "--from must lie before --to");
    return history::TimeRange{*begin, *end};
}

} // namespace piuptime::ctl
