// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mqtt/qt/PacketChannel.h"

#include "core/mqtt/Session.h"

#include <mqtt_protocol.h>

#include <QDeadlineTimer>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace piuptime::mqtt {
namespace {

constexpr int kTypeMask = 0xF0;
constexpr int kRetainMask = 0x01;
constexpr int kGoesOn = 0x80; ///< in a byte of a length: there are more
constexpr int kLongestGoodbyeMs = 500;

/// What a packet begins with.
struct Header {
    qsizetype bytes = 0;   ///< 0: it is not all there yet
    qsizetype content = 0; ///< bytes that follow
};

/// What a broker sends to a client that asks for QoS 0 and 1.
bool isOfBroker(int first)
{
    switch (first & kTypeMask) {
    case CMD_PUBLISH:
        return true;
    case CMD_CONNACK:
    case CMD_PUBACK:
    case CMD_SUBACK:
    case CMD_UNSUBACK:
    case CMD_PINGRESP:
    case CMD_DISCONNECT:
    case CMD_AUTH:
        return (first & ~kTypeMask) == 0;
    default:
        return false;
    }
}

/// \retval Corrupt it is none of a broker
Result<Header> readHeader(QByteArrayView bytes)
{
    constexpr qsizetype kMostBytesOfLength = 4;
    constexpr int kBitsAByte = 7;
    Header header;
    if (!bytes.empty() && !isOfBroker(static_cast<uchar>(bytes[0])))
        return tl::unexpected(ending::noMqtt());
    for (qsizetype i = 1; i < bytes.size(); ++i) {
        if (i > kMostBytesOfLength)
            return tl::unexpected(ending::noMqtt());
        const int byte = static_cast<uchar>(bytes[i]);
        header.content += static_cast<qsizetype>(byte & ~kGoesOn) << (kBitsAByte * (i - 1));
        if ((byte & kGoesOn) == 0) {
            header.bytes = i + 1;
            break;
        }
    }
    return header;
}

QByteArray lengthOf(qsizetype content)
{
    constexpr int kRadix = 128;
    QByteArray bytes;
    do {
        const auto digit = static_cast<int>(content % kRadix);
        content /= kRadix;
        bytes += static_cast<char>(content > 0 ? digit | kGoesOn : digit);
    } while (content > 0);
    return bytes;
}

/// \param packet UNSUBSCRIBE of one filter, without properties
QByteArray sharedUnsubscribe(QByteArrayView packet, const QByteArray &share)
{
    constexpr qsizetype kBeforeFilter = 5; // packet id, no properties, length of the filter
    qsizetype at = 1;
    while ((packet[at] & kGoesOn) != 0)
        ++at;
    const QByteArrayView content = packet.sliced(at + 1);
    const QByteArray filter = share + content.sliced(kBeforeFilter).toByteArray();
    const auto size = qToBigEndian(static_cast<quint16>(filter.size()));
    const QByteArray rest = content.first(kBeforeFilter - 2).toByteArray()
                            + QByteArray(reinterpret_cast<const char *>(&size), sizeof size) + filter;
    return packet.first(1).toByteArray() + lengthOf(rest.size()) + rest;
}

/// An acknowledgement may end with its reason, but Qt MQTT reads properties whenever there is one.
QByteArray completed(QByteArray packet)
{
    constexpr char kUntilReason = 3;
    if ((packet[0] & kTypeMask) == CMD_PUBACK && packet[1] == kUntilReason) {
        packet[1] = kUntilReason + 1;
        packet += '\0';
    }
    return packet;
}

} // namespace

Result<void> PacketChannel::deliver()
{
    m_received += m_socket.readAll();
    qsizetype begin = 0;
    Result<void> done;
    while (isOpen()) {
        const QByteArrayView rest = QByteArrayView(m_received).sliced(begin);
        const Result<Header> header = readHeader(rest);
        if (!header)
            return tl::unexpected(header.error());
        if (header->bytes == 0)
            break;
        const qsizetype size = header->bytes + header->content;
        if (static_cast<std::size_t>(size) > m_mostBytes)
            return tl::unexpected(ending::tooLarge());
        if (rest.size() < size)
            break;
        m_packet = completed(rest.first(size).toByteArray());
        m_read = 0;
        begin += size;
        emit readyRead();
    }
    m_received.remove(0, begin);
    return {};
}

bool PacketChannel::isRetained() const
{
    return !m_packet.isEmpty() && (m_packet.front() & kRetainMask) != 0;
}

qint64 PacketChannel::bytesAvailable() const
{
    return m_packet.size() - m_read + QIODevice::bytesAvailable();
}

/// Qt MQTT waits half a minute for its goodbye to be written.
bool PacketChannel::waitForBytesWritten(int milliseconds)
{
    QDeadlineTimer deadline(std::min(milliseconds, kLongestGoodbyeMs));
    while (m_socket.bytesToWrite() > 0 && !deadline.hasExpired()) {
        if (!m_socket.waitForBytesWritten(static_cast<int>(deadline.remainingTime())))
            return false;
    }
    return m_socket.bytesToWrite() == 0;
}

qint64 PacketChannel::readData(char *data, qint64 size)
{
    const qint64 given = std::min<qint64>(size, m_packet.size() - m_read);
    std::memcpy(data, m_packet.constData() + m_read, static_cast<std::size_t>(given));
    m_read += given;
    return given;
}

qint64 PacketChannel::writeData(const char *data, qint64 size)
{
    if (m_isCutOff)
        return -1;
    const bool isToBeShared = !m_share.isEmpty() && size > 0 && (data[0] & kTypeMask) == (CMD_UNSUBSCRIBE & kTypeMask);
    if (!isToBeShared)
        return m_socket.write(data, size);
    const QByteArray packet = sharedUnsubscribe(QByteArrayView(data, size), m_share);
    return m_socket.write(packet) < 0 ? -1 : size;
}

} // namespace piuptime::mqtt
