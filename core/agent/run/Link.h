// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/agent/protocol/Topics.h"
#include "core/mqtt/Client.h"

#include <string>

namespace piuptime::agent {

/// Where the messages of one agent go.
class Link
{
public:
    virtual ~Link() = default;
    /// \return whether it was taken; one that was may be lost on its way nevertheless
    virtual bool send(Channel channel, std::string payload, mqtt::Retain retain = mqtt::Retain::No) = 0;
};

} // namespace piuptime::agent
