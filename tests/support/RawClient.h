// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/UniqueFd.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace piuptime {

/// A client that sends whatever bytes a test wants, and reads answers one after another. Blocks, for some seconds at
/// most.
class RawClient
{
public:
    struct Answer {
        int status = 0; ///< 0: the connection ended, or nothing came in time
        std::string head;
        std::string body; ///< without its chunks
        std::string trailers;
        bool isWhole = false; ///< came as its framing says
    };

    explicit RawClient(std::uint16_t port, int receiveBuffer = 0);

    /// How long each wait lasts, instead of ten seconds.
    void setPatience(std::chrono::milliseconds patience);
    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    void send(std::string_view bytes);
    /// \param toHead whether it is the answer to HEAD
    [[nodiscard]] Answer read(bool toHead = false);
    [[nodiscard]] Answer ask(std::string_view request)
    {
        send(request);
        return read();
    }
    /// Waits for bytes until there are at least so many that were not read yet.
    /// \return all of them; fewer when the connection ended or nothing came in time
    [[nodiscard]] std::string readBytes(std::size_t atLeast);
    /// Waits until the gateway closes. \return false when it does not, or sends anything more
    [[nodiscard]] bool isClosedByPeer();
    /// Whether a wait ended since nothing came in time.
    [[nodiscard]] bool hasLostPatience() const { return m_hasLostPatience; }
    void close() { m_fd.reset(); }

private:
    [[nodiscard]] bool more();
    [[nodiscard]] std::string line();

    UniqueFd m_fd;
    bool m_isConnected = false; ///< at first
    std::string m_received;
    bool m_hasEnded = false;
    bool m_hasLostPatience = false;
};

} // namespace piuptime
