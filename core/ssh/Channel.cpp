// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/Channel.h"

#include "core/async/Wait.h"
#include "core/base/Text.h"
#include "core/ssh/Link.h"
#include "core/ssh/SessionOptions.h"

#include <algorithm>

namespace piuptime::ssh {
namespace {

using async::Woken;

constexpr qsizetype kReadBytes = 64 * 1024;
constexpr qsizetype kBufferBytes = 256 * 1024; // above it, what arrives stays with libssh and uses up the window
constexpr std::uint32_t kMaxHeldBytes =
    4 * 1024 * 1024; // libssh's window is 1.25 MiB: more comes from a server that cheats
constexpr qsizetype kWriteBytes = 32 * 1024;
constexpr std::size_t kDefaultErrorBytes = 4096;

} // namespace

/// What libssh's callbacks write and the coroutines read. Outlives the Channel while a coroutine is under way.
struct Channel::State : std::enable_shared_from_this<Channel::State> {
    State(std::shared_ptr<Link> l, std::string n)
        : link(std::move(l))
        , name(std::move(n))
        , channel(ssh_channel_new(link->session()))
    {
        callbacks.userdata = this;
        callbacks.channel_data_function = onData;
        callbacks.channel_eof_function = onEof;
        callbacks.channel_close_function = onClose;
        callbacks.channel_exit_status_function = onExitStatus;
        callbacks.channel_exit_signal_function = onExitSignal;
        ssh_callbacks_init(&callbacks);
        if (channel)
            ssh_add_channel_callbacks(channel, &callbacks);
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State() { release(); }

    /// Gives the channel back to libssh, which keeps it until the server has closed it too.
    void release()
    {
        if (!channel)
            return;
        ssh_remove_channel_callbacks(channel, &callbacks);
        ssh_channel_free(std::exchange(channel, nullptr));
        link->settle();
        link->activity().open();
    }

    static int onData(ssh_session, ssh_channel, void *data, std::uint32_t length, int isError, void *user)
    {
        auto *self = static_cast<State *>(user);
        return isError ? self->takeErrors(static_cast<const char *>(data), length)
                       : self->takeOutput(static_cast<const char *>(data), length);
    }
    static void onEof(ssh_session, ssh_channel, void *user)
    {
        auto *self = static_cast<State *>(user);
        self->eof = true;
        self->link->activity().open();
    }
    static void onClose(ssh_session, ssh_channel, void *user)
    {
        auto *self = static_cast<State *>(user);
        self->eof = true;
        self->closedByServer = true;
        self->link->activity().open();
    }
    static void onExitStatus(ssh_session, ssh_channel, int status, void *user)
    {
        static_cast<State *>(user)->exitStatus = status;
    }
    static void onExitSignal(ssh_session, ssh_channel, const char *signal, int, const char *, const char *, void *user)
    {
        static_cast<State *>(user)->signal = printable(signal ? signal : "", 32);
    }

    /// \param length  everything libssh holds for us   \return how much of it was taken
    int takeOutput(const char *data, std::uint32_t length)
    {
        if (length > kMaxHeldBytes) {
            link->fail(
                Error{ErrorKind::Overloaded, hostAndPort(link->server()) + " sends more than it was allowed to", {}});
            return 0;
        }
        const auto room = std::max<qsizetype>(0, kBufferBytes - output.size());
        const auto taken = std::min<qsizetype>(room, length);
        output.append(data, taken);
        held = length - static_cast<std::uint32_t>(taken);
        link->activity().open();
        return static_cast<int>(taken);
    }

    int takeErrors(const char *data, std::uint32_t length)
    {
        const auto room = errorLimit - std::min(errorLimit, static_cast<std::size_t>(errors.size()));
        errors.append(data, static_cast<qsizetype>(std::min<std::size_t>(room, length)));
        errorsCut = errorsCut || length > room;
        link->activity().open();
        return static_cast<int>(length);
    }

    /// What can be read now; empty when there is nothing.
    QByteArray take()
    {
        if (output.isEmpty() && held > 0 && channel) {
            QByteArray bytes(std::min<qsizetype>(kReadBytes, held), Qt::Uninitialized);
            const int count =
                ssh_channel_read_nonblocking(channel, bytes.data(), static_cast<std::uint32_t>(bytes.size()), 0);
            link->settle();
            bytes.truncate(std::max(0, count));
            held -= static_cast<std::uint32_t>(bytes.size());
            if (count <= 0)
                held = 0;
            return bytes;
        }
        if (output.size() <= kReadBytes)
            return std::exchange(output, {});
        const QByteArray bytes = output.left(kReadBytes);
        output.remove(0, kReadBytes);
        return bytes;
    }

    [[nodiscard]] tl::unexpected<Error> cancelled() const { return fail(ErrorKind::Cancelled, name + " was closed"); }
    [[nodiscard]] tl::unexpected<Error> endedByServer() const
    {
        std::string text = name + " has ended";
        if (exitStatus)
            text += " with status " + std::to_string(*exitStatus);
        if (!signal.empty())
            text += " by signal " + signal;
        return fail(ErrorKind::Unreachable, text, {errors.constData(), static_cast<std::size_t>(errors.size())});
    }

    std::shared_ptr<Link> link;
    std::string name; ///< for messages, such as “the command on pi@10.0.0.7:22”
    ssh_channel channel = nullptr;
    ssh_channel_callbacks_struct callbacks{};
    QByteArray output;
    std::uint32_t held = 0; ///< bytes of output that are still with libssh
    QByteArray errors;
    std::size_t errorLimit = kDefaultErrorBytes;
    bool errorsCut = false;
    bool eof = false;
    bool closedByServer = false;
    std::optional<int> exitStatus;
    std::string signal;
};

namespace {

template <class State>
QCoro::Task<Result<void>> writeAll(std::shared_ptr<State> state, QByteArray bytes, Deadline deadline)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        if (!state->channel)
            co_return state->cancelled();
        if (state->link->ended())
            co_return tl::unexpected(*state->link->ended());
        if (state->closedByServer)
            co_return state->endedByServer();
        int count = 0;
        if (!state->link->isCongested() && ssh_channel_window_size(state->channel) > 0) {
            const auto chunk = std::min(kWriteBytes, bytes.size() - written);
            count = ssh_channel_write(state->channel, bytes.constData() + written, static_cast<std::uint32_t>(chunk));
            state->link->settle();
        }
        if (count < 0)
            co_return state->endedByServer();
        written += count;
        if (count > 0)
            continue;
        const Woken woken = co_await state->link->activity().wait(deadline);
        if (woken == Woken::Timeout)
            co_return fail(ErrorKind::Timeout, state->name + " takes no input");
    }
    co_return Result<void>{};
}

template <class State>
QCoro::Task<Result<QByteArray>> readOnce(std::shared_ptr<State> state, Deadline deadline)
{
    for (;;) {
        if (!state->channel)
            co_return state->cancelled();
        QByteArray bytes = state->take();
        if (!bytes.isEmpty())
            co_return bytes;
        if (state->link->ended())
            co_return tl::unexpected(*state->link->ended());
        if (state->eof)
            co_return state->endedByServer();
        const Woken woken = co_await state->link->activity().wait(deadline);
        if (woken == Woken::Timeout)
            co_return fail(ErrorKind::Timeout, state->name + " did not answer in time");
    }
}

} // namespace

Channel::Channel(std::shared_ptr<State> state)
    : m_state(std::move(state))
{
}

Channel::~Channel()
{
    close();
}

QCoro::Task<Result<std::unique_ptr<Channel>>> Channel::openExec(std::shared_ptr<Link> link, std::string command,
                                                                Deadline deadline)
{
    if (command.empty() || command.find('\0') != std::string::npos)
        co_return fail(ErrorKind::InvalidInput, "not a command", command);
    const std::string where = toString(link->server());
    const auto state = std::make_shared<State>(link, "the command on " + where);
    const std::function<int()> open = [state] { return ssh_channel_open_session(state->channel); };
    const auto opened = co_await Link::repeat(link, open, SSH_AGAIN, deadline, "opening a channel on " + where);
    if (!opened)
        co_return tl::unexpected(opened.error());
    if (*opened != SSH_OK)
        co_return fail(ErrorKind::Overloaded, where + " opens no further channel (see MaxSessions of its sshd)",
                       link->lastError());
    const std::function<int()> request = [state, command] {
        return ssh_channel_request_exec(state->channel, command.c_str());
    };
    const auto requested = co_await Link::repeat(link, request, SSH_AGAIN, deadline, "starting a command on " + where);
    if (!requested)
        co_return tl::unexpected(requested.error());
    if (*requested != SSH_OK)
        co_return fail(ErrorKind::Unauthorized,
                       where + " lets this user run no commands (see ForceCommand or its shell)");
    co_return std::unique_ptr<Channel>(new Channel(state));
}

QCoro::Task<Result<std::unique_ptr<Channel>>> Channel::openForward(std::shared_ptr<Link> link, std::string host,
                                                                   std::uint16_t port, Deadline deadline)
{
    const std::string target = hostAndPort({{}, host, port});
    const std::string where = hostAndPort(link->server());
    const auto state = std::make_shared<State>(link, "the way to " + target + " through " + where);
    const std::function<int()> open = [state, host, port] {
        return ssh_channel_open_forward(state->channel, host.c_str(), port, "127.0.0.1", 0);
    };
    const auto opened =
        co_await Link::repeat(link, open, SSH_AGAIN, deadline, "reaching " + target + " through " + where);
    if (!opened)
        co_return tl::unexpected(opened.error());
    if (*opened != SSH_OK)
        co_return fail(ErrorKind::Unreachable,
                       "the jump host " + where + " cannot reach " + target
                           + ", or does not forward (AllowTcpForwarding of its sshd)",
                       link->lastError());
    co_return std::unique_ptr<Channel>(new Channel(state));
}

QCoro::Task<Result<std::unique_ptr<Channel>>> Channel::openSocket(std::shared_ptr<Link> link, std::string path,
                                                                  Deadline deadline)
{
    const std::string where = hostAndPort(link->server());
    const auto state = std::make_shared<State>(link, path + " on " + where);
    const std::function<int()> open = [state, path] {
        return ssh_channel_open_forward_unix(state->channel, path.c_str(), "127.0.0.1", 0);
    };
    const auto opened = co_await Link::repeat(link, open, SSH_AGAIN, deadline, "reaching " + path + " on " + where);
    if (!opened)
        co_return tl::unexpected(opened.error());
    if (*opened != SSH_OK)
        co_return fail(ErrorKind::Unreachable,
                       "nobody answers at " + path + " on " + where
                           + ", or its sshd forwards no sockets (AllowStreamLocalForwarding)",
                       link->lastError());
    co_return std::unique_ptr<Channel>(new Channel(state));
}

QCoro::Task<Result<CommandResult>> Channel::collect(std::unique_ptr<Channel> channel, std::size_t maxBytes,
                                                    Deadline deadline)
{
    const auto state = channel->m_state;
    state->errorLimit = maxBytes;
    CommandResult result;
    for (;;) {
        const QByteArray bytes = state->take();
        result.output += bytes;
        const bool tooMuch = static_cast<std::size_t>(result.output.size()) > maxBytes || state->errorsCut;
        if (tooMuch)
            co_return fail(ErrorKind::Overloaded,
                           state->name + " printed more than " + std::to_string(maxBytes) + " bytes; it was ended");
        if (!bytes.isEmpty())
            continue;
        if (state->closedByServer)
            break;
        if (state->link->ended())
            co_return tl::unexpected(*state->link->ended());
        const Woken woken = co_await state->link->activity().wait(deadline);
        if (woken == Woken::Timeout)
            co_return fail(ErrorKind::Timeout, state->name + " did not end in time");
    }
    result.exitStatus = state->exitStatus.value_or(-1);
    result.signal = state->signal;
    result.errors = state->errors;
    co_return result;
}

QCoro::Task<Result<void>> Channel::write(QByteArray bytes, Deadline deadline)
{
    return writeAll(m_state, std::move(bytes), deadline);
}

QCoro::Task<Result<QByteArray>> Channel::readSome(Deadline deadline)
{
    return readOnce(m_state, deadline);
}

void Channel::close()
{
    m_state->release();
}

void Channel::finishWriting()
{
    if (!m_state->channel)
        return;
    ssh_channel_send_eof(m_state->channel);
    m_state->link->settle();
}

std::optional<int> Channel::exitStatus() const
{
    return m_state->exitStatus;
}

} // namespace piuptime::ssh
