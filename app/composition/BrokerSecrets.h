// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/SecretStore.h"
#include "core/model/Broker.h"

#include <QFuture>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace piuptime::composition {

using Secrets = QFuture<std::shared_ptr<config::SecretStore>>;

/// Looks a broker's password up; waits while the store is sealed. For the thread that has the event loop.
[[nodiscard]] std::function<QFuture<std::optional<Secret>>(const BrokerConfig &)> brokerPasswords(Secrets secrets);

/// Keeps new passwords, by the name of their broker; an empty one is forgotten. Waits for it: for a worker thread.
/// \retval Unauthorized the store is sealed, or refuses
[[nodiscard]] Result<void> storeBrokerPasswords(const Secrets &secrets, const std::vector<BrokerConfig> &brokers,
                                                const std::map<std::string, Secret> &passwords);

/// The secret with which this console signs its commands to agents; made and kept when it is first asked for.
/// For the thread that has the event loop.
[[nodiscard]] std::function<QFuture<Result<Secret>>()> commandSecret(Secrets secrets);

} // namespace piuptime::composition
