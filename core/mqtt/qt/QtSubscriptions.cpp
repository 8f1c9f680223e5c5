// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/QtSubscriptions.h"

#include "core/mqtt/Session.h"
#include "core/mqtt/qt/PacketChannel.h"

#include <mosquitto.h>

#include <utility>

namespace piuptime::mqtt {

std::mutex &packetIdMutex()
{
    static std::mutex mutex;
    return mutex;
}

/// In the client's own end they would ask a half of it to withdraw them.
QtSubscriptions::~QtSubscriptions()
{
    const std::lock_guard lock(packetIdMutex());
    for (const auto &[subscription, made] : m_made)
        delete subscription;
}

void QtSubscriptions::make(const std::vector<Subscription> &subscriptions)
{
    for (const Subscription &subscription : subscriptions) {
        // Qt MQTT overlooks some that are none, such as `a/b#c`.
        if (mosquitto_sub_topic_check2(subscription.filter.c_str(), subscription.filter.size()) == MOSQ_ERR_SUCCESS)
            make(subscription);
        else
            m_events.refused(notAFilter(subscription.filter));
    }
}

void QtSubscriptions::make(const Subscription &subscription)
{
    QMqttSubscription *made = nullptr;
    {
        const std::lock_guard lock(packetIdMutex());
        made = m_client.subscribe(QString::fromStdString(subscription.filter), static_cast<quint8>(subscription.qos));
    }
    if (made == nullptr)
        return m_events.refused(notAFilter(subscription.filter));
    const auto [entry, isNew] = m_made.try_emplace(made, Made{subscription.filter, false, {}});
    if (entry->second.isGoing)
        entry->second.again = subscription; // Qt MQTT gives it back as it is
    if (isNew)
        QObject::connect(made, &QMqttSubscription::stateChanged, made,
                         [this, made](QMqttSubscription::SubscriptionState state) { changed(made, state); });
}

void QtSubscriptions::changed(QMqttSubscription *subscription, QMqttSubscription::SubscriptionState state)
{
    Made &made = m_made.at(subscription);
    const bool hasFailed = state == QMqttSubscription::Error;
    if (hasFailed && !made.isGoing)
        return m_events.refused(notGranted(made.filter));
    const bool isGone = made.isGoing && (hasFailed || state == QMqttSubscription::Unsubscribed);
    if (const auto again = isGone ? std::exchange(made.again, std::nullopt) : std::nullopt)
        make(*again);
}

void QtSubscriptions::withdraw(const std::vector<Subscription> &subscriptions)
{
    for (const Subscription &subscription : subscriptions)
        withdraw(subscription.filter);
}

void QtSubscriptions::withdraw(const std::string &filter)
{
    for (auto &[subscription, made] : m_made) {
        if (made.again && made.again->filter == filter) {
            made.again.reset();
            return;
        }
        if (made.filter == filter)
            made.isGoing = true;
    }
    QMqttTopicFilter known(QString::fromStdString(filter));
    const QString group = known.sharedSubscriptionName();
    if (m_client.protocolVersion() == QMqttClient::MQTT_5_0 && !group.isEmpty()) {
        m_channel.setShare("$share/" + group.toUtf8() + '/');
        known = known.filter().section(u'/', 2); // Qt MQTT knows it without
    }
    const std::lock_guard lock(packetIdMutex());
    m_client.unsubscribe(known);
    m_channel.setShare({});
}

} // namespace piuptime::mqtt
