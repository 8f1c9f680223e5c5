// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"

#include <QByteArray>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <string_view>

namespace piuptime::remote {

/// A local socket as a stream of messages, each with its length in front. Thread: the one it was made in.
class Frames final : public QObject
{
    Q_OBJECT
public:
    /// \param socket  taken over   \param largest  in bytes: a peer that announces more is let go of
    Frames(QLocalSocket *socket, std::size_t largest, QObject *parent = nullptr);

    /// Does nothing once the connection has ended.
    void send(std::string_view message);
    /// Bytes that the peer has not taken yet.
    [[nodiscard]] qint64 backlog() const { return m_socket->bytesToWrite(); }
    /// Whether something came that is not handled yet.
    [[nodiscard]] bool hasInput() const { return m_socket->bytesAvailable() > 0; }
    /// Ends the connection; `ended` is not emitted.
    void close();
    /// Waits for bytes where there is no event loop yet; messages that are whole are `received` meanwhile.
    /// \return whether any came
    bool waitForInput(Milliseconds time);

signals:
    /// A whole message. Whoever is told may close this, and then gets no more.
    void received(const QByteArray &message);
    /// The peer has taken some of the backlog.
    void drained();
    /// By the peer, or since it sent what is none of ours.
    void ended(const QString &reason);

private:
    void read();
    [[nodiscard]] bool readOne();
    [[nodiscard]] bool readUpTo(qsizetype size);
    void end(const QString &reason);

    QLocalSocket *m_socket;
    std::size_t m_largest;
    QByteArray m_input;
    QTimer m_more; ///< there is more to read than should be handled in one turn
    bool m_open = true;
};

} // namespace piuptime::remote
