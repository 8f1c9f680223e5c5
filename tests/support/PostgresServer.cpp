// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/PostgresServer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

namespace piuptime::test {
namespace {

constexpr int kToolMs = 30'000;
const QString kSuperuser = QStringLiteral("keeper");

/// Where Debian keeps the programs of the newest version; empty when there is none.
QString programs()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const QString folder = versions.filePath(version + QStringLiteral("/bin/"));
        if (QFileInfo(folder + QStringLiteral("initdb")).isExecutable())
            return folder;
    }
    return {};
}

/// In memory where the system has such a place: what a disk does is not what these tests test.
QString folderTemplate()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath()) + QStringLiteral("/piuptime-postgres-XXXXXX");
}

} // namespace

PostgresServer::PostgresServer()
    : ServerProcess(folderTemplate())
{
}

Result<std::unique_ptr<PostgresServer>> PostgresServer::start()
{
    if (programs().isEmpty())
        return fail(ErrorKind::NotFound, "PostgreSQL is not installed (package postgresql)");
    std::unique_ptr<PostgresServer> server(new PostgresServer);
    if (const passwd *nobody = ::getpwnam("nobody"); ::geteuid() == 0 && nobody != nullptr) {
        const QByteArray folder = server->m_folder.path().toLocal8Bit();
        if (::chown(folder.constData(), nobody->pw_uid, nobody->pw_gid) != 0)
            return fail(ErrorKind::Internal, "the folder of the server cannot be given away");
    }
    QProcess initdb;
    server->asServerUser(initdb);
    initdb.start(programs() + QStringLiteral("initdb"),
                 {QStringLiteral("--pgdata=") + server->m_folder.filePath(QStringLiteral("data")),
                  QStringLiteral("--username=") + kSuperuser, QStringLiteral("--auth=trust"),
                  QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C.UTF-8"), QStringLiteral("--no-sync")});
    if (!initdb.waitForFinished(kToolMs) || initdb.exitCode() != 0)
        return fail(ErrorKind::Internal, "initdb: " + initdb.readAllStandardError().toStdString());
    QFile access(server->m_folder.filePath(QStringLiteral("data/pg_hba.conf")));
    if (!access.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return fail(ErrorKind::Internal, "pg_hba.conf cannot be written");
    access.write("local all " + kSuperuser.toUtf8() + " trust\nlocal all all scram-sha-256\n");
    access.close();
    const Result<void> launched = server->launch();
    if (!launched)
        return tl::unexpected(launched.error());
    return server;
}

PostgresServer::~PostgresServer()
{
    kill();
}

std::string PostgresServer::makeDatabase()
{
    const QString name = QStringLiteral("history%1").arg(++m_databases);
    run(addressOf(QStringLiteral("postgres")), "CREATE DATABASE " + name.toUtf8());
    return addressOf(name);
}

std::string PostgresServer::forUser(const std::string &address, const std::string &user)
{
    return QString::fromStdString(address).replace(kSuperuser, QString::fromStdString(user)).toStdString();
}

QByteArray PostgresServer::run(const std::string &address, const QByteArray &sql) const
{
    QProcess psql;
    psql.start(programs() + QStringLiteral("psql"),
               {QStringLiteral("-XqAt"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-d"),
                QString::fromStdString(address), QStringLiteral("-c"), QString::fromUtf8(sql)});
    const bool isDone = psql.waitForFinished(kToolMs) && psql.exitCode() == 0;
    if (!isDone)
        qWarning("psql: %s", psql.readAllStandardError().constData());
    return isDone ? psql.readAllStandardOutput().trimmed() : QByteArray();
}

void PostgresServer::makeUser(const QByteArray &name, const QByteArray &password) const
{
    run(addressOf(QStringLiteral("postgres")), "CREATE ROLE " + name + " LOGIN SUPERUSER PASSWORD '" + password + "'");
}

void PostgresServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    thaw();
    ::kill(static_cast<pid_t>(m_process.processId()), SIGQUIT);
    if (!m_process.waitForFinished(kToolMs))
        ServerProcess::kill();
}

Result<void> PostgresServer::launch()
{
    asServerUser(m_process);
    // Ready is what answers, also after a crash that has to be recovered from first.
    const auto isReady = [this] {
        QProcess ready;
        ready.start(programs() + QStringLiteral("pg_isready"),
                    {QStringLiteral("-q"), QStringLiteral("-h"), m_folder.path()});
        return ready.waitForFinished(kToolMs) && ready.exitStatus() == QProcess::NormalExit && ready.exitCode() == 0;
    };
    return runUntilReady(programs() + QStringLiteral("postgres"),
                         {QStringLiteral("-D"), path("data"), QStringLiteral("-k"), m_folder.path(),
                          QStringLiteral("-c"), QStringLiteral("listen_addresses="), QStringLiteral("-c"),
                          QStringLiteral("fsync=off"), QStringLiteral("-c"), QStringLiteral("shared_buffers=32MB")},
                         isReady);
}

std::string PostgresServer::addressOf(const QString &database) const
{
    return QStringLiteral("postgresql://%1@/%2?host=%3").arg(kSuperuser, database, m_folder.path()).toStdString();
}

void PostgresServer::asServerUser(QProcess &process) const
{
    process.setWorkingDirectory(m_folder.path());
    const passwd *nobody = ::getpwnam("nobody");
    if (::geteuid() != 0 || nobody == nullptr)
        return;
    process.setChildProcessModifier([uid = nobody->pw_uid, gid = nobody->pw_gid] {
        if (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0)
            ::_exit(1);
    });
}

} // namespace piuptime::test
