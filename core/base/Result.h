// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace piuptime {

/// A value or the reason why there is none.
template <class T>
using Result = tl::expected<T, Error>;

/// Starts a failure: `return fail(ErrorKind::Corrupt, "not a temperature", line);`
///
/// \param excerpt what was found instead; quoted, made printable and cut at 80 bytes
[[nodiscard]] tl::unexpected<Error> fail(ErrorKind kind, std::string detail, std::string_view excerpt = {});

/// Passes a failure on with the step that was under way: `return fail(reading.error(), "reading the SoC temperature");`
[[nodiscard]] tl::unexpected<Error> fail(Error error, std::string step);

} // namespace piuptime

/// Declares `declaration` from `expression`, or co_returns its error. For coroutines.
#define PIUPTIME_CONCAT_INNER(a, b) a##b
#define PIUPTIME_CONCAT(a, b) PIUPTIME_CONCAT_INNER(a, b)
#define CO_TRY(declaration, expression)                                                                                \
    auto PIUPTIME_CONCAT(tryResult, __LINE__) = expression;                                                            \
    if (!PIUPTIME_CONCAT(tryResult, __LINE__))                                                                         \
        co_return tl::unexpected(std::move(PIUPTIME_CONCAT(tryResult, __LINE__)).error());                             \
    declaration = std::move(*PIUPTIME_CONCAT(tryResult, __LINE__)) // NOLINT(bugprone-macro-parentheses): a declaration
