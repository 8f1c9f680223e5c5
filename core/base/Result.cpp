// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Result.h"

#include "core/base/Text.h"

namespace piuptime {
namespace {
constexpr std::size_t kExcerptBytes = 80;
}

tl::unexpected<Error> fail(ErrorKind kind, std::string detail, std::string_view excerpt)
{
    if (!excerpt.empty())
        detail += ": “" + printable(excerpt, kExcerptBytes) + "”";
    return tl::unexpected<Error>(Error{kind, std::move(detail), {}});
}

tl::unexpected<Error> fail(Error error, std::string step)
{
    error.steps.push_back(std::move(step));
    return tl::unexpected<Error>(std::move(error));
}

} // namespace piuptime
