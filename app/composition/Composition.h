// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/GatewayAdvisor.h"
#include "app/composition/SettingsStore.h"
#include "core/async/TaskScope.h"
#include "core/base/Result.h"
#include "core/config/Paths.h"
#include "core/config/Settings.h"
#include "core/exposition/MetricsServer.h"
#include "core/fleet/LocalEngine.h"
#include "core/gateway/control/Host.h"
#include "core/remote/EngineServer.h"
#include "core/simulation/DemoFleet.h"
#include "core/simulation/reporters/ReportingSite.h"
#include "core/simulation/services/ServiceSite.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace piuptime::composition {

/// Everything behind a front end, put together and running; ends in order when it goes.
/// Thread: the front end's, which has an event loop.
class Composition
{
public:
    struct Options {
        /// That many simulated Pis instead of the configured ones, and a site whose Pis report by themselves.
        std::optional<std::size_t> demoPis;
        enum class Collector : std::uint8_t {
            Here,
            Anywhere, ///< `piuptimed` of this user if it runs, else here
            Service,  ///< `piuptimed` of this user alone, which is waited for while it does not run
        };
        Collector collector = Collector::Anywhere;
        /// Whether the gateway of this user runs in this process, where the engine does and no other process has it.
        bool runsGateway = false;
    };

    /// \retval Conflict another console has the history open   \retval Unauthorized libssh is not safe to use
    /// \retval Internal the demonstration cannot start   \retval Timeout, Unreachable `piuptimed` does not answer
    /// properly
    /// A broken configuration does not end it: see `mistakes` and `failures`.
    [[nodiscard]] static Result<std::unique_ptr<Composition>> open(Options options);
    ~Composition();
    Composition(const Composition &) = delete;
    Composition &operator=(const Composition &) = delete;

    [[nodiscard]] fleet::Engine &engine() { return *m_engine; }
    /// Lets front ends of this user in other processes use the engine from now on. Errors as of `EngineServer::start`.
    [[nodiscard]] Result<void> serve();
    [[nodiscard]] const config::Paths &paths() const { return m_paths; }
    /// Mistakes in the settings, for the person, a line each. What they are about is left out, and nothing is stored
    /// while there are any.
    [[nodiscard]] const std::vector<std::string> &mistakes() const { return m_mistakes; }
    /// Parts that do not run, and why, a line each.
    [[nodiscard]] const std::vector<std::string> &failures() const { return m_failures; }
    /// How the screen on a wall is set up.
    [[nodiscard]] const config::KioskSettings &kiosk() const { return m_kiosk; }
    /// Stores other settings of the screen; waits for the disk. May be called in any thread.
    [[nodiscard]] std::function<Result<void>(const config::KioskSettings &)> kioskStore() const;
    [[nodiscard]] bool isDemo() const { return m_demo != nullptr; }

private:
    Composition() = default;
    [[nodiscard]] Result<void> openConfigured(const Options &options);
    /// \return whether the engine is that of `piuptimed`
    [[nodiscard]] Result<bool> attach(Options::Collector collector);
    [[nodiscard]] Result<void> openDemo(std::size_t pis);
    [[nodiscard]] Result<void> addReportingSite(fleet::LocalEngine::Setup &setup);
    [[nodiscard]] Result<void> startDemoGateway();
    void fillPast();
    void startMetrics(const config::PrometheusSettings &settings);
    void startGateway();

    config::Paths m_paths;
    std::vector<std::string> m_mistakes;
    std::vector<std::string> m_failures;
    std::shared_ptr<SettingsStore> m_settings; ///< null: a demonstration
    config::KioskSettings m_kiosk;
    std::unique_ptr<QTemporaryDir> m_demoFolder;
    std::unique_ptr<simulation::DemoFleet> m_demo;
    std::unique_ptr<simulation::ReportingSite> m_demoSite;
    std::unique_ptr<simulation::ServiceSite> m_demoServices;
    std::unique_ptr<async::TaskScope> m_tasks;
    std::shared_ptr<history::HistoryStore> m_history;
    SystemClock m_clock;
    std::unique_ptr<fleet::Engine> m_engine;
    std::unique_ptr<remote::EngineServer> m_server;       ///< null: it is used by this process alone
    std::unique_ptr<exposition::MetricsServer> m_metrics; ///< null: nobody asked for it
    std::unique_ptr<gateway::control::Host> m_gateway;    ///< null: not in this process
    std::unique_ptr<GatewayAdvisor> m_advisor;            ///< likewise
    std::jthread m_past;                                  ///< fills the history of a demonstration
};

} // namespace piuptime::composition
