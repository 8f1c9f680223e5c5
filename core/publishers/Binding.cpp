// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publishers/Binding.h"

#include "core/base/Text.h"
#include "core/publishers/Json.h"
#include "core/publishers/JsonPath.h"
#include "core/publishers/Report.h"
#include "core/publishers/Topic.h"
#include "core/publishers/Values.h"

#include <algorithm>

namespace piuptime::publishers {
namespace {

Result<double> foreignValue(const Binding &binding, std::string_view payload)
{
    const auto path = parseJsonPath(binding.path);
    if (!path)
        return fail(ErrorKind::InvalidInput, "not a path into JSON", binding.path);
    std::optional<double> number;
    if (path->empty()) {
        number = valueOf(binding.metric, payload);
    } else {
        simdjson::dom::parser parser;
        const auto root = parseJson(parser, payload);
        if (!root)
            return tl::unexpected(root.error());
        const auto element = elementAt(*root, *path);
        if (!element)
            return fail(ErrorKind::NotFound, "nothing stands at the path", binding.path);
        const auto text = textOf(*element);
        number = text ? valueOf(binding.metric, *text) : std::nullopt;
    }
    if (!number)
        return fail(ErrorKind::Corrupt, "not a number", payload);
    return *number;
}

} // namespace

Result<void> check(const Binding &binding)
{
    if (!isPlainTopic(binding.topic))
        return fail(ErrorKind::InvalidInput, "not a topic without wildcards", binding.topic);
    if (!parseJsonPath(binding.path) && !binding.topic.starts_with("spBv1.0/"))
        return fail(ErrorKind::InvalidInput, "not a path into JSON", binding.path);
    if (printable(binding.device).empty())
        return fail(ErrorKind::InvalidInput, "the device has no name");
    return {};
}

std::span<const Binding> bindingsOf(std::span<const Binding> bindings, std::string_view topic)
{
    const auto first = std::ranges::lower_bound(bindings, topic, {}, &Binding::topic);
    const auto last = std::ranges::upper_bound(bindings, topic, {}, &Binding::topic);
    return {first, last};
}

Result<double> boundValue(const Binding &binding, std::string_view payload)
{
    if (payload.size() > kMaxPayloadBytes)
        return fail(ErrorKind::Overloaded, "the payload is larger than 256 KiB", binding.topic);
    const Result<double> number = foreignValue(binding, payload);
    if (!number)
        return number;
    const double value = binding.scale * *number + binding.offset;
    if (!isPlausible(binding.metric, value))
        return fail(ErrorKind::Corrupt, "out of range for " + std::string(info(binding.metric).name), payload);
    return value;
}

} // namespace piuptime::publishers
