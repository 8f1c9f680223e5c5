// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/EngineServer.h"

#include "core/async/FdStream.h"
#include "core/async/Logging.h"
#include "core/remote/Visitor.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>

#include <algorithm>
#include <set>

#include <sys/un.h>

namespace piuptime::remote {
namespace {

constexpr std::chrono::seconds kAliveInterval{2};
constexpr std::size_t kMostVisitors = 32;

} // namespace

Result<std::unique_ptr<EngineServer>> EngineServer::start(fleet::Engine &engine, const std::string &path)
{
    if (path.size() >= sizeof(sockaddr_un::sun_path))
        return fail(ErrorKind::InvalidInput, "the path is too long for a socket", path);
    if (async::connectUnixSocket(path))
        return fail(ErrorKind::Conflict, "another process answers at " + path);
    const QString file = QString::fromStdString(path);
    if (!QDir().mkpath(QFileInfo(file).path()))
        return fail(ErrorKind::Internal, "the folder of " + path + " cannot be made");
    QLocalServer::removeServer(file); // what a process left behind that was killed
    std::unique_ptr<EngineServer> server(new EngineServer(engine));
    if (!server->m_server.listen(file))
        return fail(ErrorKind::Internal, path + ": " + server->m_server.errorString().toStdString());
    return server;
}

EngineServer::EngineServer(fleet::Engine &engine)
    : m_engine(engine)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &EngineServer::welcome);
    connect(&engine, &fleet::Engine::changed, this, [this](const fleet::FleetChange &change) {
        for (const auto &visitor : m_visitors)
            visitor->tellChanged(change);
    });
    connect(&engine, &fleet::Engine::eventHappened, this, [this](const Event &event) { tellAll(event); });
    connect(&engine, &fleet::Engine::questionAsked, this,
            [this](const fleet::Question &question) { tellAll(question); });
    connect(&engine, &fleet::Engine::questionWithdrawn, this, [this](quint64 id) { tellAll(QuestionWithdrawn{id}); });
    connect(&engine, &fleet::Engine::historyStateChanged, this,
            [this](const history::StoreState &state) { tellAll(HistoryStateChanged{state}); });
    connect(&engine, &fleet::Engine::brokersChanged, this, [this] {
        tellAll(BrokersChanged{m_engine.brokers(), m_engine.brokerStates()});
    });
    connect(&engine, &fleet::Engine::bindingsChanged, this, [this] { tellAll(BindingsChanged{m_engine.bindings()}); });
    connect(&engine, &fleet::Engine::installAdvanced, this,
            [this](const DeviceId &id, const InstallProgress &progress) {
                tellAll(InstallAdvanced{id, progress});
            });
    connect(&m_aliveTimer, &QTimer::timeout, this, [this] { tellAll(Alive{m_engine.historyState()}); });
    m_aliveTimer.start(kAliveInterval);
}

EngineServer::~EngineServer() = default;

template <class Told>
void EngineServer::tellAll(const Told &told)
{
    const Notice notice(told);
    for (const auto &visitor : m_visitors)
        visitor->tell(notice);
}

void EngineServer::welcome()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_visitors.size() == kMostVisitors) {
            qCWarning(lcFleet, "a front end is turned away: %zu are attached already", kMostVisitors);
            delete socket;
            continue;
        }
        auto visitor = std::make_unique<Visitor>(m_engine, socket);
        connect(visitor.get(), &Visitor::watchedChanged, this, &EngineServer::watchForAll);
        // Not within its own signal, nor while all are being told something.
        connect(
            visitor.get(), &Visitor::left, this,
            [this, gone = visitor.get()](const QString &reason) {
                qCInfo(lcFleet, "a front end has left: %s", qUtf8Printable(reason));
                std::erase_if(m_visitors, [gone](const auto &one) { return one.get() == gone; });
                watchForAll();
            },
            Qt::QueuedConnection);
        m_visitors.push_back(std::move(visitor));
        qCInfo(lcFleet, "a front end has come");
    }
}

void EngineServer::watchForAll()
{
    std::set<DeviceId> watched;
    for (const auto &visitor : m_visitors)
        watched.insert(visitor->watched().begin(), visitor->watched().end());
    m_engine.watch({watched.begin(), watched.end()});
}

} // namespace piuptime::remote
