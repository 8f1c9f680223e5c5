// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/broker/LocalBroker.h"

#include "core/async/Logging.h"
#include "core/base/Text.h"
#include "core/broker/Authority.h"
#include "core/config/AtomicFile.h"

#include <QDir>
#include <QHostAddress>
#include <QNetworkInterface>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>
#include <csignal>

#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace piuptime::broker {
namespace {

constexpr int kStopMs = 5000;
constexpr int kToolMs = 10'000;
constexpr std::size_t kMaxFileBytes = 64 * 1024;
constexpr qsizetype kMaxLine = 4096;
/// The broker writes all it holds, 3 KB and more, after so many changes, and whenever it is asked to.
constexpr int kChangesBetweenSaves = 100;
constexpr std::array<std::string_view, 3> kUsers{"console", "agents", "publishers"};

QString findProgram(const char *name)
{
    const QString program = QString::fromLatin1(name);
    const QString found = QStandardPaths::findExecutable(program);
    return found.isEmpty() ? QStandardPaths::findExecutable(
               program, {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")})
                           : found;
}

/// 24 letters and digits: 142 bits, easy to type.
std::string makePassword()
{
    constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    std::string password(24, ' ');
    for (char &c : password)
        c = kLetters[QRandomGenerator::system()->bounded(static_cast<quint32>(kLetters.size()))];
    return password;
}

/// Every name and address by which somebody may reach this computer; the same order each time.
std::vector<std::string> hostsOfThisComputer()
{
    const std::string name = QSysInfo::machineHostName().toStdString();
    std::vector<std::string> hosts{name.empty() ? "localhost" : name, "localhost"};
    if (!name.empty() && name.find('.') == std::string::npos)
        hosts.push_back(name + ".local");
    const QList<QHostAddress> addresses = QNetworkInterface::allAddresses();
    for (QHostAddress address : addresses) {
        address.setScopeId({});
        hosts.push_back(address.toString().toStdString());
    }
    std::sort(hosts.begin() + 1, hosts.end());
    hosts.erase(std::unique(hosts.begin() + 1, hosts.end()), hosts.end());
    return hosts;
}

} // namespace

Result<std::unique_ptr<LocalBroker>> LocalBroker::open(Options options)
{
    std::unique_ptr<LocalBroker> broker(new LocalBroker(std::move(options)));
    if (const Result<void> prepared = broker->prepare(); !prepared)
        return tl::unexpected(prepared.error());
    return broker;
}

LocalBroker::LocalBroker(Options options)
    : m_options(std::move(options))
    , m_backoff(m_options.backoff)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // A console that is killed takes its broker along: the next one starts its own.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    connect(&m_process, &QProcess::readyRead, this, &LocalBroker::readLog);
    connect(&m_process, &QProcess::finished, this, &LocalBroker::ended);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            ended();
    });
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &LocalBroker::launch);
    m_addresses.setInterval(m_options.addressesEvery);
    connect(&m_addresses, &QTimer::timeout, this, &LocalBroker::renewAddresses);
    m_save.setInterval(m_options.saveEvery);
    connect(&m_save, &QTimer::timeout, this, [this] { signal(SIGUSR1); });
}

LocalBroker::~LocalBroker()
{
    disconnect(&m_process, nullptr, this, nullptr);
    stop();
}

Result<void> LocalBroker::prepare()
{
    if (m_options.program.empty())
        m_options.program = findProgram("mosquitto").toStdString();
    m_passwordTool = findProgram("mosquitto_passwd").toStdString();
    if (m_options.program.empty() || m_passwordTool.empty())
        return fail(ErrorKind::NotFound, "mosquitto is not installed: sudo apt install mosquitto");
    const QString folder = QString::fromStdString(m_options.folder);
    if (!QDir().mkpath(folder) || ::chmod(m_options.folder.c_str(), S_IRWXU) != 0)
        return fail(ErrorKind::Internal, "the folder " + m_options.folder + " cannot be made for this user alone");
    for (const auto step :
         {&LocalBroker::readAccounts, &LocalBroker::readAuthority, &LocalBroker::makeServerCertificate}) {
        if (const Result<void> done = (this->*step)(); !done)
            return done;
    }
    if (const Result<void> made = makePasswordFile(); !made)
        return made;
    return writeConfiguration();
}

Result<void> LocalBroker::readAccounts()
{
    const Result<std::string> file = config::readFile(path("accounts"), kMaxFileBytes);
    if (!file && file.error().kind != ErrorKind::NotFound)
        return tl::unexpected(file.error());
    std::string_view rest = file ? std::string_view(*file) : std::string_view();
    std::string text;
    for (std::size_t i = 0; i < kUsers.size(); ++i) {
        std::string_view line = takeLine(rest).value_or("");
        const std::string_view user = takeWord(line);
        const std::string_view known = takeWord(line);
        if (file && (user != kUsers[i] || known.empty()))
            return fail(ErrorKind::Corrupt,
                        path("accounts") + " is not as it was written: delete it for new passwords");
        const std::string password = file ? std::string(known) : makePassword();
        text += std::string(kUsers[i]) + ' ' + password + '\n';
        m_accounts.push_back({static_cast<BrokerAccount::Purpose>(i), std::string(kUsers[i]), Secret(password)});
    }
    return file ? Result<void>() : config::writeFileAtomically(path("accounts"), text);
}

/// The plain passwords are replaced by hashes in the file itself: as arguments every user of this machine saw them.
Result<void> LocalBroker::makePasswordFile() const
{
    std::string text;
    for (const BrokerAccount &account : m_accounts)
        text += account.user + ':' + account.password.reveal() + '\n';
    if (const Result<void> written = config::writeFileAtomically(path("passwords"), text); !written)
        return written;
    QProcess tool;
    tool.start(QString::fromStdString(m_passwordTool),
               {QStringLiteral("-U"), QString::fromStdString(path("passwords"))});
    if (!tool.waitForFinished(kToolMs) || tool.exitStatus() != QProcess::NormalExit || tool.exitCode() != 0)
        return fail(ErrorKind::Internal, "mosquitto_passwd does not hash the passwords",
                    tool.readAllStandardError().toStdString());
    return {};
}

Result<void> LocalBroker::readAuthority()
{
    const Result<std::string> pem = config::readFile(path("ca.pem"), kMaxFileBytes);
    const Result<std::string> key = config::readFile(path("ca.key"), kMaxFileBytes);
    if (pem && key) {
        m_authority = *pem;
        m_authorityKey = *key;
        return {};
    }
    for (const Result<std::string> *file : {&pem, &key}) {
        if (!*file && file->error().kind != ErrorKind::NotFound)
            return tl::unexpected(file->error());
    }
    const auto made = makeAuthority("Pi Uptime on " + QSysInfo::machineHostName().toStdString().substr(0, 40));
    if (!made)
        return tl::unexpected(made.error());
    m_authority = made->pem;
    m_authorityKey = made->key;
    if (const Result<void> written = config::writeFileAtomically(path("ca.key"), made->key); !written)
        return written;
    return config::writeFileAtomically(path("ca.pem"), made->pem);
}

Result<void> LocalBroker::makeServerCertificate()
{
    m_hosts = hostsOfThisComputer();
    const auto issued = issueServerCertificate({m_authority, m_authorityKey}, m_hosts);
    if (!issued)
        return tl::unexpected(issued.error());
    if (const Result<void> written = config::writeFileAtomically(path("server.key"), issued->key); !written)
        return written;
    return config::writeFileAtomically(path("server.pem"), issued->pem);
}

Result<void> LocalBroker::writeConfiguration() const
{
    std::string text = "# Made by Pi Uptime at each start.\n";
    text += "listener " + std::to_string(m_options.port) + '\n';
    text += "certfile " + path("server.pem") + "\nkeyfile " + path("server.key") + '\n';
    text += "tls_version tlsv1.2\n"; // and newer
    text += "allow_anonymous false\npassword_file " + path("passwords") + "\nacl_file " + path("access") + '\n';
    // Started by root it would become another user, who may not read this folder.
    if (::geteuid() == 0)
        text += "user root\n";
    text += "persistence true\npersistence_location " + m_options.folder + "/\n";
    text += "autosave_on_changes true\nautosave_interval " + std::to_string(kChangesBetweenSaves) + '\n';
    text += "max_queued_messages 100000\nmax_packet_size 1048576\nmax_connections 10000\n";
    text += "persistent_client_expiration 30d\nset_tcp_nodelay true\nlog_dest stderr\nlog_timestamp false\n";
    text += "log_type error\nlog_type warning\nlog_type notice\nlog_type information\nconnection_messages false\n";

    const std::string &topic = m_options.agentsTopic;
    std::string access = "user console\ntopic readwrite #\ntopic read $SYS/#\n\n";
    access += "user agents\ntopic readwrite " + topic + "/#\n\n";
    access += "user publishers\ntopic readwrite #\ntopic deny " + topic + "/#\n";
    if (const Result<void> written = config::writeFileAtomically(path("access"), access); !written)
        return written;
    return config::writeFileAtomically(path("mosquitto.conf"), text);
}

BrokerConfig LocalBroker::config(const std::string &name) const
{
    BrokerConfig config;
    config.name = name;
    config.host = "127.0.0.1";
    config.port = m_options.port;
    config.tls = true;
    config.caFile = authorityFile();
    config.user = m_accounts.front().user;
    config.topic = m_options.agentsTopic;
    config.isOurs = true;
    return config;
}

void LocalBroker::start()
{
    if (m_state != State::Stopped)
        return;
    m_addresses.start();
    m_save.start();
    launch();
}

void LocalBroker::launch()
{
    m_lastLine.clear();
    setState(State::Starting);
    m_process.start(QString::fromStdString(m_options.program),
                    {QStringLiteral("-c"), QString::fromStdString(path("mosquitto.conf"))});
}

void LocalBroker::readLog()
{
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine(kMaxLine).trimmed();
        if (line.startsWith("mosquitto version ") && line.endsWith(" running")) {
            m_backoff.reset();
            m_problem.reset();
            setState(State::Running);
        } else if (!line.isEmpty() && !line.startsWith("Saving ")) { // which says nothing of why it ended
            m_lastLine = line;
        }
    }
    if (m_process.bytesAvailable() > kMaxLine)
        (void)m_process.readAll(); // no line of mosquitto's is that long
}

void LocalBroker::ended()
{
    if (m_state == State::Stopped || m_again.isActive())
        return;
    readLog();
    const std::string words =
        printable(m_lastLine.isEmpty() ? m_process.errorString().toStdString() : m_lastLine.toStdString());
    m_problem = Error{ErrorKind::Unreachable, "the broker on this computer has ended: " + words, {}};
    qCWarning(lcBroker, "%s", m_problem->detail.c_str());
    m_again.start(m_backoff.next());
    setState(State::Waiting);
}

void LocalBroker::stop()
{
    m_again.stop();
    m_addresses.stop();
    m_save.stop();
    setState(State::Stopped);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kStopMs)) {
        m_process.kill();
        m_process.waitForFinished(kStopMs);
    }
}

/// A certificate must be made out to the address by which a Pi knows this computer.
void LocalBroker::renewAddresses()
{
    if (hostsOfThisComputer() == m_hosts)
        return;
    if (const Result<void> made = makeServerCertificate(); !made) {
        qCWarning(lcBroker, "the certificate of the broker was not renewed: %s", made.error().describe().c_str());
        return;
    }
    signal(SIGHUP); // has it read its certificate anew
}

/// Not before it runs: until then these signals end it.
void LocalBroker::signal(int number)
{
    if (m_state == State::Running)
        ::kill(static_cast<pid_t>(m_process.processId()), number);
}

void LocalBroker::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        emit changed();
}

} // namespace piuptime::broker
