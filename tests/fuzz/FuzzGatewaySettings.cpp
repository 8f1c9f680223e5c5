// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations of the gateway, which people write and the admin API takes: what is accepted can be put into use,
// finds a route for any request, and can be given a key and rid of it.
#include "core/gateway/control/KeyText.h"
#include "core/gateway/http/Target.h"
#include "core/gateway/proxy/Snapshot.h"
#include "core/gateway/settings/GatewayText.h"
#include "tests/fuzz/Expect.h"

using namespace piuptime;
using namespace piuptime::gateway;

namespace {

/// Takes away what would read files, look up names or start threads that fetch.
void disarm(Config &config)
{
    config.listeners.clear();
    for (GroupConfig &group : config.groups) {
        group.tls = {};
        for (std::size_t i = 0; i < group.endpoints.size(); ++i)
            group.endpoints[i].address = "127.0.0.1:" + std::to_string(i + 1);
    }
    config.guard.issuers.clear();
    for (guard::ConsumerConfig &consumer : config.guard.consumers)
        consumer.tokens.clear();
}

void expectRouted(const Snapshot &snapshot, const std::string &host, const std::string &path)
{
    http::RequestParser request(http::Limits{});
    const std::string head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Canary: 1\r\n\r\n";
    if (request.parse(head) != http::Progress::Done)
        return;
    std::string storage;
    const std::string_view normalized = http::normalizedPath(request.head().path, storage);
    const Router::Match match = snapshot.router().find(request, normalized);
    fuzz::expect((match.route == nullptr) == (match.cause != Cause::None), "a request has a route or a cause");
    if (match.route == nullptr)
        return;
    for (const std::uint32_t dice : {0U, 0x80000000U, 0xffffffffU})
        fuzz::expect(snapshot.groupOf(*match.route, dice) != nullptr, "a route leads somewhere");
    std::string rewritten;
    fuzz::expect(pathForUpstream(*match.route, request.head().path, normalized, rewritten).starts_with('/'),
                 "a path stays a path");
}

void expectUsable(Config config)
{
    disarm(config);
    Registry registry;
    const auto snapshot = Snapshot::make(std::move(config), registry);
    fuzz::expect(snapshot.has_value(), "what is accepted can be put into use");
    expectRouted(**snapshot, "pi", "/");
    for (const RouteConfig &route : (*snapshot)->config().routes)
        expectRouted(**snapshot, route.hosts.empty() ? "pi" : route.hosts.front(), route.pathPrefix);
}

/// What a text says of a consumer's keys, once it is read; empty when it cannot be.
std::vector<std::string> keysOf(std::string_view text, const std::string &name)
{
    std::vector<std::string> ids;
    const auto config = parseGateway(text);
    for (std::size_t i = 0; config && i < config->guard.consumers.size(); ++i) {
        for (const guard::KeyConfig &key : config->guard.consumers[i].keys) {
            if (config->guard.consumers[i].name == name)
                ids.push_back(key.id);
        }
    }
    return ids;
}

void expectKeysCanChange(std::string_view text, const std::string &consumer)
{
    const control::KeyEntry key{.id = "fuzzed", .sha256 = std::string(64, 'a'), .label = "a \"key\""};
    const std::vector<std::string> before = keysOf(text, consumer);
    const auto with = control::withKey(text, consumer, key);
    if (!with)
        return;
    fuzz::expect(keysOf(*with, consumer).size() == before.size() + 1, "one key is added");
    const auto without = control::withoutKey(*with, consumer, key.id);
    fuzz::expect(!without || keysOf(*without, consumer) == before, "it is the one that is taken away");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto config = parseGateway(text, "/folder");
    if (!config) {
        fuzz::expect(!config.error().empty(), "a refusal has its reasons");
        for (const config::Problem &problem : config.error())
            fuzz::expectPrintable(problem.reason);
        return 0;
    }
    for (const guard::ConsumerConfig &consumer : config->guard.consumers)
        expectKeysCanChange(text, consumer.name);
    expectUsable(*config);
    return 0;
}
