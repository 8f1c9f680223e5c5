// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/config/SecretStore.h"

#include <QObject>

#include <memory>

namespace piuptime::config {

/// Secrets in the keyring of the desktop (Secret Service, KWallet), under the service `piuptime`. There is no fallback
/// to plain text. The keyring is talked to in the thread that made the store.
class KeyringSecretStore final : public SecretStore
{
public:
    KeyringSecretStore();

    [[nodiscard]] QFuture<Result<std::optional<Secret>>> read(std::string key) override;
    [[nodiscard]] QFuture<Result<void>> write(std::string key, Secret secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(std::string key) override;
    [[nodiscard]] State state() const override { return State::Ready; }
    [[nodiscard]] QFuture<Result<void>> unlock(Secret passphrase) override;
    [[nodiscard]] std::string description() const override { return "the system keyring"; }

    /// Whether a keyring answers at all. Ends within `time`.
    [[nodiscard]] QFuture<Result<void>> probe(Milliseconds time);

private:
    struct InItsThread {
        void operator()(QObject *object) const { object->deleteLater(); }
    };
    std::unique_ptr<QObject, InItsThread> m_context; ///< stands for the thread that talks to the keyring
};

} // namespace piuptime::config
