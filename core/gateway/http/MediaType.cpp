// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/http/MediaType.h"

#include "core/gateway/http/Characters.h"

namespace piuptime::gateway::http {

namespace {

bool isJsonType(std::string_view value)
{
    constexpr std::string_view kSuffix = "+json";
    const std::string_view type = withoutBlanks(value.substr(0, value.find(';')));
    return equalsIgnoringCase(type, "application/json")
           || (type.size() > kSuffix.size() && equalsIgnoringCase(type.substr(type.size() - kSuffix.size()), kSuffix));
}

bool any(const HeadParser &head, std::string_view name, bool (*holds)(std::string_view))
{
    for (std::size_t i = 0; i < head.fieldCount(); ++i) {
        const FieldView field = head.field(i);
        if (field.known == FieldName::Other && equalsIgnoringCase(field.name, name) && holds(field.value))
            return true;
    }
    return false;
}

} // namespace

bool isJson(const HeadParser &head)
{
    return any(head, "Content-Type", &isJsonType);
}

bool isCoded(const HeadParser &head)
{
    return any(head, "Content-Encoding",
               [](std::string_view coding) { return !coding.empty() && !equalsIgnoringCase(coding, "identity"); });
}

} // namespace piuptime::gateway::http
