// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QIODevice>

namespace piuptime::mqtt {

/// What Qt MQTT takes for its link to the broker: brings it one whole packet at a time, so that its size is known
/// before it is there and its header while it is dealt with, and never waits long. Used in one thread.
class PacketChannel final : public QIODevice
{
public:
    /// \param socket a device that outlives the channel
    /// \param mostBytes of a packet; larger ones end the connection
    PacketChannel(QIODevice &socket, std::size_t mostBytes)
        : m_socket(socket)
        , m_mostBytes(mostBytes)
    {
    }

    /// Brings every packet that is there, as long as it is open.
    /// \retval Corrupt this is no MQTT   \retval Overloaded a packet is too large
    [[nodiscard]] Result<void> deliver();
    /// Whether the message that is being brought comes from the broker's store.
    [[nodiscard]] bool isRetained() const;
    /// Nothing is written from now on.
    void cutOff() { m_isCutOff = true; }
    /// Put before the filter of each UNSUBSCRIBE under MQTT 5 that is written: Qt MQTT forgets `$share/GROUP/`.
    void setShare(QByteArray prefix) { m_share = std::move(prefix); }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool waitForBytesWritten(int milliseconds) override;

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QIODevice &m_socket;
    std::size_t m_mostBytes;
    QByteArray m_received; ///< not yet brought
    QByteArray m_packet;   ///< that is being brought
    qsizetype m_read = 0;  ///< bytes of it
    QByteArray m_share;
    bool m_isCutOff = false;
};

} // namespace piuptime::mqtt
