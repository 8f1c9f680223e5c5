// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/SecretStore.h"
#include "core/fleet/QuestionDesk.h"
#include "core/ssh/Prompter.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace piuptime::fleet {

/// Secrets that were used once in this run, so that reconnecting asks neither the person nor the keyring again.
/// Thread-safe.
class SecretCache
{
public:
    [[nodiscard]] std::optional<Secret> find(const std::string &key) const;
    void put(const std::string &key, Secret secret);
    void forget(const std::string &key);
    /// The person would not open the sealed file: not asked again in this run.
    void declineStore() { m_storeDeclined = true; }
    [[nodiscard]] bool storeDeclined() const { return m_storeDeclined; }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, Secret> m_secrets;
    std::atomic<bool> m_storeDeclined = false;
};

/// Answers a session's questions: from what was used before, from the secret store, and at last by the person, through
/// the question desk. One for each device; shares desk, store and cache.
class FleetPrompter final : public ssh::Prompter
{
public:
    struct Shared {
        QuestionDesk *desk = nullptr;
        /// The store, which takes a moment to find; not valid, or null: nothing is remembered.
        QFuture<std::shared_ptr<config::SecretStore>> store;
        std::shared_ptr<SecretCache> cache;
    };

    FleetPrompter(DeviceId device, std::string deviceName, Shared shared);

    QCoro::Task<bool> confirmHostKey(SshEndpoint server, std::string keyType, std::string fingerprint,
                                     Deadline deadline) override;
    QCoro::Task<std::optional<Secret>> password(SshEndpoint server, Retry retry, Deadline deadline) override;
    QCoro::Task<std::optional<Secret>> passphrase(SshEndpoint server, std::string identity, Retry retry,
                                                  Deadline deadline) override;
    QCoro::Task<std::optional<std::vector<Secret>>> keyboardInteractive(SshEndpoint server, std::string instruction,
                                                                        std::vector<Prompt> prompts, Retry retry,
                                                                        Deadline deadline) override;

private:
    [[nodiscard]] Question question(Question::Kind kind, const SshEndpoint &server, Retry retry) const;

    DeviceId m_device;
    std::string m_deviceName;
    Shared m_shared;
};

} // namespace piuptime::fleet
