// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/Device.h"
#include "core/simulation/SshServer.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace piuptime::simulation {

/// A fleet of simulated Pis that answers on this machine, with everything a console needs to reach it: device entries,
/// the key that signs in, and the host keys to expect. Runs until destroyed.
class DemoFleet
{
public:
    struct Options {
        std::size_t count = 24;
        std::uint64_t seed = 1;
        std::uint16_t port = 0; ///< 0: any that is free
        int network = 80;       ///< the Pis live in 127.NETWORK.0.0/16
        bool anybody = false;   ///< lets everybody in, for other SSH clients
    };

    /// Ready when it returns: some 10 ms for 24 Pis, less than half a second for a thousand.
    /// \retval Conflict the port is taken   \retval Internal its files cannot be written
    [[nodiscard]] static Result<std::unique_ptr<DemoFleet>> start(Options options);
    /// Removes its files.
    ~DemoFleet();
    DemoFleet(const DemoFleet &) = delete;
    DemoFleet &operator=(const DemoFleet &) = delete;

    /// One for each Pi, in the same order, with stable ids; the identity is `keyFile`.
    [[nodiscard]] const std::vector<DeviceConfig> &devices() const { return m_devices; }
    [[nodiscard]] const std::vector<PiProfile> &profiles() const { return m_profiles; }
    /// A private key without passphrase that only this user can read.
    [[nodiscard]] const std::string &keyFile() const { return m_keyFile; }
    /// A known_hosts file with the host key of each Pi, so that nobody has to confirm a thousand fingerprints.
    [[nodiscard]] const std::string &knownHostsFile() const { return m_knownHostsFile; }
    /// The host key of a Pi: `ssh-ed25519 AAAA…`
    [[nodiscard]] std::string hostKey(std::size_t index) const;
    /// The same as `SHA256:…`
    [[nodiscard]] std::string hostFingerprint(std::size_t index) const;
    [[nodiscard]] SshServer &server() { return *m_server; }

private:
    DemoFleet() = default;
    [[nodiscard]] Result<void> writeFiles(const std::string &privateKey);
    void describeDevices();

    std::vector<PiProfile> m_profiles;
    std::vector<DeviceConfig> m_devices;
    std::filesystem::path m_directory; ///< of the two files; ours alone
    std::string m_keyFile;
    std::string m_knownHostsFile;
    std::unique_ptr<SshServer> m_server;
};

} // namespace piuptime::simulation
