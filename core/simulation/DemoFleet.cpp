// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/DemoFleet.h"

#include "core/simulation/Ed25519Key.h"
#include "core/simulation/Format.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace piuptime::simulation {
namespace {

/// A new file that only this user can read.
Result<void> writePrivate(const std::string &path, std::string_view bytes)
{
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0)
        return fail(ErrorKind::Internal, "the file cannot be made", path);
    const ssize_t written = write(file, bytes.data(), bytes.size());
    const bool closed = close(file) == 0;
    if (written != static_cast<ssize_t>(bytes.size()) || !closed)
        return fail(ErrorKind::Internal, "the file cannot be written", path);
    return {};
}

} // namespace

Result<std::unique_ptr<DemoFleet>> DemoFleet::start(Options options)
{
    std::unique_ptr<DemoFleet> fleet(new DemoFleet);
    const UtcTime now = SystemClock().utcNow();
    fleet->m_profiles = castOf(options.count, options.seed, now);
    const Ed25519Key key = Ed25519Key::random();
    SshServer::Options server;
    server.port = options.port;
    server.network = options.network;
    server.none = options.anybody;
    server.authorisedKeys = {key.publicLine()};
    auto started = SshServer::start(fleet->m_profiles, std::move(server));
    if (!started)
        return fail(started.error(), "starting the demonstration");
    fleet->m_server = std::move(*started);
    if (const auto written = fleet->writeFiles(key.privateFile()); !written)
        return fail(written.error(), "starting the demonstration");
    fleet->describeDevices();
    return fleet;
}

DemoFleet::~DemoFleet()
{
    std::error_code ignored;
    if (!m_directory.empty())
        std::filesystem::remove_all(m_directory, ignored);
}

Result<void> DemoFleet::writeFiles(const std::string &privateKey)
{
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "piuptime-demo-XXXXXX").string();
    if (error || !mkdtemp(pattern.data()))
        return fail(ErrorKind::Internal, "no directory for the key can be made", pattern);
    m_directory = pattern;
    m_keyFile = (m_directory / "id_ed25519").string();
    m_knownHostsFile = (m_directory / "known_hosts").string();
    std::string known;
    for (std::size_t i = 0; i < m_profiles.size(); ++i)
        known += '[' + m_server->address(i) + "]:" + std::to_string(m_server->port()) + ' ' + hostKey(i) + '\n';
    if (const auto written = writePrivate(m_knownHostsFile, known); !written)
        return written;
    return writePrivate(m_keyFile, privateKey);
}

void DemoFleet::describeDevices()
{
    m_devices.reserve(m_profiles.size());
    for (std::size_t i = 0; i < m_profiles.size(); ++i) {
        const PiProfile &pi = m_profiles[i];
        const Noise noise(pi.seed);
        DeviceConfig device;
        const std::uint64_t low = noise.bits("device-low");
        device.id = format("%08x-%04x-4%03x-8%03x-%012llx", static_cast<unsigned>(noise.bits("device-high")),
                           static_cast<unsigned>(noise.bits("device-middle") & 0xffff),
                           static_cast<unsigned>(low >> 52), static_cast<unsigned>(low >> 40 & 0xfff),
                           static_cast<unsigned long long>(noise.bits("device-node") & 0xffffffffffff));
        device.name = pi.name;
        device.endpoint = {"pi", m_server->address(i), m_server->port()};
        device.identities = {m_keyFile};
        device.site = pi.site;
        device.tags = pi.tags;
        device.notes = "Simulated: " + std::string(name(pi.story));
        if (pi.ups)
            device.ups = {*pi.ups};
        m_devices.push_back(std::move(device));
    }
}

std::string DemoFleet::hostKey(std::size_t index) const
{
    return Ed25519Key::derived(m_profiles[index].seed).publicLine();
}

std::string DemoFleet::hostFingerprint(std::size_t index) const
{
    return Ed25519Key::derived(m_profiles[index].seed).fingerprint();
}

} // namespace piuptime::simulation
