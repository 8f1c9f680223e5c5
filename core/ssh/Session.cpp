// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Session.h"

#include "core/async/FdStream.h"
#include "core/async/Logging.h"
#include "core/ssh/Connect.h"
#include "core/ssh/Link.h"
#include "core/ssh/SignIn.h"

#include <libssh/server.h>

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace piuptime::ssh {
namespace {

using async::ByteChannel;

constexpr Milliseconds kForever = std::chrono::hours(24);
constexpr Milliseconds kTransferTime{60'000};
constexpr qsizetype kInputStep = 32 * 1024; ///< after which it is told how much was sent
constexpr int kFurtherAttempts = 3;         // one for each kind of question

std::string currentUser()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry ? entry->pw_name : "root";
}

/// Moves bytes one way until an end ends, then ends both. Holds the session that carries one of them.
QCoro::Task<void> carry(std::shared_ptr<ByteChannel> from, std::shared_ptr<ByteChannel> to,
                        [[maybe_unused]] std::shared_ptr<Session> through)
{
    for (;;) {
        const auto bytes = co_await from->readSome(Deadline::in(kForever));
        if (!bytes && bytes.error().kind == ErrorKind::Timeout)
            continue;
        if (!bytes)
            break;
        const auto written = co_await to->write(*bytes, Deadline::in(kTransferTime));
        if (!written)
            break;
    }
    from->close();
    to->close();
}

/// A socket for the next session whose other end is a connection forwarded by the session before it. The bridge lives
/// until one of its ends does not.
Result<UniqueFd> bridge(std::unique_ptr<Channel> forwarded, std::shared_ptr<Session> through, const std::string &name)
{
    auto sockets = async::makeSocketPair();
    if (!sockets)
        return tl::unexpected(sockets.error());
    const std::shared_ptr<ByteChannel> far = std::move(forwarded);
    const std::shared_ptr<ByteChannel> near = std::make_shared<async::FdStream>(std::move(sockets->second), name);
    carry(near, far, through);
    carry(far, near, through);
    return std::move(sockets->first);
}

QCoro::Task<Result<UniqueFd>> reach(SshEndpoint endpoint, StepTimeouts timeouts, std::unique_ptr<Channel> forwarded,
                                    std::shared_ptr<Session> through, Deadline deadline)
{
    if (through)
        co_return bridge(std::move(forwarded), through, hostAndPort(endpoint));
    auto connected = co_await connectTcp(endpoint, timeouts, deadline);
    co_return connected;
}

/// Whether one more attempt is due: the person was asked something new, and the server did not wait for the answer.
bool connectionWasLostToThought(const Error &error, GivenAnswers &answers)
{
    return std::exchange(answers.personWasAsked, false) && error.kind == ErrorKind::Unreachable;
}

} // namespace

QCoro::Task<Result<std::shared_ptr<Session>>> Session::open(SessionOptions options, std::shared_ptr<Prompter> prompter,
                                                            Deadline deadline)
{
    std::vector<SshEndpoint> hops = options.jumps;
    hops.push_back(options.endpoint);
    std::shared_ptr<Session> session;
    for (const SshEndpoint &hop : hops) {
        SessionOptions hopOptions = options;
        hopOptions.endpoint = hop;
        if (hop.user.empty())
            hopOptions.endpoint.user = currentUser();
        const auto answers = std::make_shared<GivenAnswers>();
        auto opened = co_await openHop(hopOptions, session, prompter, answers, deadline);
        for (int i = 0; i < kFurtherAttempts && !opened; ++i) {
            if (!connectionWasLostToThought(opened.error(), *answers))
                break;
            opened = co_await openHop(hopOptions, session, prompter, answers, deadline);
        }
        if (!opened && hops.size() > 1)
            co_return fail(opened.error(), "going to " + toString(options.endpoint) + " by jump hosts");
        if (!opened)
            co_return opened;
        session = *opened;
    }
    co_return session;
}

QCoro::Task<Result<std::shared_ptr<Session>>> Session::openHop(SessionOptions options, std::shared_ptr<Session> through,
                                                               std::shared_ptr<Prompter> prompter,
                                                               std::shared_ptr<GivenAnswers> answers, Deadline deadline)
{
    const SshEndpoint server = options.endpoint;
    std::unique_ptr<Channel> forwarded;
    if (through) {
        const Deadline reached = deadline.within(options.timeouts.connect);
        CO_TRY(forwarded, co_await Channel::openForward(through->m_link, server.host, server.port, reached));
    }
    CO_TRY(UniqueFd socket, co_await reach(server, options.timeouts, std::move(forwarded), through, deadline));
    CO_TRY(auto link, Link::create(std::move(socket), server, options.hostKeys->typesOnRecord(server)));

    const Deadline exchanged = deadline.within(options.timeouts.keyExchange);
    CO_TRY(const HostKey key, co_await Link::handshake(link, exchanged));
    const Deadline confirmed = deadline.within(options.timeouts.person);
    answers->personWasAsked = options.hostKeys->check(server, key).verdict == HostKeys::Verdict::Unknown;
    const auto trusted = co_await HostKeys::verify(options.hostKeys, server, key, prompter, confirmed);
    if (!trusted)
        co_return fail(trusted.error(), "checking the host key of " + hostAndPort(server));

    const auto signedIn = co_await signIn(link, options, prompter, answers, deadline);
    if (!signedIn)
        co_return tl::unexpected(signedIn.error());
    qCDebug(lcSsh, "signed in to %s", toString(server).c_str());
    co_return std::shared_ptr<Session>(new Session(link, server, through, options.keepAlive));
}

Session::Session(std::shared_ptr<Link> link, SshEndpoint endpoint, std::shared_ptr<Session> through,
                 Milliseconds keepAlive)
    : m_link(std::move(link))
    , m_endpoint(std::move(endpoint))
    , m_through(std::move(through))
    , m_keepAlive(keepAlive)
    , m_pulse([this] { checkPulse(); })
{
    m_link->onEnd([this] {
        m_pulse.clear();
        QMetaObject::invokeMethod(
            this, [this] { emit closed(*ended()); }, Qt::QueuedConnection);
    });
    m_pulse.set(Deadline::in(m_keepAlive));
}

Session::~Session()
{
    m_link->onEnd({});
    close();
}

QCoro::Task<Result<std::unique_ptr<Channel>>> Session::exec(std::string command, Deadline deadline)
{
    return Channel::openExec(m_link, std::move(command), deadline);
}

QCoro::Task<Result<std::unique_ptr<Channel>>> Session::connectSocket(std::string path, Deadline deadline)
{
    return Channel::openSocket(m_link, std::move(path), deadline);
}

QCoro::Task<Result<CommandResult>> Session::run(std::string command, Deadline deadline, std::size_t maxBytes)
{
    const auto link = m_link; // the session may go while the command runs
    CO_TRY(auto channel, co_await Channel::openExec(link, std::move(command), deadline));
    channel->finishWriting();
    const auto result = co_await Channel::collect(std::move(channel), maxBytes, deadline);
    co_return result;
}

QCoro::Task<Result<CommandResult>> Session::run(std::string command, QByteArray input,
                                                std::function<void(std::size_t)> sent, Deadline deadline,
                                                std::size_t maxBytes)
{
    const auto link = m_link;
    CO_TRY(auto channel, co_await Channel::openExec(link, std::move(command), deadline));
    for (qsizetype begin = 0; begin < input.size(); begin += kInputStep) {
        const auto written = co_await channel->write(input.mid(begin, kInputStep), deadline);
        if (!written && written.error().kind == ErrorKind::Timeout)
            co_return tl::unexpected(written.error());
        if (!written)
            break; // what it printed, or why the session ended, tells more
        sent(static_cast<std::size_t>(std::min(begin + kInputStep, input.size())));
    }
    channel->finishWriting();
    const auto result = co_await Channel::collect(std::move(channel), maxBytes, deadline);
    co_return result;
}

const std::optional<Error> &Session::ended() const
{
    // What ended the jump host ended this session with it, and is the better explanation.
    return m_link->ended() && m_through && m_through->ended() ? m_through->ended() : m_link->ended();
}

void Session::close()
{
    m_link->fail(Error{ErrorKind::Cancelled, "the connection to " + hostAndPort(m_endpoint) + " was closed", {}});
}

/// A peer that sent something since the last pulse is alive; a silent one is asked, and given up when it stays silent.
void Session::checkPulse()
{
    const std::uint64_t received = m_link->bytesReceived();
    const bool silent = received == m_bytesAtLastPulse;
    m_bytesAtLastPulse = received;
    if (silent && m_asked) {
        m_link->fail(Error{ErrorKind::Timeout,
                           hostAndPort(m_endpoint) + " has fallen silent; it hangs, or the network lost the connection",
                           {}});
        return;
    }
    m_pulse.set(Deadline::in(m_keepAlive));
    m_asked = silent;
    if (!silent)
        return;
    // The first call takes in the reply to the request before, the second one sends, or the other way round.
    ssh_send_keepalive(m_link->session());
    ssh_send_keepalive(m_link->session());
    m_link->settle();
}

} // namespace piuptime::ssh
