// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/portal/OpenApi.h"

#include "core/gateway/openapi/Document.h"

#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <iterator>

namespace piuptime::gateway::portal {

using nlohmann::json;

namespace {

constexpr std::size_t kMostBytes = std::size_t{2} << 20U;
constexpr std::size_t kMostOperations = 500;

Result<std::string> readText(const std::string &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string text;
    text.resize(kMostBytes + 1);
    if (!stream || (!stream.read(text.data(), static_cast<std::streamsize>(text.size())) && !stream.eof()))
        return fail(ErrorKind::NotFound, "the OpenAPI document cannot be read", file);
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMostBytes)
        return fail(ErrorKind::InvalidInput, "the OpenAPI document is larger than 2 MiB", file);
    return text;
}

void addOperations(const std::string &path, const json &item, std::vector<OpenApi::Operation> &operations)
{
    constexpr std::array<std::pair<const char *, const char *>, 7> kMethods{{{"get", "GET"},
                                                                             {"head", "HEAD"},
                                                                             {"post", "POST"},
                                                                             {"put", "PUT"},
                                                                             {"patch", "PATCH"},
                                                                             {"delete", "DELETE"},
                                                                             {"options", "OPTIONS"}}};
    for (const auto &[key, method] : kMethods) {
        const auto found = item.is_object() ? item.find(key) : item.end();
        if (found == item.end() || operations.size() == kMostOperations)
            continue;
        const auto summary = found->is_object() ? found->find("summary") : found->end();
        const bool isTold = found->is_object() && summary != found->end() && summary->is_string();
        operations.push_back({method, path, isTold ? summary->get<std::string>() : std::string()});
    }
}

} // namespace

Result<OpenApi> readOpenApi(const std::string &file)
{
    auto text = readText(file);
    if (!text)
        return tl::unexpected(text.error());
    auto read = openapi::readDocument(*text);
    if (!read)
        return fail(read.error(), "reading " + file);
    const json &document = read->value;
    const auto paths = document.find("paths");
    if (paths == document.end() || !paths->is_object())
        return fail(ErrorKind::InvalidInput, "the OpenAPI document has no map of the name “paths”", file);
    OpenApi api{read->isJson ? std::move(*text) : document.dump(2), {}};
    for (const auto &[path, item] : paths->items())
        addOperations(path, item, api.operations);
    return api;
}

} // namespace piuptime::gateway::portal
