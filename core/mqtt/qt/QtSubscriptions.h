// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/Client.h"

#include <QMqttClient>

#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace piuptime::mqtt {

class PacketChannel;

/// Held while Qt MQTT chooses a packet id: it counts them in one variable for all clients, whatever their threads.
[[nodiscard]] std::mutex &packetIdMutex();

/// The subscriptions of one connection, in spite of what Qt MQTT makes of those that are withdrawn. Used in one thread.
class QtSubscriptions
{
public:
    /// \param client, channel, events outlive it; of the events `refused` is called
    QtSubscriptions(QMqttClient &client, PacketChannel &channel, const ClientEvents &events)
        : m_client(client)
        , m_channel(channel)
        , m_events(events)
    {
    }
    ~QtSubscriptions();
    QtSubscriptions(const QtSubscriptions &) = delete;
    QtSubscriptions &operator=(const QtSubscriptions &) = delete;

    void make(const std::vector<Subscription> &subscriptions);
    void withdraw(const std::vector<Subscription> &subscriptions);

private:
    /// What was asked of Qt MQTT, and what it cannot be asked yet.
    struct Made {
        std::string filter;
        bool isGoing = false;              ///< it is withdrawn
        std::optional<Subscription> again; ///< to be made once it is gone
    };

    void make(const Subscription &subscription);
    void withdraw(const std::string &filter);
    void changed(QMqttSubscription *subscription, QMqttSubscription::SubscriptionState state);

    QMqttClient &m_client;
    PacketChannel &m_channel;
    const ClientEvents &m_events;
    std::unordered_map<QMqttSubscription *, Made> m_made; ///< ever
};

} // namespace piuptime::mqtt
