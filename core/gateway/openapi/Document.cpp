// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/openapi/Document.h"

#include "core/gateway/openapi/Yaml.h"

namespace piuptime::gateway::openapi {

using nlohmann::json;

/// What is no JSON is judged as YAML, which it may be in spite of a brace at its beginning.
Result<Document> readDocument(std::string_view text)
{
    const auto isShallow = [](int depth, json::parse_event_t, json &) { return depth < static_cast<int>(kDeepest); };
    Document document{.value = json::parse(text, isShallow, false)};
    if (document.value.is_discarded()) {
        auto value = parseYaml(text);
        if (!value)
            return tl::unexpected(value.error());
        document = {.value = std::move(*value), .isJson = false};
    }
    const auto version = document.value.is_object() ? document.value.find("openapi") : document.value.end();
    const bool isKnown = document.value.is_object() && version != document.value.end() && version->is_string()
                         && version->get_ref<const std::string &>().starts_with("3.");
    if (!isKnown)
        return fail(ErrorKind::InvalidInput,
                    "this is no OpenAPI 3 document: on top it needs “openapi” with a text such as 3.0.3");
    return document;
}

} // namespace piuptime::gateway::openapi
