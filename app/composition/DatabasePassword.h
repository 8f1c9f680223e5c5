// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"
#include "core/config/SecretStore.h"

#include <QCoroTask>

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace piuptime::composition {

/// The password of the database of a shared history, once it is known. Thread-safe.
class DatabasePassword
{
public:
    [[nodiscard]] std::optional<Secret> known() const
    {
        const std::lock_guard lock(m_mutex);
        return m_password;
    }
    void set(Secret password)
    {
        const std::lock_guard lock(m_mutex);
        m_password = std::move(password);
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Secret> m_password;
};

/// Under which key the secret store keeps the password of a database.
[[nodiscard]] std::string databaseSecretKey(const std::string &address);

enum class WhileSealed { Wait, GiveUp };

/// Looks the password up and puts it into `password`. Asks nobody to open a sealed store, but may wait until it is.
/// Without a stored one libpq finds its own ways: the file ~/.pgpass, certificates, the user of the system.
[[nodiscard]] QCoro::Task<void> learnDatabasePassword(QFuture<std::shared_ptr<config::SecretStore>> secrets,
                                                      std::string address, std::shared_ptr<DatabasePassword> password,
                                                      WhileSealed whileSealed, std::stop_token stop);

} // namespace piuptime::composition
