// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/GatewayPeers.h"

#include "tests/bench/BenchReport.h"

#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

namespace {

constexpr int kStartMs = 5'000;
constexpr int kEndMs = 5'000;
/// Of the load's requests.
const QString kLoadKey = u"piu_loadload_0123456789abcdefghijABCDEFGHIJ"_s;

int freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

QString packageVersion(const QString &package)
{
    QProcess process;
    process.start(u"dpkg-query"_s, {u"-W"_s, u"-f"_s, u"${Version}"_s, package});
    process.waitForFinished();
    static const QRegularExpression number(u"^[0-9.]+"_s);
    return number.match(QString::fromUtf8(process.readAll())).captured();
}

/// What nginx needs to run for itself in a folder.
QString nginxFile(const QString &servers)
{
    QString file =
        u"worker_processes 1;\ndaemon off;\npid %folder/pid;\nerror_log %folder/log;\n"
        "events { worker_connections 4096; }\nhttp {\n  access_log off;\n  keepalive_requests 100000000;\n"_s;
    for (const QString &kind : {u"client_body"_s, u"proxy"_s, u"fastcgi"_s, u"uwsgi"_s, u"scgi"_s})
        file += u"  %1_temp_path %folder/%1;\n"_s.arg(kind);
    return file + servers + u"}\n"_s;
}

/// 1,024 bytes with quotes escaped for nginx.
QString payload()
{
    QString json = u"{"_s;
    for (int i = 0; i < 64; ++i)
        json += u"\"k%1\":%2,"_s.arg(i, 3, 10, QChar(u'0')).arg(i * 7919 % 1'000'000, 6, 10, QChar(u'0'));
    json += u"\"filled\":\""_s;
    json += QString(1024 - json.size() - 2, u'x') + u"\"}"_s;
    return json.replace(u'"', u"\\\""_s);
}

std::unique_ptr<PinnedServer> makeNginxServer(const QString &name, int core, const QString &servers)
{
    return std::make_unique<PinnedServer>(name, core, u"nginx"_s,
                                          QStringList{u"-e"_s, u"%folder/log"_s, u"-c"_s, u"%folder/nginx.conf"_s},
                                          std::vector{std::pair(u"nginx.conf"_s, nginxFile(servers))});
}

QString nginxName()
{
    return u"nginx "_s + packageVersion(u"nginx-light"_s);
}

/// \param listening of the address, \param more of the server's own settings
std::unique_ptr<PinnedServer> makeNginxProxy(const QString &name, int core, int upstreamPort, const QString &listening,
                                             const QString &more, const QString &common = {})
{
    return makeNginxServer(
        name, core,
        common
            + u"  upstream up { server 127.0.0.1:%1; keepalive 512; keepalive_requests 100000000; }\n"
              "  server { listen 127.0.0.1:%port reuseport %2; %3 location / {\n    proxy_pass http://up;\n"
              "    proxy_http_version 1.1;\n    proxy_set_header Connection \"\";\n    proxy_set_header Host $host;\n"
              "    proxy_set_header X-Forwarded-For $remote_addr;\n    proxy_set_header X-Forwarded-Proto $scheme;\n"
              "    proxy_set_header Via \"1.1 nginx\";\n  } }\n"_s.arg(upstreamPort)
                  .arg(listening, more));
}

QString contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()) : QString();
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

PinnedServer::PinnedServer(QString name, int core, QString program, QStringList arguments,
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
    m_process.start(u"taskset"_s, QStringList{u"-c"_s, QString::number(core), std::move(program)} + arguments);
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

std::unique_ptr<PinnedServer> makeUpstream(int core)
{
    return makeNginxServer(
        u"upstream"_s, core,
        u"  server { listen 127.0.0.1:%port; location / { default_type application/json; return 200 \"%1\"; } }\n"_s
            .arg(payload()));
}

std::unique_ptr<PinnedServer> makeNginx(int core, int upstreamPort, const test::CertificateFiles *files)
{
    const QString tls = files == nullptr
                            ? QString()
                            : u"ssl_certificate %1; ssl_certificate_key %2; keepalive_timeout 1h;"_s.arg(
                                QString::fromStdString(files->certificate), QString::fromStdString(files->key));
    auto server = makeNginxProxy(nginxName(), core, upstreamPort, files == nullptr ? QString() : u"ssl http2"_s, tls);
    if (files != nullptr)
        server->setSecure();
    return server;
}

std::unique_ptr<PinnedServer> makeLoggingNginx(int core, int upstreamPort)
{
    return makeNginxProxy(nginxName() + u" with access_log"_s, core, upstreamPort, {}, u"access_log %folder/access;"_s);
}

std::unique_ptr<PinnedServer> makeHaproxy(int core, int upstreamPort, const test::CertificateFiles *files)
{
    const QString file = u"global\n  nbthread 1\n  maxconn 4096\ndefaults\n  mode http\n  timeout client 60s\n"
                         "  timeout server 60s\n  timeout connect 5s\n  option forwardfor\n  http-reuse always\n"
                         "frontend in\n  bind 127.0.0.1:%port%2\n  http-request set-header X-Forwarded-Proto %3\n"
                         "  http-request set-header Via \"1.1 haproxy\"\n  default_backend out\n"
                         "backend out\n  server up 127.0.0.1:%1\n"_s.arg(upstreamPort)
                             .arg(files == nullptr ? QString() : u" ssl crt %folder/both.pem alpn h2,http/1.1"_s,
                                  files == nullptr ? u"http"_s : u"https"_s);
    std::vector made{std::pair(u"haproxy.cfg"_s, file)};
    if (files != nullptr)
        made.emplace_back(u"both.pem"_s, contentOf(files->certificate) + contentOf(files->key));
    auto server =
        std::make_unique<PinnedServer>(u"HAProxy "_s + packageVersion(u"haproxy"_s), core, u"haproxy"_s,
                                       QStringList{u"-db"_s, u"-f"_s, u"%folder/haproxy.cfg"_s}, std::move(made));
    if (files != nullptr)
        server->setSecure();
    return server;
}

std::unique_ptr<PinnedServer> makeNode(int core, int upstreamPort)
{
    const QString file =
        u"const http = require('http');\n"
        "const agent = new http.Agent({ keepAlive: true });\n"
        "http.createServer((request, response) => {\n"
        "  const { method, url: path, headers } = request;\n"
        "  const onwards = http.request({ host: '127.0.0.1', port: %1, method, path, headers, agent }, (answer) => {\n"
        "    response.writeHead(answer.statusCode, answer.headers);\n"
        "    answer.pipe(response);\n"
        "  });\n"
        "  onwards.on('error', () => response.destroy());\n"
        "  request.on('error', () => onwards.destroy());\n"
        "  request.pipe(onwards);\n"
        "}).listen(%port, '127.0.0.1');\n"_s.arg(upstreamPort);
    return std::make_unique<PinnedServer>(u"Node "_s + packageVersion(u"nodejs"_s), core, u"node"_s,
                                          QStringList{u"%folder/proxy.js"_s},
                                          std::vector{std::pair(u"proxy.js"_s, file)});
}

std::unique_ptr<PinnedServer> makeGateway(int core, int upstreamPort, const QString &program,
                                          const test::CertificateFiles *files)
{
    QStringList arguments{u"127.0.0.1:%port"_s, u"127.0.0.1:%1"_s.arg(upstreamPort)};
    if (files != nullptr)
        arguments += {u"1"_s, QString::fromStdString(files->certificate), QString::fromStdString(files->key)};
    auto server = std::make_unique<PinnedServer>(u"ours"_s, core, program, arguments);
    if (files != nullptr)
        server->setSecure();
    return server;
}

std::unique_ptr<PinnedServer> makeSeeingGateway(int core, int upstreamPort, const QString &program)
{
    return std::make_unique<PinnedServer>(
        u"ours with log and trace"_s, core, program,
        QStringList{u"127.0.0.1:%port"_s, u"127.0.0.1:%1"_s.arg(upstreamPort), u"1"_s, u"%folder/access.log"_s});
}

std::unique_ptr<PinnedServer> makeGuardedGateway(int core, int upstreamPort, const QString &program)
{
    return std::make_unique<PinnedServer>(u"ours with key, limit and log"_s, core, program,
                                          QStringList{u"127.0.0.1:%port"_s, u"127.0.0.1:%1"_s.arg(upstreamPort), u"1"_s,
                                                      u"%folder/access.log"_s, kLoadKey, u"guarded"_s});
}

std::unique_ptr<PinnedServer> makeGuardedNginx(int core, int upstreamPort)
{
    const QString common = u"  map $http_x_api_key $is_known { default 0; \"%1\" 1; }\n"
                           "  limit_req_zone $http_x_api_key zone=keys:10m rate=1000000r/s;\n"_s.arg(kLoadKey);
    const QString ofServer = u"if ($is_known = 0) { return 401; } limit_req zone=keys burst=1000000 nodelay; "
                             "access_log %folder/access;"_s;
    return makeNginxProxy(nginxName() + u" with map, limit_req and access_log"_s, core, upstreamPort, {}, ofServer,
                          common);
}

namespace {

QRegularExpressionMatch found(const QString &output, const QString &pattern)
{
    return QRegularExpression(pattern).match(output);
}

/// What a load says, and what it cost the server in milliseconds of CPU.
std::pair<QString, double> load(const PinnedServer &server, int core, const QStringList &command)
{
    const double before = server.cpuMilliseconds();
    QProcess process;
    process.start(u"taskset"_s, QStringList{u"-c"_s, QString::number(core)} + command);
    process.waitForFinished(-1);
    return {QString::fromUtf8(process.readAllStandardOutput()), server.cpuMilliseconds() - before};
}

} // namespace

Run runLoad(const PinnedServer &server, int core, int connections, int seconds)
{
    const auto [output, cpu] = load(server, core,
                                    {u"wrk"_s, u"-t1"_s, u"-c%1"_s.arg(connections), u"-d%1s"_s.arg(seconds),
                                     u"--latency"_s, u"-H"_s, u"X-API-Key: "_s + kLoadKey, server.url()});
    Run run;
    run.requestsPerSecond = found(output, u"Requests/sec:\\s+([0-9.]+)"_s).captured(1).toDouble();
    const auto latency = found(output, u"99%\\s+([0-9.]+)(us|ms|s)"_s);
    const double scale = latency.captured(2) == u"us"_s ? 1e-3 : latency.captured(2) == u"s"_s ? 1e3 : 1;
    run.p99Milliseconds = latency.captured(1).toDouble() * scale;
    const double requests = found(output, u"(\\d+) requests in"_s).captured(1).toDouble();
    run.cpuMicroseconds = requests > 0 ? cpu * 1000 / requests : 0;
    run.isSound = requests > 0 && !output.contains(u"Non-2xx"_s) && !output.contains(u"Socket errors"_s);
    return run;
}

Run runHttp2Load(const PinnedServer &server, int core, int connections, int streams, int seconds)
{
    const auto [output, cpu] =
        load(server, core,
             {u"h2load"_s, u"-c%1"_s.arg(connections), u"-m%1"_s.arg(streams), u"-D%1"_s.arg(seconds), server.url()});
    Run run;
    run.requestsPerSecond = found(output, u"finished in [^,]+, ([0-9.]+) req/s"_s).captured(1).toDouble();
    const double requests = found(output, u"(\\d+) succeeded"_s).captured(1).toDouble();
    run.cpuMicroseconds = requests > 0 ? cpu * 1000 / requests : 0;
    run.isSound = requests > 0 && output.contains(u" 0 failed, 0 errored"_s) && output.contains(u" 0 5xx"_s);
    return run;
}

} // namespace piuptime::bench
