// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mqtt/SendQueue.h"
#include "core/mqtt/Session.h"
#include "core/mqtt/qt/PacketChannel.h"
#include "core/mqtt/qt/QtSubscriptions.h"
#include "core/mqtt/qt/TlsSettings.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QMqttClient>
#include <QSocketNotifier>
#include <QTimer>

#include <unordered_map>

namespace piuptime::mqtt {

/// A session of Qt MQTT. The socket is ours, since Qt MQTT tells little about how one ends.
class QtSession final : public Session
{
public:
    QtSession(const ClientOptions &options, const std::optional<TlsSettings> &tls, Protocol protocol,
              const ClientEvents &events);
    ~QtSession() override;

    [[nodiscard]] Result<void> connect(const std::string &address, std::uint16_t port) override;
    [[nodiscard]] Result<void> run(int wakeFd, Milliseconds wait) override;
    void subscribe(const std::vector<Subscription> &subscriptions) override;
    void unsubscribe(const std::vector<Subscription> &subscriptions) override;
    bool publish(std::uint64_t number, const Outgoing &message) override;
    void close() override;

private:
    void configure();
    void watchSocket();
    void watchClient();
    void greet();
    void accepted();
    void received();
    void acknowledged(qint32 id);
    void sendWhatMayBe();
    void lookAfterLink();
    void end(Error error);
    [[nodiscard]] Error endOfSocket(QAbstractSocket::SocketError error);
    [[nodiscard]] Error endOfClient();

    const ClientOptions &m_options;
    const std::optional<TlsSettings> &m_tls;
    Protocol m_protocol;
    const ClientEvents &m_events;

    QEventLoop m_loop; ///< before all that needs one in this thread
    QSslSocket m_socket;
    PacketChannel m_channel;
    QMqttClient m_client;
    QtSubscriptions m_subscriptions;
    std::optional<QSocketNotifier> m_wakened;
    QTimer m_longestWait;
    QTimer m_connectTimer;
    QTimer m_upkeep;
    bool m_isPingUnanswered = false;
    QElapsedTimer m_sinceSent;                                  ///< the last packet
    QElapsedTimer m_sinceReceived;                              ///< anything
    std::deque<SendQueue::Entry> m_waiting;                     ///< until the broker takes more
    std::unordered_map<qint32, std::uint64_t> m_unacknowledged; ///< packet id to the number of the message
    std::size_t m_mostUnacknowledged = 0;                       ///< that the broker takes
    std::string m_tlsRefusal;                                   ///< who refuses whose certificate and why
    std::optional<Error> m_end;
};

} // namespace piuptime::mqtt
