// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/Root.h"

#include <optional>
#include <string>
#include <string_view>

namespace piuptime::agent {

/// What answers questions such as `get_throttled` in the words of `vcgencmd`.
class Firmware
{
public:
    virtual ~Firmware() = default;
    /// Whether there is a firmware to ask on this machine.
    [[nodiscard]] virtual bool isThere() const = 0;
    /// One round trip of well under a millisecond. \return empty when the firmware does not answer
    [[nodiscard]] virtual std::string ask(std::string_view command) = 0;
};

/// The firmware of a Pi behind `/dev/vcio`, the mailbox through which `vcgencmd` asks too: the same questions and the
/// same answers without a process for each. The kernel ends a question after a second.
class FirmwareMailbox final : public Firmware
{
public:
    /// Needs the rights to the device, which the group `video` has.
    explicit FirmwareMailbox(const Root &root);

    [[nodiscard]] bool isThere() const override { return m_device.isOpen(); }
    [[nodiscard]] std::string ask(std::string_view command) override;

private:
    UniqueFd m_device;
};

} // namespace piuptime::agent
