// SPDX-License-Identifier: GPL-3.0-or-later
// OpenAPI documents, from whoever wrote an API: what is made of them is a part of a configuration that can be read.
#include "core/gateway/control/ImportOpenApi.h"
#include "core/gateway/settings/GatewayText.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::gateway;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto part = control::importOpenApi({reinterpret_cast<const char *>(data), size}, "pis");
    if (!part) {
        fuzz::expectPrintable(part.error().detail);
        return 0;
    }
    const auto config = parseGateway("listen = [\"127.0.0.1:0\"]\n[[upstream]]\nname = \"pis\"\n"
                                     "[[upstream.endpoint]]\naddress = \"127.0.0.1:80\"\n"
                                     + *part);
    for (std::size_t i = 0; !config && i < config.error().size(); ++i)
        std::fprintf(stderr, "line %zu: %s\n", static_cast<std::size_t>(config.error()[i].line),
                     config.error()[i].reason.c_str());
    fuzz::expect(config.has_value(), "what is imported can be read");
    fuzz::expect(config->apis.size() == 1, "a document is one API");
    for (const RouteConfig &route : config->routes)
        fuzz::expect(!route.methods.empty() && route.pathPrefix.starts_with('/'), "a route says what it takes");
    return 0;
}
