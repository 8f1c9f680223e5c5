// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/base/UniqueFd.h"

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::systemd {

/// What systemd is told about this process, in the datagrams of sd_notify(3). Without systemd it is told nothing. One
/// thread at a time.
class ServiceManager
{
public:
    /// Takes what systemd left in the environment for this process, so that no child takes it as well.
    [[nodiscard]] static ServiceManager fromEnvironment();

    /// How often `alive` is expected: half of what systemd has the patience for; empty: not at all.
    [[nodiscard]] std::optional<Milliseconds> watchdogInterval() const { return m_watchdog; }

    void ready();
    void reloading();
    void stopping();
    void alive();
    /// What `systemctl status` shows. The same text again is not sent again.
    void status(std::string_view text);

private:
    void send(std::string_view state);

    std::string m_address; ///< path of a socket, or `@` and an abstract name; empty: nobody is to be told
    UniqueFd m_socket;
    std::optional<Milliseconds> m_watchdog;
    std::string m_status;
};

} // namespace piuptime::systemd
