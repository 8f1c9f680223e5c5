// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gateway/route/Config.h"

namespace piuptime::gateway {

/// Whether a client that is waited for gets on: a byte now and then keeps nobody waiting for ever. In each stretch of
/// `grace` it has to do what its least rate asks for, however fast it was before.
class Pace
{
public:
    /// \param bytes that went   \param isBehind whether it is still waited for   \param least of `leastIn`
    void note(std::size_t bytes, bool isBehind, std::uint64_t least, MonoTime now)
    {
        m_bytes += bytes;
        if (!m_isBehind || m_bytes >= least) {
            m_since = now;
            m_bytes = 0;
        }
        m_isBehind = isBehind;
    }
    /// When it will have been too slow, unless something is noted before.
    [[nodiscard]] MonoTime deadline(Milliseconds grace) const { return m_isBehind ? m_since + grace : MonoTime::max(); }

    /// Bytes for a stretch of this length; 0: any number will do.
    [[nodiscard]] static std::uint64_t leastIn(Milliseconds grace, const ClientTimeouts &client)
    {
        return static_cast<std::uint64_t>(grace.count()) * client.leastBytesPerSecond / 1000;
    }

private:
    MonoTime m_since{};
    std::uint64_t m_bytes = 0; ///< since then
    bool m_isBehind = false;
};

} // namespace piuptime::gateway
