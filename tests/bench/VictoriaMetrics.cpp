// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/VictoriaMetrics.h"

#include "tests/bench/BenchReport.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTcpServer>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace piuptime::bench {
namespace {

constexpr int kStartMs = 10'000;
constexpr int kRequestMs = 120'000;
constexpr int kCheckMs = 500;
constexpr int kStableChecks = 4;
constexpr int kSettleChecks = 120;
constexpr std::uint64_t kLeastBytes = 100'000; ///< of a store that has written anything but its index

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

VictoriaMetrics::VictoriaMetrics()
{
    const int port = freePort();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(u"log"_s));
    m_process.start(u"victoria-metrics"_s, {u"-storageDataPath=%1/data"_s.arg(m_folder.path()),
                                            u"-httpListenAddr=127.0.0.1:%1"_s.arg(port), u"-retentionPeriod=100y"_s});
    if (!m_process.waitForStarted())
        return;
    m_port = port;
    QElapsedTimer timer;
    timer.start();
    while (!request(u"/health"_s)) {
        if (timer.elapsed() > kStartMs) {
            m_port = 0;
            return;
        }
        m_process.waitForFinished(50);
    }
}

VictoriaMetrics::~VictoriaMetrics()
{
    m_process.terminate();
    if (!m_process.waitForFinished(10'000))
        m_process.kill();
    m_process.waitForFinished();
}

QString VictoriaMetrics::version()
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"dpkg-query"_s, {u"-W"_s, u"-f"_s, u"${Version}"_s, u"victoria-metrics"_s});
    process.waitForFinished();
    const QString package = QString::fromUtf8(process.readAll());
    static const QRegularExpression number(u"^[0-9.]+"_s);
    return u"VictoriaMetrics "_s + number.match(package).captured();
}

std::optional<QByteArray> VictoriaMetrics::request(const QString &path, const QByteArray &body, bool post)
{
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path)));
    request.setTransferTimeout(kRequestMs);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply *reply = post ? m_network.post(request, body) : m_network.get(request);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    if (reply->error() != QNetworkReply::NoError)
        return std::nullopt;
    return reply->readAll();
}

bool VictoriaMetrics::import(const QByteArray &jsonLines)
{
    return request(u"/api/v1/import"_s, jsonLines, true).has_value();
}

bool VictoriaMetrics::settle()
{
    if (!request(u"/internal/force_flush"_s) || !request(u"/internal/force_merge"_s))
        return false;
    // It answers at once and merges in the background.
    std::uint64_t before = 0;
    for (int stable = 0, tries = 0; stable < kStableChecks && tries < kSettleChecks; ++tries) {
        m_process.waitForFinished(kCheckMs);
        const std::uint64_t now = bytesOnDisk();
        stable = now == before && now > kLeastBytes ? stable + 1 : 0;
        before = now;
    }
    return before > kLeastBytes;
}

std::uint64_t VictoriaMetrics::bytesOnDisk() const
{
    std::uint64_t bytes = 0;
    QDirIterator files(m_folder.filePath(u"data"_s), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += static_cast<std::uint64_t>(files.fileInfo().size());
    }
    return bytes;
}

double VictoriaMetrics::cpuMilliseconds() const
{
    return bench::cpuMilliseconds(m_process.processId());
}

std::optional<double> VictoriaMetrics::query(const QString &series, std::int64_t fromSeconds, std::int64_t toSeconds,
                                             int points)
{
    const std::int64_t step = std::max<std::int64_t>((toSeconds - fromSeconds) / points, 1);
    QUrlQuery query;
    query.addQueryItem(u"query"_s, u"avg_over_time(%1[%2s])"_s.arg(series).arg(step));
    query.addQueryItem(u"start"_s, QString::number(fromSeconds));
    query.addQueryItem(u"end"_s, QString::number(toSeconds));
    query.addQueryItem(u"step"_s, QString::number(step));
    query.addQueryItem(u"nocache"_s, u"1"_s);
    const QString path = u"/api/v1/query_range?"_s + query.toString(QUrl::FullyEncoded);
    QElapsedTimer timer;
    timer.start();
    const auto answer = request(path);
    const double passed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    if (!answer || answer->count("],[") < points / 2)
        return std::nullopt;
    return passed;
}

} // namespace piuptime::bench
