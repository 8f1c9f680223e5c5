// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fleet/GatewayLine.h"
#include "core/model/Reading.h"

#include <vector>

namespace piuptime::fleet {

/// Measures what the gateway on a device does, for its history: so traffic stands on the axis of heat and power. Held
/// by shared pointer, so it stays while a question is under way. One thread.
class GatewayMeter : public std::enable_shared_from_this<GatewayMeter>
{
public:
    explicit GatewayMeter(std::shared_ptr<GatewayLine> line)
        : m_line(std::move(line))
    {
    }

    /// What it did since it was asked last; nothing the first time, and where there is none.
    /// \param mayLook whether to look for one where none was found: that costs a command
    [[nodiscard]] QCoro::Task<std::vector<Sample>> read(std::shared_ptr<Link> link, bool mayLook);

private:
    [[nodiscard]] static QCoro::Task<std::vector<Sample>> readOnce(std::shared_ptr<GatewayMeter> self,
                                                                   std::shared_ptr<Link> link);

    std::shared_ptr<GatewayLine> m_line;
    bool m_isThere = false;
    std::int64_t m_sinceMsUtc = 0; ///< by the gateway's clock; 0: it was not asked yet
};

/// The values that the gateway tells of a time, as samples. Pure. \return nothing where it tells of none
[[nodiscard]] std::vector<Sample> gatewaySamples(const std::string &json);

} // namespace piuptime::fleet
