// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/GatewayPeers.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

namespace {

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
    return std::make_unique<PinnedServer>(name, QString::number(core), u"nginx"_s,
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

/// What the gateway reads for a task.
QString fileOf(const GatewayTask &task, int upstreamPort)
{
    QString file = u"workers = %1\nmost_connections_per_address = 0\n"_s.arg(task.workers); // all load is of one
    if (task.files == nullptr)
        file += u"listen = [\"127.0.0.1:%port\"]\n"_s;
    else
        file +=
            u"[[listener]]\naddress = \"127.0.0.1:%port\"\n[[listener.certificate]]\nfile = \"%1\"\nkey = \"%2\"\n"_s
                .arg(QString::fromStdString(task.files->certificate), QString::fromStdString(task.files->key));
    file += u"[[upstream]]\nname = \"upstream\"\nmost_idle = 512\n"
            "[[upstream.endpoint]]\naddress = \"127.0.0.1:%1\"\n[[route]]\nname = \"all\"\nto = \"upstream\"\n"_s.arg(
                upstreamPort);
    if (task.mostAtOnce > 0)
        file += u"[[route.limit]]\nname = \"room\"\nconcurrency = %1\nby = \"route\"\n"_s.arg(task.mostAtOnce);
    if (task.isSeen)
        file += u"[log]\nfile = \"%folder/access.log\"\n[trace]\nmode = \"always\"\nrequest_id = true\n"_s;
    if (task.isGuarded) {
        const QByteArray hash = QCryptographicHash::hash(loadKey().toLatin1(), QCryptographicHash::Sha256).toHex();
        file += u"[route.access]\nrequire = [\"key\"]\n[[plan]]\nname = \"wide\"\n[[plan.limit]]\nname = \"fast\"\n"
                "rate = 1000000\nper = \"second\"\n[[consumer]]\nname = \"load\"\nplan = \"wide\"\n"
                "[[consumer.key]]\nid = \"load\"\nsha256 = \"%1\"\n"_s.arg(QLatin1String(hash));
    }
    return file;
}

} // namespace

QString loadKey()
{
    return u"piu_loadload_0123456789abcdefghijABCDEFGHIJ"_s;
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
    auto server = std::make_unique<PinnedServer>(u"HAProxy "_s + packageVersion(u"haproxy"_s), QString::number(core),
                                                 u"haproxy"_s, QStringList{u"-db"_s, u"-f"_s, u"%folder/haproxy.cfg"_s},
                                                 std::move(made));
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
    return std::make_unique<PinnedServer>(u"Node "_s + packageVersion(u"nodejs"_s), QString::number(core), u"node"_s,
                                          QStringList{u"%folder/proxy.js"_s},
                                          std::vector{std::pair(u"proxy.js"_s, file)});
}

std::unique_ptr<PinnedServer> makeGateway(const QString &cores, int upstreamPort, const GatewayTask &task)
{
    auto server = std::make_unique<PinnedServer>(task.name, cores,
                                                 QCoreApplication::applicationDirPath() + u"/../bin/piuptime-gateway"_s,
                                                 QStringList{u"run"_s, u"%folder/gateway.toml"_s, u"--state"_s,
                                                             u"%folder/state"_s, u"--socket"_s, u"%folder/admin"_s},
                                                 std::vector{std::pair(u"gateway.toml"_s, fileOf(task, upstreamPort))});
    if (task.files != nullptr)
        server->setSecure();
    return server;
}

std::unique_ptr<PinnedServer> makeGuardedNginx(int core, int upstreamPort)
{
    const QString common = u"  map $http_x_api_key $is_known { default 0; \"%1\" 1; }\n"
                           "  limit_req_zone $http_x_api_key zone=keys:10m rate=1000000r/s;\n"_s.arg(loadKey());
    const QString ofServer = u"if ($is_known = 0) { return 401; } limit_req zone=keys burst=1000000 nodelay; "
                             "access_log %folder/access;"_s;
    return makeNginxProxy(nginxName() + u" with map, limit_req and access_log"_s, core, upstreamPort, {}, ofServer,
                          common);
}

std::unique_ptr<PinnedServer> makeLimitedNginx(int core, int upstreamPort, int mostAtOnce)
{
    return makeNginxProxy(nginxName() + u" with limit_conn"_s, core, upstreamPort, {},
                          u"limit_conn all %1; limit_conn_status 503;"_s.arg(mostAtOnce),
                          u"  limit_conn_zone $server_port zone=all:1m;\n"_s);
}

} // namespace piuptime::bench
