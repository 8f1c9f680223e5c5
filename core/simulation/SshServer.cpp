// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/SshServer.h"

#include "core/base/Text.h"

#include <sys/resource.h>

#include <algorithm>
#include <future>

namespace piuptime::simulation {
namespace {

constexpr int kPortAttempts = 8;
constexpr std::size_t kPerSubnet = 250;

/// A thousand Pis need two thousand descriptors, the usual soft limit is 1024.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

Result<SignIn> signInOf(const SshServer::Options &options)
{
    SignIn signIn;
    signIn.password = options.password;
    signIn.none = options.none;
    for (const std::string &line : options.authorisedKeys) {
        std::string_view rest = line;
        const std::string type(takeWord(rest));
        const std::string blob(takeWord(rest));
        ssh_key key = nullptr;
        if (ssh_pki_import_pubkey_base64(blob.c_str(), ssh_key_type_from_name(type.c_str()), &key) != SSH_OK)
            return fail(ErrorKind::InvalidInput, "not a public key", line);
        signIn.authorisedKeys.emplace_back(key);
    }
    return signIn;
}

std::string addressOf(std::size_t index, int network)
{
    return "127." + std::to_string(network) + '.' + std::to_string(1 + index / kPerSubnet) + '.'
           + std::to_string(1 + index % kPerSubnet);
}

} // namespace

Result<std::unique_ptr<SshServer>> SshServer::start(std::vector<PiProfile> pis, const Options &options)
{
    raiseDescriptorLimit();
    std::unique_ptr<SshServer> server(new SshServer);
    auto signIn = signInOf(options);
    if (!signIn)
        return fail(signIn.error(), "starting simulated Pis");
    server->m_settings.signIn = std::move(*signIn);
    server->m_clock = options.clock ? options.clock : std::make_shared<SystemClock>();
    server->m_settings.clock = server->m_clock.get();
    for (int i = 0; i < std::max(1, options.threads); ++i) {
        auto loop = EventLoop::create();
        if (!loop)
            return fail(loop.error(), "starting simulated Pis");
        server->m_loops.push_back(std::move(*loop));
    }
    for (std::size_t i = 0; i < pis.size(); ++i)
        server->m_hosts.push_back(std::make_unique<PiHost>(std::move(pis[i]), addressOf(i, options.network),
                                                           server->m_settings,
                                                           *server->m_loops[i % server->m_loops.size()]));
    const auto listening = server->listen(options.port, options.port == 0 ? kPortAttempts : 1);
    if (!listening)
        return fail(listening.error(), "starting simulated Pis");
    for (std::size_t i = 0; i < server->m_loops.size(); ++i) {
        std::vector<PiHost *> hosts;
        for (std::size_t k = i; k < server->m_hosts.size(); k += server->m_loops.size())
            hosts.push_back(server->m_hosts[k].get());
        EventLoop &loop = *server->m_loops[i];
        loop.post([self = server.get(), &loop, hosts = std::move(hosts)] { self->tick(loop, hosts); });
        server->m_threads.emplace_back([&loop] { loop.run(); });
    }
    return server;
}

SshServer::~SshServer()
{
    for (const auto &loop : m_loops)
        loop->stop();
    m_threads.clear();
    m_hosts.clear(); // before the loops that watch their sockets
}

/// All on one port: the one asked for, or the one the first Pi is given.
Result<void> SshServer::listen(std::uint16_t port, int attempts)
{
    m_port = port;
    for (std::size_t i = 0; i < m_hosts.size(); ++i) {
        const auto got = m_hosts[i]->listen(m_port);
        if (got) {
            m_port = *got;
            continue;
        }
        if (attempts <= 1)
            return tl::unexpected(got.error());
        for (std::size_t k = 0; k < i; ++k)
            m_hosts[k]->stopListening();
        return listen(port, attempts - 1);
    }
    return {};
}

/// Stories that come and go by themselves are looked after once a second; first all of them once.
void SshServer::tick(EventLoop &loop, std::vector<PiHost *> hosts)
{
    for (PiHost *host : hosts)
        host->refresh();
    std::erase_if(hosts, [](PiHost *host) { return host->pi().profile().story != Story::Rebooting; });
    if (!hosts.empty())
        loop.after(Seconds(1), [this, &loop, hosts = std::move(hosts)] { tick(loop, hosts); });
}

void SshServer::post(std::size_t index, std::function<void(PiHost &)> work)
{
    m_loops[index % m_loops.size()]->post([host = m_hosts[index].get(), work = std::move(work)] { work(*host); });
}

void SshServer::setFault(std::size_t index, Fault fault, Milliseconds delay)
{
    post(index, [=](PiHost &host) { host.setFault(fault, delay); });
}

void SshServer::reboot(std::size_t index)
{
    post(index, [](PiHost &host) { host.reboot(); });
}

void SshServer::powerOff(std::size_t index)
{
    post(index, [](PiHost &host) { host.powerOff(); });
}

void SshServer::dropConnections(std::size_t index)
{
    post(index, [](PiHost &host) { host.dropConnections(); });
}

void SshServer::jumpClock(std::size_t index, Seconds jump)
{
    post(index, [=](PiHost &host) { host.pi().jumpClock(jump); });
}

void SshServer::inspect(std::size_t index, const std::function<void(SimulatedPi &)> &work)
{
    std::promise<void> done;
    post(index, [&](PiHost &host) {
        work(host.pi());
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace piuptime::simulation
