// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/SecretStore.h"

#include "core/config/KeyringSecretStore.h"
#include "core/config/Paths.h"
#include "core/config/SealedFileSecretStore.h"

namespace piuptime::config {
namespace {

constexpr Milliseconds kTimeToAnswer{3000};

}

QFuture<std::shared_ptr<SecretStore>> openSecretStore(const Paths &paths)
{
    auto keyring = std::make_shared<KeyringSecretStore>();
    return keyring->probe(kTimeToAnswer)
        .then([keyring, path = paths.sealedSecretsFile()](const Result<void> &answered) {
            std::shared_ptr<SecretStore> store = keyring;
            if (!answered)
                store = std::make_shared<SealedFileSecretStore>(path);
            return store;
        });
}

} // namespace piuptime::config
