// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/Verbs.h"
#include "core/config/AtomicFile.h"
#include "core/gateway/settings/GatewayText.h"
#include "core/gateway/tls/Context.h"

#include <cstdio>

namespace piuptime::gateway {

int check(const std::string &file)
{
    const auto text = config::readFile(file, kMaxGatewayFileBytes);
    if (!text) {
        std::fprintf(stderr, "piuptime-gateway: %s\n", text.error().describe().c_str());
        return 1;
    }
    const auto config = parseGateway(*text, std::filesystem::path(file).parent_path());
    if (!config) {
        for (const config::Problem &problem : config.error())
            std::fprintf(stderr, "%s:%zu:%zu: %s\n", file.c_str(), problem.line, problem.column,
                         problem.reason.c_str());
        return 1;
    }
    const std::vector<Error> errors = tls::checkFiles(*config);
    for (const Error &error : errors)
        std::fprintf(stderr, "%s: %s\n", file.c_str(), error.describe().c_str());
    if (errors.empty())
        std::printf("%s can be put into use\n", file.c_str());
    return errors.empty() ? 0 : 1;
}

} // namespace piuptime::gateway
