// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/SealedFile.h"
#include "core/config/SecretStore.h"

#include <QThreadPool>

#include <memory>
#include <mutex>
#include <string>

namespace piuptime::config {

/// Secrets in a file sealed by a passphrase, for machines without a keyring. The file is read anew for every answer, so
/// that no secret stays in memory; the key does until the store goes. Works in a thread of its own.
class SealedFileSecretStore final : public SecretStore
{
public:
    explicit SealedFileSecretStore(std::string path, SealingCost cost = {});
    ~SealedFileSecretStore() override;

    [[nodiscard]] QFuture<Result<std::optional<Secret>>> read(std::string key) override;
    [[nodiscard]] QFuture<Result<void>> write(std::string key, Secret secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(std::string key) override;
    [[nodiscard]] State state() const override;
    [[nodiscard]] QFuture<Result<void>> unlock(Secret passphrase) override;
    [[nodiscard]] std::string description() const override { return "the sealed file " + m_path; }

private:
    template <class T, class Work>
    [[nodiscard]] QFuture<Result<T>> inThread(Work work);
    [[nodiscard]] std::shared_ptr<const SealingKey> key() const;
    [[nodiscard]] Result<SealedFile::Secrets> readAll() const;
    template <class Change>
    [[nodiscard]] Result<void> rewrite(Change change) const;
    [[nodiscard]] Result<void> unlockNow(const Secret &passphrase);

    const std::string m_path;
    const SealingCost m_cost;
    mutable std::mutex m_mutex;
    std::shared_ptr<const SealingKey> m_key; ///< null while locked
    QThreadPool m_thread;                    ///< one thread: changes follow one another
};

} // namespace piuptime::config
