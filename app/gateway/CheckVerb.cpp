// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gateway/Verbs.h"
#include "core/config/AtomicFile.h"
#include "core/gateway/settings/GatewayText.h"

#include <cstdio>

namespace piuptime::gateway {

int check(const std::string &file)
{
    const auto text = config::readFile(file, kMaxGatewayFileBytes);
    if (!text) {
        std::fprintf(stderr, "piuptime-gateway: %s\n", text.error().describe().c_str());
        return 1;
    }
    const std::vector<config::Problem> problems = control::Service::check(*text);
    for (const config::Problem &problem : problems)
        std::fprintf(stderr, "%s:%zu:%zu: %s\n", file.c_str(), problem.line, problem.column, problem.reason.c_str());
    if (problems.empty())
        std::printf("%s can be put into use\n", file.c_str());
    return problems.empty() ? 0 : 1;
}

} // namespace piuptime::gateway
