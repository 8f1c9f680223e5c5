// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <vector>

namespace piuptime::test {

/// Stands between a client and a server on the loopback address, and does to their link what networks do. Lives in the
/// event loop of the test.
class TcpProxy : public QObject
{
    Q_OBJECT
public:
    explicit TcpProxy(quint16 target);

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /// From now on nothing is passed on and nobody is told, as if the network had gone.
    void swallow() { m_isSwallowing = true; }
    void passOn() { m_isSwallowing = false; }
    /// Breaks every connection, without a goodbye of either side.
    void cut();
    /// Answers the first bytes of a client itself. \param answer empty: they are passed on
    void onFirstBytes(std::function<QByteArray(const QByteArray &)> answer) { m_answer = std::move(answer); }
    [[nodiscard]] int connections() const { return m_connections; }
    /// The ends of both sides of all connections that last.
    [[nodiscard]] QList<QTcpSocket *> sockets() const { return m_server.findChildren<QTcpSocket *>(); }
    /// Bytes passed on in both directions.
    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    void accept();
    void forward(QTcpSocket *from, QTcpSocket *to);

    QTcpServer m_server;
    quint16 m_target;
    std::function<QByteArray(const QByteArray &)> m_answer;
    int m_connections = 0;
    qint64 m_bytes = 0;
    bool m_isSwallowing = false;
};

} // namespace piuptime::test
