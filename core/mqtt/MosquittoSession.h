// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"
#include "core/mqtt/TlsContext.h"

#include <memory>
#include <unordered_map>

struct mosquitto;

namespace piuptime::mqtt {

/// One connection by libmosquitto, from the first packet to its end. Used in one thread.
class MosquittoSession
{
public:
    /// \param events those of the client; `connected`, `message`, `published` and `refused` are called from `run`
    /// \param protocol not Newest
    MosquittoSession(const ClientOptions &options, TlsContext *tls, Protocol protocol, const ClientEvents &events);
    ~MosquittoSession();
    MosquittoSession(const MosquittoSession &) = delete;
    MosquittoSession &operator=(const MosquittoSession &) = delete;

    /// Begins to connect. \param address numeric: of a name libmosquitto would try the first address alone
    [[nodiscard]] Result<void> connect(const std::string &address, std::uint16_t port);
    /// Reads and writes what there is, waits at most `wait` for more or for `wakeFd` to become readable.
    /// \retval Unreachable, Timeout, Unauthorized it is over
    [[nodiscard]] Result<void> run(int wakeFd, Milliseconds wait);
    void subscribe(const std::vector<Subscription> &subscriptions);
    void unsubscribe(const std::vector<Subscription> &subscriptions);
    /// \return whether the library took it
    bool publish(std::uint64_t number, const Outgoing &message);
    /// Says goodbye and writes what waits to be written, as far as it goes at once.
    void close();

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    /// Whether somebody answered at the address, be it with a refusal.
    [[nodiscard]] bool wasReached() const { return m_isConnected || m_refusal || m_wasHungUp; }
    /// Whether the broker gave to understand that it does not know this version of the protocol.
    [[nodiscard]] bool isProtocolRefused() const { return m_isProtocolRefused; }

private:
    struct Callbacks;

    [[nodiscard]] Result<void> configure();
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Error endOf(int code);
    void accepted(int reason);
    /// Under MQTT 5 a topic that was sent before is a number of two bytes from then on.
    struct Alias {
        std::uint16_t number = 0; ///< 0: none
        bool isKnown = false;     ///< to the broker
    };
    [[nodiscard]] Alias aliasOf(const std::string &topic);
    void granted(int id, const int *codes, int count);

    struct Deleter {
        void operator()(mosquitto *handle) const;
    };
    const ClientOptions &m_options;
    TlsContext *m_tls;
    Protocol m_protocol;
    const ClientEvents &m_events;
    std::unique_ptr<mosquitto, Deleter> m_handle;
    std::unordered_map<int, std::uint64_t> m_unacknowledged;          ///< packet id to the number of the message
    std::unordered_map<int, std::vector<Subscription>> m_subscribing; ///< packet id to what was asked
    std::unordered_map<std::string, std::uint16_t> m_aliases;         ///< topics to numbers, from 1 on
    std::uint16_t m_mostAliases = 0;                                  ///< that the broker takes
    std::optional<Error> m_refusal;                                   ///< why the broker does not accept us
    MonoTime m_connectBy{};
    bool m_isConnected = false;
    bool m_isBusy = false; ///< several packets were at hand when last it read
    bool m_isProtocolRefused = false;
    bool m_wasHungUp = false; ///< after TCP had been established
};

} // namespace piuptime::mqtt
