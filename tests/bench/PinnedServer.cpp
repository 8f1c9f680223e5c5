// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/PinnedServer.h"

#include "tests/bench/BenchReport.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

namespace {

constexpr int kStartMs = 5'000;
constexpr int kEndMs = 5'000;

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QString statusField(qint64 process, const QByteArray &key)
{
    QFile file(u"/proc/%1/status"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key))
            return QString::fromLatin1(line.mid(key.size() + 1)).trimmed();
    }
    return {};
}

} // namespace

PinnedServer::PinnedServer(QString name, const QString &cores, QString program, QStringList arguments,
                           const std::vector<std::pair<QString, QString>> &files)
    : m_name(std::move(name))
    , m_port(freePort())
{
    const auto filled = [this](QString text) {
        return text.replace(u"%port"_s, QString::number(m_port)).replace(u"%folder"_s, m_folder.path());
    };
    for (const auto &[file, content] : files) {
        QFile made(m_folder.filePath(file));
        if (made.open(QIODevice::WriteOnly))
            made.write(filled(content).toUtf8());
    }
    for (QString &argument : arguments)
        argument = filled(argument);
    m_process.setStandardErrorFile(m_folder.filePath(u"stderr"_s));
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // where the benchmark aborts
    m_process.start(u"taskset"_s, QStringList{u"-c"_s, cores, std::move(program)} + arguments);
    for (int waited = 0; waited < kStartMs && !m_isUp; waited += 20) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(m_port));
        m_isUp = socket.waitForConnected(kStartMs) && m_process.state() == QProcess::Running;
        if (!m_isUp && m_process.waitForFinished(20))
            return;
    }
}

PinnedServer::~PinnedServer()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kEndMs))
        m_process.kill();
    m_process.waitForFinished();
}

std::vector<qint64> PinnedServer::processes() const
{
    std::vector<qint64> all{m_process.processId()};
    QFile children(u"/proc/%1/task/%1/children"_s.arg(all.front()));
    if (children.open(QIODevice::ReadOnly)) {
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            if (!child.isEmpty())
                all.push_back(child.toLongLong());
        }
    }
    return all;
}

QString PinnedServer::url() const
{
    return u"%1://127.0.0.1:%2/"_s.arg(m_isSecure ? u"https"_s : u"http"_s).arg(m_port);
}

double PinnedServer::cpuMilliseconds() const
{
    double sum = 0;
    for (const qint64 process : processes())
        sum += bench::cpuMilliseconds(process);
    return sum;
}

double PinnedServer::residentMegabytes() const
{
    double sum = 0;
    for (const qint64 process : processes())
        sum += statusField(process, "VmRSS").section(u' ', 0, 0).toDouble() * 1024 / 1e6;
    return sum;
}

} // namespace piuptime::bench
