// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/Frames.h"

#include <QPointer>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <utility>

namespace piuptime::remote {
namespace {

constexpr qsizetype kLengthBytes = 4;
constexpr qint64 kReadAtOnce = 1 << 20;
/// What is handled before others get a turn of the event loop.
constexpr int kMessagesATurn = 8;

} // namespace

Frames::Frames(QLocalSocket *socket, std::size_t largest, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_largest(largest)
{
    socket->setParent(this);
    socket->setReadBufferSize(kReadAtOnce);
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, &Frames::read);
    connect(socket, &QLocalSocket::readyRead, this, &Frames::read);
    connect(socket, &QLocalSocket::bytesWritten, this, &Frames::drained);
    connect(socket, &QLocalSocket::disconnected, this,
            [this] { end(QStringLiteral("the other process ended the connection")); });
}

void Frames::send(std::string_view message)
{
    if (!m_open)
        return;
    std::array<char, kLengthBytes> length{};
    qToLittleEndian(static_cast<quint32>(message.size()), length.data());
    m_socket->write(length.data(), length.size());
    m_socket->write(message.data(), static_cast<qint64>(message.size()));
}

void Frames::close()
{
    m_open = false;
    m_more.stop();
    m_socket->disconnect(this);
    m_socket->abort();
}

bool Frames::waitForInput(Milliseconds time)
{
    const bool came = m_socket->bytesAvailable() > 0 || m_socket->waitForReadyRead(static_cast<int>(time.count()));
    read();
    return came;
}

void Frames::read()
{
    const QPointer<Frames> self(this);
    for (int handled = 0; handled < kMessagesATurn; ++handled) {
        if (!readOne())
            return;
        const QByteArray message = std::exchange(m_input, {}).mid(kLengthBytes);
        emit received(message);
        if (!self || !m_open)
            return;
    }
    m_more.start();
}

/// Whether a whole message has been read.
bool Frames::readOne()
{
    if (!readUpTo(kLengthBytes))
        return false;
    const auto length = qFromLittleEndian<quint32>(m_input.constData());
    if (length > m_largest) {
        end(QStringLiteral("a message of %1 bytes, which is more than any has").arg(length));
        return false;
    }
    return readUpTo(kLengthBytes + static_cast<qsizetype>(length));
}

bool Frames::readUpTo(qsizetype size)
{
    while (m_input.size() < size && m_socket->bytesAvailable() > 0)
        m_input += m_socket->read(std::min<qint64>(size - m_input.size(), m_socket->bytesAvailable()));
    return m_input.size() >= size;
}

void Frames::end(const QString &reason)
{
    if (!m_open)
        return;
    close();
    emit ended(reason);
}

} // namespace piuptime::remote
