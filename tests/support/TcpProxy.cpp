// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TcpProxy.h"

#include <QHostAddress>

namespace piuptime::test {

TcpProxy::TcpProxy(quint16 target)
    : m_target(target)
{
    connect(&m_server, &QTcpServer::newConnection, this, &TcpProxy::accept);
    m_server.listen(QHostAddress::LocalHost);
}

void TcpProxy::cut()
{
    for (QTcpSocket *socket : m_server.findChildren<QTcpSocket *>())
        socket->abort();
}

void TcpProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++m_connections;
        auto *upstream = new QTcpSocket(&m_server);
        connect(client, &QTcpSocket::disconnected, upstream, &QTcpSocket::abort);
        connect(upstream, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        connect(client, &QTcpSocket::disconnected, upstream, &QObject::deleteLater);
        upstream->connectToHost(QHostAddress::LocalHost, m_target);
        if (m_answer) {
            connect(client, &QTcpSocket::readyRead, upstream, [this, client, upstream] {
                const QByteArray answer = m_answer(client->peek(client->bytesAvailable()));
                disconnect(client, &QTcpSocket::readyRead, upstream, nullptr);
                if (answer.isEmpty())
                    return forward(client, upstream);
                client->write(answer);
                client->disconnectFromHost();
            });
        } else {
            forward(client, upstream);
        }
        forward(upstream, client);
    }
}

void TcpProxy::forward(QTcpSocket *from, QTcpSocket *to)
{
    const auto pass = [this, from, to] {
        const QByteArray bytes = from->readAll();
        if (m_isSwallowing)
            return;
        m_bytes += bytes.size();
        to->write(bytes);
    };
    connect(from, &QTcpSocket::readyRead, to, pass);
    if (from->bytesAvailable() > 0)
        pass();
}

} // namespace piuptime::test
