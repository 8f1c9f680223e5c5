// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/services/ServiceSite.h"

#include "core/gateway/guard/KeyHash.h"

#include <algorithm>
#include <set>

namespace piuptime::simulation {

namespace {

using namespace std::chrono_literals;

/// Chooses Pis for services, each but once for the same service.
class Places
{
public:
    explicit Places(const std::vector<ServiceSite::Place> &pis)
        : m_pis(pis)
    {
    }

    /// Hosts, one for each story wanted; another Pi where there is none with it.
    [[nodiscard]] std::vector<std::string> with(std::initializer_list<Story> stories)
    {
        std::set<std::string> taken;
        std::vector<std::string> hosts;
        for (const Story story : stories) {
            const auto isFree = [&taken](const ServiceSite::Place &pi) { return !taken.contains(pi.host); };
            auto found = std::ranges::find_if(
                m_pis, [&](const ServiceSite::Place &pi) { return pi.story == story && isFree(pi); });
            if (found == m_pis.end())
                found = std::ranges::find_if(m_pis, isFree);
            if (found == m_pis.end())
                break;
            taken.insert(found->host);
            hosts.push_back(found->host);
        }
        return hosts;
    }

private:
    const std::vector<ServiceSite::Place> &m_pis;
};

constexpr std::string_view kHead = R"(# One door to the services of simulated Pis, with simulated people before it.
name = "demonstration"
listen = ["127.0.0.1:0"]

[inspect]
slow_ms = 100

[portal]
path = "/developers"
title = "Services of the site"
takes_requests = true
)";

constexpr std::string_view kRules = R"(
# What whom may pass.
[[plan]]
name = "staff"
[[plan.limit]]
name = "pace"
rate = 50
per = "second"

[[plan]]
name = "guests"
[[plan.limit]]
name = "guests-pace"
rate = 2
per = "second"
burst = 4

[[api]]
name = "sensors-1"
family = "sensors"
version = "1"
version_in = "path"
title = "Sensors"
state = "deprecated"
deprecated_since = 2026-01-15
successor = "sensors-2"
[[api]]
name = "sensors-2"
family = "sensors"
version = "2"
version_in = "path"
title = "Sensors"
state = "published"

[[route]]
name = "sensors-old"
path = "/sensors"
to = "sensors"
api = "sensors-1"
[[route]]
name = "sensors"
path = "/sensors"
to = "sensors"
api = "sensors-2"
[route.access]
require = ["key"]

[[route]]
name = "cameras"
path = "/cameras"
to = "cameras"

[[route]]
name = "archive"
path = "/archive"
to = "archive"
[route.cache]
stale_if_error_ms = 60000
)";

std::string upstreamText(std::string_view name, std::string_view balance, const std::vector<std::string> &addresses)
{
    std::string text =
        "\n[[upstream]]\nname = \"" + std::string(name) + "\"\nbalance = \"" + std::string(balance) + "\"\n";
    for (const std::string &address : addresses)
        text += "[[upstream.endpoint]]\naddress = \"" + address + "\"\n";
    return text
           + "[upstream.check]\npath = \"/health\"\ninterval_ms = 5000\n[upstream.hardware]\n"
             "throttled_percent = 50\nhot_percent = 50\non_battery_percent = 20\n";
}

std::string consumerText(std::string_view name, std::string_view plan, const gateway::guard::MintedKey &key)
{
    return "\n[[consumer]]\nname = \"" + std::string(name) + "\"\nplan = \"" + std::string(plan)
           + "\"\n[[consumer.key]]\nid = \"" + key.id + "\"\nsha256 = \"" + gateway::guard::hexOf(key.hash) + "\"\n";
}

std::string shown(const gateway::guard::MintedKey &key)
{
    return key.key.reveal();
}

} // namespace

Result<std::unique_ptr<ServiceSite>> ServiceSite::start(Options options)
{
    std::unique_ptr<ServiceSite> site(new ServiceSite);
    auto loop = EventLoop::create();
    if (!loop)
        return tl::unexpected(loop.error());
    site->m_loop = std::move(*loop);
    site->m_seed = options.seed;
    if (const Result<void> added = site->addServices(options); !added)
        return tl::unexpected(added.error());
    site->m_thread = std::thread([raw = site.get()] { raw->m_loop->run(); });
    return site;
}

Result<void> ServiceSite::addServices(const Options &options)
{
    struct Plan {
        SimulatedService::Options service;
        std::string_view balance;
        std::vector<std::string> hosts;
    };
    Places places(options.pis);
    const Plan plans[]{
        {{.name = "sensors", .typical = 6ms},
         "peak_ewma",
         places.with({Story::Healthy, Story::Hot, Story::UnderVoltage})},
        {{.name = "cameras", .typical = 40ms, .failureShare = 0.03, .answerBytes = 24'000},
         "least_connections",
         places.with({Story::WeakWifi, Story::Unreachable})},
        {{.name = "archive", .typical = 80ms, .freshFor = 20s, .answerBytes = 6'000},
         "round_robin",
         places.with({Story::OnBattery, Story::DiskFull})},
    };
    m_configuration = kHead;
    for (const Plan &plan : plans) {
        std::vector<std::string> addresses;
        for (const std::string &host : plan.hosts) {
            SimulatedService::Options service = plan.service;
            service.host = host;
            auto started = SimulatedService::start(*m_loop, std::move(service), options.seed + m_services.size());
            if (!started)
                return tl::unexpected(started.error());
            addresses.push_back((*started)->address());
            const auto isThere = [&host](const Place &pi) { return pi.host == host && pi.story != Story::Unreachable; };
            if (std::ranges::any_of(options.pis, isThere)) // else nobody listens where one did
                m_services.push_back(std::move(*started));
        }
        m_configuration += upstreamText(plan.service.name, plan.balance, addresses);
    }
    const auto dashboard = gateway::guard::mintKey();
    const auto report = gateway::guard::mintKey();
    const auto visitor = gateway::guard::mintKey();
    m_configuration += kRules;
    m_configuration += consumerText("dashboard", "staff", dashboard) + consumerText("night-report", "staff", report)
                       + consumerText("visitor", "guests", visitor);
    m_habits = {
        {"127.81.0.1", {"/v2/sensors/attic", "/v2/sensors/cellar", "/v2/sensors/roof"}, shown(dashboard), 150ms},
        {"127.81.0.2", {"/archive/monday", "/archive/tuesday", "/archive/today"}, shown(report), 300ms},
        {"127.81.0.3", {"/cameras/gate.jpg", "/cameras/yard.jpg"}, {}, 400ms},
        {"127.81.0.4", {"/v2/sensors/roof"}, shown(visitor), 9s, 8},
        {"127.81.0.5", {"/v1/sensors/attic"}, {}, 2s},
        {"127.81.0.6", {"/v2/sensors/attic"}, "piu_outdated_of-somebody-who-left", 11s},
        {"127.81.0.7", {"/wp-login.php", "/.env", "/cgi-bin/test"}, {}, 13s},
        {.address = "127.81.0.8",
         .paths = {"/developers/sensors-2"},
         .every = 24h,
         .form = "name=Canteen+display&contact=canteen%40site.example&plan=guests"
                 "&purpose=Temperatures+on+the+screen+beside+the+door"},
        {.address = "127.81.0.9",
         .paths = {"/developers/sensors-2"},
         .every = 24h,
         .form = "name=Roof+study&contact=study%40site.example&plan=staff&purpose=A+year+of+the+roof%2C+hour+by+hour"},
    };
    return {};
}

void ServiceSite::visit(std::uint16_t port)
{
    m_loop->post([this, port] { m_clients = std::make_unique<SimulatedClients>(*m_loop, m_habits, port, m_seed); });
}

ServiceSite::~ServiceSite()
{
    if (m_thread.joinable()) {
        m_loop->stop();
        m_thread.join();
    }
}

} // namespace piuptime::simulation
