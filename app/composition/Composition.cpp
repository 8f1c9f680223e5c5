// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/Composition.h"

#include "app/composition/BrokerSecrets.h"
#include "app/composition/MqttClient.h"
#include "app/composition/Workspace.h"
#include "core/agent/protocol/Command.h"
#include "core/async/ReadyFuture.h"
#include "core/base/Text.h"
#include "core/config/SecretStore.h"
#include "core/fleet/FleetPrompter.h"
#include "core/fleet/LocalLink.h"
#include "core/fleet/SshLink.h"
#include "core/remote/RemoteEngine.h"
#include "core/simulation/Backfill.h"
#include "core/ssh/HostKeys.h"
#include "core/ssh/Identities.h"
#include "core/ssh/SafeLibssh.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>

namespace piuptime::composition {
namespace {

constexpr std::chrono::hours kDemoPast{12};
constexpr Seconds kDemoStep{60};
constexpr std::size_t kMostPisWithPast = 64;
constexpr Milliseconds kAttachPatience{10'000};
constexpr Seconds kGatewayGrace{5}; ///< for requests under way

QCoro::Task<Result<std::shared_ptr<fleet::Link>>> openLocalLink()
{
    std::shared_ptr<fleet::Link> link = std::make_shared<fleet::LocalLink>();
    co_return link;
}

auto linkOpenerMaker(const ssh::SessionOptions &common, const QFuture<std::shared_ptr<config::SecretStore>> &secrets)
{
    return [common, secrets](fleet::QuestionDesk &desk) -> fleet::LinkOpener {
        const fleet::FleetPrompter::Shared shared{&desk, secrets, std::make_shared<fleet::SecretCache>()};
        return [common, shared](DeviceConfig device) {
            if (device.source == DeviceConfig::Source::Local)
                return openLocalLink();
            auto prompter = std::make_shared<fleet::FleetPrompter>(device.id, device.name, shared);
            return fleet::openSshLink(std::move(device), common, std::move(prompter));
        };
    };
}

auto hostKeyReplacer(const std::shared_ptr<ssh::HostKeys> &hostKeys)
{
    return [hostKeys](const DeviceConfig &device, const std::string &fingerprint) -> Result<void> {
        std::vector<SshEndpoint> servers = device.jumps;
        servers.push_back(device.endpoint);
        Result<void> replaced = fail(ErrorKind::NotFound, "no server of " + device.name + " showed another key");
        for (const SshEndpoint &server : servers) {
            replaced = hostKeys->replace(server, fingerprint);
            if (replaced)
                break;
        }
        return replaced;
    };
}

/// What goes into the file: a person who removed this machine shall not find it again, so its absence is written down.
std::vector<DeviceConfig> toStore(std::vector<DeviceConfig> devices)
{
    const auto local = std::ranges::find(devices, DeviceConfig::Source::Local, &DeviceConfig::source);
    if (local == devices.end()) {
        devices.push_back(localDevice());
        devices.back().enabled = false;
    } else if (*local == localDevice()) {
        devices.erase(local);
    }
    return devices;
}

std::vector<DeviceConfig> toShow(std::vector<DeviceConfig> devices)
{
    devices = withLocalDevice(std::move(devices));
    std::erase_if(devices, [](const DeviceConfig &device) {
        return device.source == DeviceConfig::Source::Local && !device.enabled;
    });
    return devices;
}

/// Of this user, of the installed package, and of a build that is run where it was made.
std::vector<std::string> agentPackageFolders(const config::Paths &paths)
{
    std::vector<std::string> folders{paths.dataFolder + "/agent"};
    const QDir programs(QCoreApplication::applicationDirPath());
    folders.push_back(programs.filePath(QStringLiteral("../share/piuptime/agent")).toStdString());
    const QDir builds(programs.filePath(QStringLiteral("../..")));
    for (const QString &build : builds.entryList({QStringLiteral("agent-*")}, QDir::Dirs))
        folders.push_back(builds.filePath(build).toStdString());
    return folders;
}

fleet::PollingOptions pollingOptions(const config::Polling &polling)
{
    fleet::PollingOptions options;
    options.fast = polling.fast;
    options.watched = polling.watched;
    options.slow = polling.slow;
    return options;
}

} // namespace

Result<std::unique_ptr<Composition>> Composition::open(Options options)
{
    if (const Result<void> safe = ssh::requireSafeLibssh(); !safe)
        return fail(safe.error(), "checking libssh");
    std::unique_ptr<Composition> composition(new Composition);
    composition->m_paths = config::Paths::fromEnvironment();
    const Result<void> opened =
        options.demoPis ? composition->openDemo(*options.demoPis) : composition->openConfigured(options);
    if (!opened)
        return tl::unexpected(opened.error());
    return composition;
}

Result<void> Composition::serve()
{
    auto server = remote::EngineServer::start(*m_engine, config::Paths::fromEnvironment().engineSocket());
    if (!server)
        return fail(server.error(), "making the socket for front ends");
    m_server = std::move(*server);
    return {};
}

Result<bool> Composition::attach(Options::Collector collector)
{
    if (collector == Options::Collector::Here)
        return false;
    auto engine = std::make_unique<remote::RemoteEngine>(m_paths.engineSocket(), m_clock);
    if (const Result<void> whole = engine->waitUntilWhole(kAttachPatience);
        !whole && collector != Options::Collector::Service) {
        if (whole.error().kind == ErrorKind::NotFound)
            return false;
        return fail(whole.error(), "attaching to piuptimed");
    }
    m_engine = std::move(engine);
    return true;
}

Result<void> Composition::openConfigured(const Options &options)
{
    m_settings = std::make_shared<SettingsStore>(m_paths.settingsFile());
    const config::Settings settings = m_settings->load(m_mistakes);
    m_kiosk = settings.kiosk;
    if (const Result<bool> attached = attach(options.collector); !attached)
        return tl::unexpected(attached.error());
    else if (*attached)
        return {};
    const auto secrets = config::openSecretStore(m_paths);
    auto password = std::make_shared<DatabasePassword>();
    auto history = openHistory(m_paths, settings, history::Access::ReadWrite, password);
    if (!history)
        return fail(history.error(), "opening the history");
    m_history = std::move(*history);
    m_tasks = std::make_unique<async::TaskScope>(QStringLiteral("composition"));
    if (!settings.history.database.empty())
        m_tasks->own(learnDatabasePassword(secrets, settings.history.database, password, WhileSealed::Wait,
                                           m_tasks->stopToken()),
                     QStringLiteral("looking up the password of the database"));

    const ssh::SessionOptions common = sshCommon(m_paths);
    fleet::LocalEngine::Setup setup;
    setup.clock = std::make_shared<SystemClock>();
    setup.history = m_history;
    setup.makeLinkOpener = linkOpenerMaker(common, secrets);
    setup.storeDevices = [stored = m_settings](const std::vector<DeviceConfig> &devices) {
        return stored->change([&](config::Settings &all) { all.devices = toStore(devices); });
    };
    setup.mqtt.brokers = settings.brokers;
    setup.mqtt.bindings = settings.bindings;
    setup.mqtt.makeClient = &makeMqttClient;
    setup.mqtt.password = brokerPasswords(secrets);
    setup.mqtt.commandSecret = commandSecret(secrets);
    setup.mqtt.agentPackage = [folders = agentPackageFolders(m_paths)](const std::string &architecture) {
        return fleet::findAgentPackage(folders, architecture);
    };
    setup.mqtt.store = [stored = m_settings, secrets](const std::vector<BrokerConfig> &brokers,
                                                      const std::vector<Binding> &bindings,
                                                      const std::map<std::string, Secret> &passwords) -> Result<void> {
        if (Result<void> kept = storeBrokerPasswords(secrets, brokers, passwords); !kept)
            return kept;
        return stored->change([&](config::Settings &all) {
            all.brokers = brokers;
            all.bindings = bindings;
        });
    };
    setup.mqtt.localBrokerFolder = m_paths.dataFolder + "/broker";
    setup.replaceHostKey = hostKeyReplacer(common.hostKeys);
    setup.devices = toShow(settings.devices);
    setup.polling = pollingOptions(settings.polling);
    setup.thresholds = settings.thresholds;
    m_engine = std::make_unique<fleet::LocalEngine>(std::move(setup));
    startMetrics(settings.prometheus);
    if (options.runsGateway)
        startGateway();
    return {};
}

std::function<Result<void>(const config::KioskSettings &)> Composition::kioskStore() const
{
    return [stored = m_settings](const config::KioskSettings &kiosk) -> Result<void> {
        if (!stored)
            return {}; // a demonstration leaves no traces
        return stored->change([&](config::Settings &all) { all.kiosk = kiosk; });
    };
}

/// A port that is taken is no reason not to watch the fleet, but one to be told.
void Composition::startMetrics(const config::PrometheusSettings &settings)
{
    if (settings.port == 0)
        return;
    exposition::MetricsServer::Options options;
    options.host = settings.host;
    options.port = settings.port;
    auto server = exposition::MetricsServer::start(*m_engine, options);
    if (server)
        m_metrics = std::move(*server);
    else
        m_failures.push_back("values are not served to Prometheus: " + server.error().describe());
}

/// Nor is a gateway that cannot run a reason not to watch the fleet.
void Composition::startGateway()
{
    gateway::control::Host::Options options{.places = {m_paths.gatewayFile(), m_paths.stateFolder + "/gateway"},
                                            .admin = {.socket = m_paths.gatewaySocket()}};
    if (!QDir().mkpath(QString::fromStdString(m_paths.runtimeFolder))) {
        m_failures.push_back("the gateway does not run: " + m_paths.runtimeFolder + " cannot be made");
        return;
    }
    auto host = gateway::control::Host::start(std::move(options));
    if (!host) {
        m_failures.push_back("the gateway does not run: " + host.error().describe());
        return;
    }
    m_gateway = std::move(*host);
    m_advisor = std::make_unique<GatewayAdvisor>(*m_engine, m_gateway->service());
    const gateway::control::Service::View view = m_gateway->service().view();
    const bool isWanted = QFile::exists(QString::fromStdString(m_paths.gatewayFile()));
    if (isWanted && !view.fileError.empty())
        m_failures.push_back("the gateway's configuration: " + view.fileError);
}

Result<void> Composition::openDemo(std::size_t pis)
{
    m_demoFolder = std::make_unique<QTemporaryDir>();
    if (!m_demoFolder->isValid())
        return fail(ErrorKind::Internal, "no temporary folder: " + m_demoFolder->errorString().toStdString());
    m_paths = config::Paths::in(m_demoFolder->path().toStdString());
    simulation::DemoFleet::Options options;
    options.count = pis;
    auto demo = simulation::DemoFleet::start(options);
    if (!demo)
        return fail(demo.error(), "starting the simulated Pis");
    m_demo = std::move(*demo);
    auto history = openHistory(m_paths, {}, history::Access::ReadWrite);
    if (!history)
        return fail(history.error(), "opening the history");
    m_history = std::move(*history);

    ssh::SessionOptions common;
    QFile knownHosts(QString::fromStdString(m_paths.knownHostsFile()));
    if (!QDir().mkpath(QString::fromStdString(m_paths.configFolder)) || !knownHosts.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Internal, "the demonstration cannot write its known_hosts");
    for (std::size_t i = 0; i < m_demo->devices().size(); ++i) {
        const SshEndpoint &server = m_demo->devices()[i].endpoint;
        const std::string line =
            '[' + server.host + "]:" + std::to_string(server.port) + ' ' + m_demo->hostKey(i) + '\n';
        knownHosts.write(line.data(), static_cast<qint64>(line.size()));
    }
    knownHosts.close();
    common.hostKeys = std::make_shared<ssh::HostKeys>(m_paths.knownHostsFile());
    common.keys = std::make_shared<ssh::Identities>();

    fleet::LocalEngine::Setup setup;
    setup.clock = std::make_shared<SystemClock>();
    setup.history = m_history;
    setup.makeLinkOpener = linkOpenerMaker(common, {});
    setup.storeDevices = [](const std::vector<DeviceConfig> &) -> Result<void> { return {}; };
    setup.replaceHostKey = hostKeyReplacer(common.hostKeys);
    setup.devices = m_demo->devices();
    if (const Result<void> added = addReportingSite(setup); !added)
        return fail(added.error(), "starting the simulated Pis that report");
    setup.gatewaySocket = m_paths.gatewaySocket();
    m_engine = std::make_unique<fleet::LocalEngine>(std::move(setup));
    fillPast();
    if (const Result<void> started = startDemoGateway(); !started)
        return fail(started.error(), "starting the gateway before simulated services");
    return {};
}

/// A real one, on a port that is free.
Result<void> Composition::startDemoGateway()
{
    simulation::ServiceSite::Options options;
    for (std::size_t i = 0; i < m_demo->devices().size(); ++i)
        options.pis.push_back({m_demo->devices()[i].endpoint.host, m_demo->profiles()[i].story});
    auto services = simulation::ServiceSite::start(std::move(options));
    if (!services)
        return tl::unexpected(services.error());
    m_demoServices = std::move(*services);
    QFile file(QString::fromStdString(m_paths.gatewayFile()));
    const std::string &text = m_demoServices->configuration();
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
        return fail(ErrorKind::Internal, "the demonstration cannot write its gateway.toml");
    file.close();
    startGateway();
    const auto ports = m_gateway ? m_gateway->service().view().ports : std::vector<std::uint16_t>();
    if (!ports.empty()) // else it is told among the problems
        m_demoServices->visit(ports.front());
    return {};
}

Result<void> Composition::addReportingSite(fleet::LocalEngine::Setup &setup)
{
    auto secret = agent::makeCommandSecret();
    if (!secret)
        return tl::unexpected(std::move(secret).error());
    const auto key = agent::keyOf(*secret);
    if (!key)
        return tl::unexpected(key.error());
    simulation::ReportingSite::Options options;
    options.keys = {*key};
    m_demoSite = std::make_unique<simulation::ReportingSite>(std::move(options));
    std::ranges::copy(m_demoSite->devices(), std::back_inserter(setup.devices));
    setup.mqtt.brokers = {m_demoSite->broker()};
    setup.mqtt.makeClient = [site = m_demoSite.get()](mqtt::ClientOptions client, mqtt::ClientEvents events)
        -> Result<std::unique_ptr<mqtt::Client>> { return site->makeClient(std::move(client), std::move(events)); };
    setup.mqtt.commandSecret = [secret = *secret] { return async::readyFuture<Result<Secret>>(secret); };
    setup.mqtt.store = [](const std::vector<BrokerConfig> &, const std::vector<Binding> &,
                          const std::map<std::string, Secret> &) -> Result<void> { return {}; };
    return {};
}

void Composition::fillPast()
{
    const SystemClock clock;
    m_past = std::jthread([history = m_history, site = m_demoSite.get(), profiles = m_demo->profiles(),
                           devices = m_demo->devices(), now = clock.utcNow(),
                           mono = clock.monotonicNow()](const std::stop_token &stop) {
        for (std::size_t i = 0; i < std::min(profiles.size(), kMostPisWithPast) && !stop.stop_requested(); ++i) {
            for (Reading &reading : simulation::backfill(profiles[i], now - kDemoPast, now, kDemoStep, mono))
                history->append(devices[i].id, std::move(reading));
        }
        site->tellPast(kDemoPast, kDemoStep, [&](const DeviceId &device, std::vector<Reading> readings) {
            for (Reading &reading : readings)
                history->append(device, std::move(reading));
            return !stop.stop_requested();
        });
    });
}

Composition::~Composition()
{
    m_past.request_stop();
    m_advisor.reset();
    m_demoServices.reset();
    if (m_gateway && !m_gateway->stop(kGatewayGrace))
        qWarning("gateway: requests were cut off that took longer than %lld s",
                 static_cast<long long>(kGatewayGrace.count()));
    m_metrics.reset();
    m_server.reset();
    m_engine.reset();
}

} // namespace piuptime::composition
