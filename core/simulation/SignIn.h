// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libssh/libssh.h>

#include <memory>
#include <string>
#include <vector>

namespace piuptime::simulation {

/// How one gets into a simulated Pi, whatever the user name.
struct SignIn {
    struct KeyDeleter {
        void operator()(ssh_key key) const { ssh_key_free(key); }
    };
    using Key = std::unique_ptr<ssh_key_struct, KeyDeleter>;

    std::string password = "raspberry"; ///< also answers keyboard-interactive; empty: neither is offered
    std::vector<Key> authorisedKeys;
    bool none = false; ///< lets everybody in
};

} // namespace piuptime::simulation
