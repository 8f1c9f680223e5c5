// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exposition/MetricsConnection.h"

#include <QTcpSocket>

namespace piuptime::exposition {

MetricsConnection::MetricsConnection(QTcpSocket *socket, Milliseconds deadline,
                                     std::function<QFuture<std::string>()> page, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_page(std::move(page))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(kMaxHeadBytes + 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &MetricsConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_deadline.setSingleShot(true);
    m_deadline.callOnTimeout(this, [this] {
        m_socket->abort();
        deleteLater();
    });
    m_deadline.start(deadline);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &MetricsConnection::read, Qt::QueuedConnection);
}

void MetricsConnection::refuse(int status, std::string_view reason)
{
    answer({}, status, std::string(reason) + '\n');
}

void MetricsConnection::read()
{
    const QByteArray bytes = m_socket->readAll();
    if (m_isAnswered)
        return; // what follows a request is of no interest
    m_head.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto length = headLength(m_head);
    if (length ? *length > kMaxHeadBytes : m_head.size() > kMaxHeadBytes)
        refuse(431, "The request is too long.");
    else if (!length)
        return;
    else if (const auto request = parseHead(m_head))
        serve(*request);
    else
        refuse(400, "This is not an HTTP request.");
}

void MetricsConnection::serve(const RequestHead &request)
{
    if (request.method != "GET" && request.method != "HEAD") {
        answer(request, 405, "Only GET and HEAD.\n");
    } else if (request.path != "/metrics") {
        answer(request, 404, "The newest values are at /metrics.\n");
    } else {
        m_isAnswered = true;
        m_page().then(this, [this, request](const std::string &page) { answer(request, 200, page); });
    }
}

void MetricsConnection::answer(const RequestHead &request, int status, std::string_view body)
{
    m_isAnswered = true;
    const std::string bytes = answerTo(request, status, body);
    m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_socket->disconnectFromHost(); // once everything is sent
}

} // namespace piuptime::exposition
