// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::exchange {

/// The shortest decimal text that reads back as the very same double: `42.5`, `-0.0`, `1e+22`, `NaN`, `+Inf`, `-Inf`.
/// Locale-free. No text looks like an integer of more than 15 digits, so that JSON readers keep it exact.
[[nodiscard]] std::string numeral(double value);

/// Reads back what `numeral` wrote, and any other decimal number; `nan` and `inf` in any case. Fills the whole text.
[[nodiscard]] std::optional<double> parseNumeral(std::string_view text);

/// The text of `value` times ten to the power of `shift`, exactly: the decimal point moves, nothing is rounded away.
[[nodiscard]] std::string shiftedNumeral(double value, int shift);
/// The number a text stands for after its decimal point moved by `shift`; undoes `shiftedNumeral(…, -shift)`.
[[nodiscard]] std::optional<double> parseShiftedNumeral(std::string_view text, int shift);

} // namespace piuptime::exchange
