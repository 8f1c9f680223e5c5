// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Session.h"
#include "core/mqtt/TlsContext.h"

#include <memory>
#include <unordered_map>

struct mosquitto;

namespace piuptime::mqtt {

/// A session of libmosquitto.
class MosquittoSession final : public Session
{
public:
    /// \param tls null: there is none
    MosquittoSession(const ClientOptions &options, TlsContext *tls, Protocol protocol, const ClientEvents &events);
    ~MosquittoSession() override;

    [[nodiscard]] Result<void> connect(const std::string &address, std::uint16_t port) override;
    [[nodiscard]] Result<void> run(int wakeFd, Milliseconds wait) override;
    void subscribe(const std::vector<Subscription> &subscriptions) override;
    void unsubscribe(const std::vector<Subscription> &subscriptions) override;
    bool publish(std::uint64_t number, const Outgoing &message) override;
    void close() override;

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
    MonoTime m_connectBy{};
    bool m_isBusy = false; ///< several packets were at hand when last it read
};

} // namespace piuptime::mqtt
