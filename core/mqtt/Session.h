// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

namespace piuptime::mqtt {

/// One connection to a broker, from the first packet to its end, whatever library makes it. Used in one thread, in
/// which the events of its client are called: `connected`, `message`, `pause`, `published` and `refused`, all of them
/// from `run`.
class Session
{
public:
    virtual ~Session() = default;
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    /// Begins to connect. \param address numeric: a name may have several, which have their turns
    [[nodiscard]] virtual Result<void> connect(const std::string &address, std::uint16_t port) = 0;
    /// Reads and writes what there is, waits at most `wait` for more or for `wakeFd` to become readable.
    /// \retval Unreachable, Timeout, Unauthorized, Corrupt, Overloaded it is over
    [[nodiscard]] virtual Result<void> run(int wakeFd, Milliseconds wait) = 0;
    virtual void subscribe(const std::vector<Subscription> &subscriptions) = 0;
    virtual void unsubscribe(const std::vector<Subscription> &subscriptions) = 0;
    /// \return whether the library took it
    virtual bool publish(std::uint64_t number, const Outgoing &message) = 0;
    /// Says goodbye and writes what waits to be written, as far as it goes within half a second.
    virtual void close() = 0;

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    /// Whether somebody answered at the address, be it with a refusal.
    [[nodiscard]] bool wasReached() const { return m_isConnected || m_refusal || m_wasHungUp; }
    /// Whether the broker gave to understand that it does not know this version of the protocol.
    [[nodiscard]] bool isProtocolRefused() const { return m_isProtocolRefused; }

protected:
    Session() = default;

    void setConnected() { m_isConnected = true; }
    /// The broker does not accept us. \param reason of its CONNACK
    void setRefused(int reason, Protocol protocol);
    /// The other side has ended the connection. \return how to tell it
    [[nodiscard]] Error hungUp();
    /// Why the broker does not accept us.
    [[nodiscard]] const std::optional<Error> &refusal() const { return m_refusal; }

private:
    std::optional<Error> m_refusal;
    bool m_isConnected = false;
    bool m_isProtocolRefused = false;
    bool m_wasHungUp = false; ///< after TCP had been established
};

/// How connections end, in words that name the remedy where there is one.
namespace ending {
[[nodiscard]] Error noAnswer(); ///< within `ClientOptions::connectTimeout`
[[nodiscard]] Error silence();  ///< for more than `ClientOptions::keepAlive`
[[nodiscard]] Error noTls();
[[nodiscard]] Error noMqtt();
[[nodiscard]] Error tooLarge();
/// \param refusal who refuses whose and why, such as `we refuse the broker's: certificate has expired`
[[nodiscard]] Error certificates(const std::string &refusal);
} // namespace ending

/// What `ClientEvents::refused` tells of a filter that is none, or that the broker does not grant.
[[nodiscard]] Error notAFilter(const std::string &filter);
[[nodiscard]] Error notGranted(const std::string &filter);

} // namespace piuptime::mqtt
