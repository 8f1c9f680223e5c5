// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exposition/MetricsServer.h"

#include "core/exposition/MetricsConnection.h"
#include "core/exposition/MetricsPage.h"

#include <QHostAddress>
#include <QPromise>
#include <QTcpSocket>

namespace piuptime::exposition {

Result<std::unique_ptr<MetricsServer>> MetricsServer::start(const fleet::Engine &engine, Options options)
{
    const QHostAddress host(QString::fromStdString(options.host));
    if (host.isNull())
        return fail(ErrorKind::InvalidInput, "not an IP address", options.host);
    const std::string place = options.host + ", port " + std::to_string(options.port);
    std::unique_ptr<MetricsServer> server(new MetricsServer(engine, std::move(options)));
    if (!server->m_server.listen(host, server->m_options.port)) {
        const bool isTaken = server->m_server.serverError() == QAbstractSocket::AddressInUseError;
        return fail(isTaken ? ErrorKind::Conflict : ErrorKind::Internal,
                    place + ": " + server->m_server.errorString().toStdString());
    }
    return server;
}

MetricsServer::MetricsServer(const fleet::Engine &engine, Options options)
    : m_engine(engine)
    , m_options(std::move(options))
{
    m_pages.setMaxThreadCount(1);
    connect(&m_server, &QTcpServer::newConnection, this, &MetricsServer::welcome);
}

MetricsServer::~MetricsServer() = default;

void MetricsServer::welcome()
{
    const auto page = [this] {
        QPromise<std::string> promise;
        QFuture<std::string> made = promise.future();
        promise.start();
        m_pages.start([promise = std::make_shared<QPromise<std::string>>(std::move(promise)),
                       states = m_engine.states()]() mutable {
            promise->addResult(metricsPage(std::move(states)));
            promise->finish();
        });
        return made;
    };
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        const bool isOneTooMany = m_clients >= m_options.maxClients;
        auto *connection = new MetricsConnection(socket, m_options.deadline, page, this);
        ++m_clients;
        connect(connection, &QObject::destroyed, this, [this] { --m_clients; });
        if (isOneTooMany)
            connection->refuse(503, "Too many clients.");
    }
}

} // namespace piuptime::exposition
