// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/MosquittoBroker.h"

#include "tests/support/NetworkHost.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpSocket>

namespace piuptime::test {
namespace {

constexpr int kPatienceMs = 30'000;

QString findBroker()
{
    return QStandardPaths::findExecutable(QStringLiteral("mosquitto"),
                                          {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")});
}

bool answers(const QString &address, quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(address, port);
    return socket.waitForConnected(200);
}

} // namespace

Result<std::unique_ptr<MosquittoBroker>> MosquittoBroker::start(Options options)
{
    if (findBroker().isEmpty())
        return fail(ErrorKind::NotFound, "mosquitto is not installed (package mosquitto)");
    std::unique_ptr<MosquittoBroker> broker(new MosquittoBroker);
    broker->m_options = std::move(options);
    broker->m_port = broker->m_options.port != 0 ? broker->m_options.port : freePort();
    if (const Result<void> launched = broker->launch(); !launched)
        return tl::unexpected(launched.error());
    return broker;
}

QByteArray MosquittoBroker::configuration() const
{
    // Started by root it would become another user, who may not read a test's files.
    QByteArray lines = "listener " + QByteArray::number(m_port) + ' ' + m_options.address.toLatin1()
                       + "\nmax_queued_messages 0\nuser root\n";
    if (m_options.persistent)
        lines += "persistence true\npersistence_location " + m_folder.path().toUtf8() + "/\n";
    lines += m_options.configuration;
    if (m_options.users.isEmpty())
        return lines + "allow_anonymous true\n";
    const QString path = makeFile(QStringLiteral("users"), {});
    for (qsizetype i = 0; i + 1 < m_options.users.size(); i += 2) {
        QProcess tool;
        tool.start(QStringLiteral("mosquitto_passwd"),
                   {QStringLiteral("-b"), path, m_options.users.at(i), m_options.users.at(i + 1)});
        tool.waitForFinished(kPatienceMs);
    }
    return lines + "allow_anonymous false\npassword_file " + path.toUtf8() + '\n';
}

Result<void> MosquittoBroker::launch()
{
    const QString file = makeFile(QStringLiteral("mosquitto.conf"), configuration());
    if (m_options.host != nullptr)
        m_options.host->adopt(m_process);
    return runUntilReady(findBroker(), {QStringLiteral("-c"), file},
                         [this] { return answers(m_options.address, m_port); });
}

void MosquittoBroker::end()
{
    m_process.terminate();
    m_process.waitForFinished(kPatienceMs);
}

QString MosquittoBroker::makeFile(const QString &name, const QByteArray &content) const
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        file.write(content);
    return path;
}

} // namespace piuptime::test
