// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/QtSession.h"

#include <QNetworkProxy>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace piuptime::mqtt {
namespace {

/// Brokers take no more packet ids than there are.
constexpr std::size_t kMostUnacknowledged = 65'000;
/// What a message may take besides topic and payload.
constexpr std::size_t kFrameBytes = 16;
/// How often in a keep-alive it is seen whether a ping is due or an answer is missing.
constexpr int kLooksPerKeepAlive = 4;

qint64 keepAliveMs(const ClientOptions &options)
{
    return Milliseconds(options.keepAlive).count();
}

} // namespace

QtSession::QtSession(const ClientOptions &options, const std::optional<TlsSettings> &tls, Protocol protocol,
                     const ClientEvents &events)
    : m_options(options)
    , m_tls(tls)
    , m_protocol(protocol)
    , m_events(events)
    , m_channel(m_socket, options.maxPacketBytes)
    , m_subscriptions(m_client, m_channel, m_events)
{
    configure();
    watchSocket();
    watchClient();
    m_longestWait.setSingleShot(true);
    m_connectTimer.setSingleShot(true);
    QObject::connect(&m_longestWait, &QTimer::timeout, &m_loop, &QEventLoop::quit);
    QObject::connect(&m_connectTimer, &QTimer::timeout, &m_loop, [this] { end(ending::noAnswer()); });
    QObject::connect(&m_upkeep, &QTimer::timeout, &m_loop, [this] { lookAfterLink(); });
}

/// Without a goodbye, which `close` says: for a client that is lost the broker sends the will.
QtSession::~QtSession()
{
    m_channel.cutOff();
    m_socket.disconnect(&m_loop);
    m_client.disconnect(&m_loop);
}

void QtSession::configure()
{
    const bool isNew = m_protocol == Protocol::Mqtt5;
    m_client.setProtocolVersion(isNew ? QMqttClient::MQTT_5_0 : QMqttClient::MQTT_3_1_1);
    m_client.setTransport(&m_channel, QMqttClient::IODevice);
    m_client.setAutoKeepAlive(false); // it would see a dead link after three of them
    m_client.setKeepAlive(static_cast<quint16>(m_options.keepAlive.count()));
    m_client.setCleanSession(m_options.sessionExpiry == Seconds::zero());
    if (!m_options.clientId.empty())
        m_client.setClientId(QString::fromStdString(m_options.clientId));
    if (!m_options.user.empty()) {
        m_client.setUsername(QString::fromStdString(m_options.user));
        m_client.setPassword(QString::fromStdString(m_options.password.reveal()));
    }
    if (const auto &will = m_options.will) {
        m_client.setWillTopic(QString::fromStdString(will->topic));
        m_client.setWillMessage(QByteArray::fromStdString(will->payload));
        m_client.setWillQoS(static_cast<quint8>(will->qos));
        m_client.setWillRetain(will->retain == Retain::Yes);
    }
    QMqttConnectionProperties properties;
    properties.setMaximumPacketSize(static_cast<quint32>(m_options.maxPacketBytes));
    properties.setSessionExpiryInterval(static_cast<quint32>(m_options.sessionExpiry.count()));
    m_client.setConnectionProperties(properties);
}

void QtSession::watchSocket()
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    if (m_tls) {
        m_socket.setSslConfiguration(m_tls->configuration);
        QObject::connect(&m_socket, &QSslSocket::encrypted, &m_loop, [this] { greet(); });
    } else {
        QObject::connect(&m_socket, &QSslSocket::connected, &m_loop, [this] { greet(); });
    }
    QObject::connect(&m_socket, &QSslSocket::readyRead, &m_loop, [this] { received(); });
    QObject::connect(&m_socket, &QSslSocket::errorOccurred, &m_loop,
                     [this](QAbstractSocket::SocketError error) { end(endOfSocket(error)); });
    QObject::connect(&m_socket, &QSslSocket::sslErrors, &m_loop, [this](const QList<QSslError> &errors) {
        m_tlsRefusal = "we refuse the broker's: " + wordsFor(errors.front());
    });
    QObject::connect(&m_socket, &QSslSocket::alertReceived, &m_loop,
                     [this](QSsl::AlertLevel level, QSsl::AlertType, const QString &description) {
                         if (level == QSsl::AlertLevel::Fatal)
                             m_tlsRefusal = "the broker refuses ours: " + description.toStdString();
                     });
}

void QtSession::watchClient()
{
    QObject::connect(&m_client, &QMqttClient::connected, &m_loop, [this] { accepted(); });
    QObject::connect(&m_client, &QMqttClient::disconnected, &m_loop, [this] { end(endOfClient()); });
    QObject::connect(&m_client, &QMqttClient::messageSent, &m_loop, [this](qint32 id) { acknowledged(id); });
    QObject::connect(&m_client, &QMqttClient::pingResponseReceived, &m_loop, [this] { m_isPingUnanswered = false; });
    QObject::connect(&m_client, &QMqttClient::messageReceived, &m_loop,
                     [this](const QByteArray &payload, const QMqttTopicName &name) {
                         const std::string topic = name.name().toStdString();
                         m_events.message({topic,
                                           {payload.constData(), static_cast<std::size_t>(payload.size())},
                                           m_channel.isRetained()});
                     });
}

Result<void> QtSession::connect(const std::string &address, std::uint16_t port)
{
    m_connectTimer.start(m_options.connectTimeout);
    const QString peer = QString::fromStdString(address);
    if (m_tls)
        m_socket.connectToHostEncrypted(peer, port, m_tls->host);
    else
        m_socket.connectToHost(peer, port);
    return {};
}

Result<void> QtSession::run(int wakeFd, Milliseconds wait)
{
    if (!m_wakened) {
        m_wakened.emplace(wakeFd, QSocketNotifier::Read);
        QObject::connect(&*m_wakened, &QSocketNotifier::activated, &m_loop, &QEventLoop::quit);
    }
    if (!m_end) {
        m_longestWait.start(wait);
        m_loop.exec();
    }
    if (m_end)
        return tl::unexpected(*m_end);
    return {};
}

void QtSession::greet()
{
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_channel.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    m_client.connectToHost();
}

void QtSession::accepted()
{
    m_connectTimer.stop();
    m_mostUnacknowledged =
        std::min<std::size_t>(m_client.serverConnectionProperties().maximumReceive(), kMostUnacknowledged);
    m_sinceSent.start();
    if (const qint64 keepAlive = keepAliveMs(m_options); keepAlive > 0)
        m_upkeep.start(static_cast<int>(keepAlive / kLooksPerKeepAlive));
    setConnected();
    m_events.connected(m_protocol);
    m_loop.quit(); // there are subscriptions to be made
}

void QtSession::received()
{
    m_sinceReceived.start();
    if (const Result<void> alive = m_channel.deliver(); !alive)
        end(alive.error());
    m_events.pause();
}

void QtSession::acknowledged(qint32 id)
{
    const auto found = m_unacknowledged.extract(id);
    if (found.empty())
        return;
    m_events.published(found.mapped());
    sendWhatMayBe();
}

bool QtSession::publish(std::uint64_t number, const Outgoing &message)
{
    if (message.topic.size() + message.payload.size() + kFrameBytes
        > m_client.serverConnectionProperties().maximumPacketSize())
        return false;
    m_waiting.push_back({number, message});
    sendWhatMayBe();
    return true;
}

/// Qt MQTT does not care how many messages the broker takes at a time.
void QtSession::sendWhatMayBe()
{
    while (!m_waiting.empty()) {
        const auto &[number, message] = m_waiting.front();
        const bool isAcknowledged = message.qos != Qos::AtMostOnce;
        if (isAcknowledged && m_unacknowledged.size() >= m_mostUnacknowledged)
            return;
        qint32 id = 0;
        {
            const std::lock_guard lock(packetIdMutex());
            id = m_client.publish(QString::fromStdString(message.topic), QByteArray::fromStdString(message.payload),
                                  static_cast<quint8>(message.qos), message.retain == Retain::Yes);
        }
        if (id > 0 && isAcknowledged)
            m_unacknowledged[id] = number;
        m_sinceSent.start();
        m_waiting.pop_front();
    }
}

void QtSession::subscribe(const std::vector<Subscription> &subscriptions)
{
    m_subscriptions.make(subscriptions);
}

void QtSession::unsubscribe(const std::vector<Subscription> &subscriptions)
{
    m_subscriptions.withdraw(subscriptions);
}

void QtSession::close()
{
    if (isConnected() && !m_end)
        m_client.disconnectFromHost();
}

void QtSession::lookAfterLink()
{
    const qint64 keepAlive = keepAliveMs(m_options);
    if (m_isPingUnanswered && m_sinceReceived.hasExpired(keepAlive * 3 / 2))
        return end(ending::silence());
    if (m_isPingUnanswered || (!m_sinceSent.hasExpired(keepAlive) && !m_sinceReceived.hasExpired(keepAlive)))
        return;
    m_isPingUnanswered = m_client.requestPing();
    m_sinceSent.start();
}

void QtSession::end(Error error)
{
    if (m_end)
        return;
    m_end = std::move(error);
    m_channel.cutOff();
    m_loop.quit();
}

Error QtSession::endOfSocket(QAbstractSocket::SocketError error)
{
    if (!m_tlsRefusal.empty())
        return ending::certificates(m_tlsRefusal);
    if (m_tls && !m_socket.isEncrypted() && m_socket.state() != QAbstractSocket::UnconnectedState
        && error == QAbstractSocket::RemoteHostClosedError)
        return ending::noTls();
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return {ErrorKind::Unreachable, std::strerror(ECONNREFUSED), {}}; // Qt would translate it
    case QAbstractSocket::RemoteHostClosedError:
        return hungUp();
    case QAbstractSocket::SocketTimeoutError:
        return ending::noAnswer();
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return ending::noTls();
    default:
        return {ErrorKind::Unreachable, m_socket.errorString().toStdString(), {}};
    }
}

Error QtSession::endOfClient()
{
    const int reason = static_cast<int>(m_client.serverConnectionProperties().reasonCode());
    if (!isConnected() && reason != 0) {
        setRefused(reason, m_protocol);
        return *refusal();
    }
    return m_client.error() == QMqttClient::ProtocolViolation ? ending::noMqtt() : hungUp();
}

} // namespace piuptime::mqtt
