// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace piuptime {

/// Makes foreign bytes safe to show: terminal escape sequences and control characters go, invalid UTF-8 becomes
/// U+FFFD, bidirectional overrides go, white space runs become one space, and the result is cut at a character
/// boundary after at most `maxBytes` bytes (an ellipsis marks the cut).
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t maxBytes = 1024);

/// Without leading and trailing ASCII white space and NULs. A view into `text`.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Cuts the first line off `rest` (without its `\n` or `\r\n`); empty optional when `rest` is empty.
[[nodiscard]] std::optional<std::string_view> takeLine(std::string_view &rest);

/// Cuts blanks and tabs off the start of `rest`.
void skipBlanks(std::string_view &rest);

/// Cuts the first word off `rest`, skipping blanks and tabs; an empty view when there is none.
[[nodiscard]] std::string_view takeWord(std::string_view &rest);

/// Cuts `count` words off `rest`, for columns nobody asks for.
void skipWords(std::string_view &rest, std::size_t count);

/// The parts between `separator`s; empty parts are kept.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// A finite decimal number that fills the whole of `text` (white space around it aside). Locale-free.
[[nodiscard]] std::optional<double> toNumber(std::string_view text);

/// An unsigned integer in `base` 10 or 16 (with or without `0x`) that fills the whole of `text`.
[[nodiscard]] std::optional<std::uint64_t> toUnsigned(std::string_view text, int base = 10);

/// A signed decimal integer that fills the whole of `text`.
[[nodiscard]] std::optional<std::int64_t> toSigned(std::string_view text);

/// `text` as one word for a POSIX shell, in single quotes.
[[nodiscard]] std::string shellQuoted(std::string_view text);

} // namespace piuptime
