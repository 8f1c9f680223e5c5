// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace piuptime::exposition {

/// What a client asked for, as far as it matters here.
struct RequestHead {
    std::string method;
    std::string path; ///< without the query
};

inline constexpr std::size_t kMaxHeadBytes = 8192;

/// The length of the head of a request, with the empty line that ends it; empty while that has not come.
[[nodiscard]] std::optional<std::size_t> headLength(std::string_view bytes);
/// Reads the first line of a head: `GET /metrics HTTP/1.1`. Empty when it is not of this form.
[[nodiscard]] std::optional<RequestHead> parseHead(std::string_view head);

/// The whole of an answer, after which the connection ends.
[[nodiscard]] std::string answerTo(const RequestHead &request, int status, std::string_view body);

} // namespace piuptime::exposition
