// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/Verbs.h"
#include "core/config/AtomicFile.h"
#include "core/gateway/control/ImportOpenApi.h"

#include <cstdio>

namespace piuptime::gateway {

int importOpenApi(const std::string &file, const std::string &upstream)
{
    const auto text = config::readFile(file, control::kMaxOpenApiBytes);
    const auto toml = text ? control::importOpenApi(*text, upstream) : text;
    if (!toml) {
        std::fprintf(stderr, "piuptime-gateway: %s: %s\n", file.c_str(), toml.error().describe().c_str());
        return 1;
    }
    std::fputs(toml->c_str(), stdout);
    return 0;
}

} // namespace piuptime::gateway
