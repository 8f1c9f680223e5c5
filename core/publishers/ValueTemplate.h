// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publishers/JsonPath.h"

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::publishers {

/// The part of Home Assistant's templates that is in use for values: `{{ value }}`, `{{ value_json.a['b'] }}`, and
/// behind it any of the filters `float`, `int`, `round(n)`, `tojson`, `default(…)`, `is_defined`, `string`. Where
/// nothing stands at the path there is no value, whatever `default` says.
class ValueTemplate
{
public:
    /// Made from empty text, passes the payload on.
    /// \return empty when it is another kind of template
    [[nodiscard]] static std::optional<ValueTemplate> parse(std::string_view text);

    [[nodiscard]] bool needsJson() const { return m_needsJson; }
    /// What the template makes of a payload.
    /// \param json the parsed payload; null when it is no JSON
    [[nodiscard]] std::optional<std::string> render(std::string_view payload, const simdjson::dom::element *json) const;

    [[nodiscard]] std::size_t bytes() const; ///< what it takes in memory, roughly

private:
    bool m_needsJson = false;
    JsonPath m_path;
    std::optional<int> m_decimals; ///< of the filter `round`
};

} // namespace piuptime::publishers
