// SPDX-License-Identifier: GPL-3.0-or-later
// Documents in YAML, from whoever wrote an API. What is JSON and taken as YAML says the same in both.
#include "core/gateway/openapi/Yaml.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::gateway;
using nlohmann::json;

namespace {

std::size_t depthOf(const json &value)
{
    std::size_t deepest = 0;
    for (const json &part : value)
        deepest = std::max(deepest, part.is_structured() ? depthOf(part) : 0);
    return value.is_structured() ? deepest + 1 : 0;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto value = openapi::parseYaml(text);
    if (!value) {
        fuzz::expectPrintable(value.error().detail);
        return 0;
    }
    fuzz::expect(depthOf(*value) <= openapi::kDeepest, "the depth is bounded");
    const std::string written = value->dump(); // which throws where a text is not UTF-8
    fuzz::expect(written.size() <= 8 * openapi::kMostUnfoldedBytes, "the size is bounded");
    fuzz::expect(json::parse(written) == *value, "what is read can be said in JSON");
    const json same = json::parse(text, nullptr, false);
    fuzz::expect(same.is_discarded() || same == *value, "what is JSON and YAML says the same in both");
    return 0;
}
