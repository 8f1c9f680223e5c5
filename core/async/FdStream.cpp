// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/async/FdStream.h"

#include "core/async/FdWatch.h"
#include "core/async/Wait.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace piuptime::async {
namespace {

constexpr qsizetype kReadBytes{64 * 1024};

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

/// Shared with the reads and writes under way, so that they end in peace when the stream is destroyed.
struct FdStream::State {
    State(UniqueFd socket, std::string peer)
        : fd(std::move(socket))
        , name(std::move(peer))
        , watch(std::make_unique<FdWatch>(fd.get(), [this](unsigned ready) { onReady(ready); }))
    {
    }

    void onReady(unsigned ready)
    {
        interest &= ~ready;
        watch->setInterest(interest);
        if (ready & FdWatch::Read)
            readable.open();
        if (ready & FdWatch::Write)
            writable.open();
    }

    void listen(unsigned what)
    {
        interest |= what;
        watch->setInterest(interest);
    }

    void close()
    {
        watch.reset();
        fd.reset();
        readable.open();
        writable.open();
    }

    [[nodiscard]] tl::unexpected<Error> closed() const { return fail(ErrorKind::Cancelled, name + " was closed"); }
    [[nodiscard]] tl::unexpected<Error> ended(int error) const
    {
        return fail(ErrorKind::Unreachable, name + (error ? std::string(": ") + std::strerror(error) : " has ended"));
    }

    UniqueFd fd;
    std::string name;
    Gate readable;
    Gate writable;
    unsigned interest = FdWatch::Nothing;
    std::unique_ptr<FdWatch> watch;
};

namespace {

template <class State>
QCoro::Task<Result<void>> writeAll(std::shared_ptr<State> state, QByteArray bytes, Deadline deadline)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        if (!state->fd.isOpen())
            co_return state->closed();
        const auto count = ::send(state->fd.get(), bytes.constData() + written,
                                  static_cast<std::size_t>(bytes.size() - written), MSG_NOSIGNAL);
        if (count >= 0) {
            written += count;
            continue;
        }
        if (!wouldBlock(errno))
            co_return state->ended(errno);
        state->listen(FdWatch::Write);
        const Woken woken = co_await state->writable.wait(deadline);
        if (woken == Woken::Timeout)
            co_return fail(ErrorKind::Timeout, state->name + " takes nothing more");
    }
    co_return Result<void>{};
}

template <class State>
QCoro::Task<Result<QByteArray>> readOnce(std::shared_ptr<State> state, Deadline deadline)
{
    QByteArray bytes(kReadBytes, Qt::Uninitialized);
    for (;;) {
        if (!state->fd.isOpen())
            co_return state->closed();
        const auto count = ::recv(state->fd.get(), bytes.data(), static_cast<std::size_t>(bytes.size()), 0);
        if (count > 0) {
            bytes.truncate(count);
            co_return bytes;
        }
        if (count == 0)
            co_return state->ended(0);
        if (!wouldBlock(errno))
            co_return state->ended(errno);
        state->listen(FdWatch::Read);
        const Woken woken = co_await state->readable.wait(deadline);
        if (woken == Woken::Timeout)
            co_return fail(ErrorKind::Timeout, state->name + " sent nothing in time");
    }
}

} // namespace

FdStream::FdStream(UniqueFd fd, std::string name)
{
    ::fcntl(fd.get(), F_SETFL, ::fcntl(fd.get(), F_GETFL) | O_NONBLOCK);
    m_state = std::make_shared<State>(std::move(fd), std::move(name));
}

FdStream::~FdStream()
{
    close();
}

QCoro::Task<Result<void>> FdStream::write(QByteArray bytes, Deadline deadline)
{
    return writeAll(m_state, std::move(bytes), deadline);
}

QCoro::Task<Result<QByteArray>> FdStream::readSome(Deadline deadline)
{
    return readOnce(m_state, deadline);
}

void FdStream::close()
{
    m_state->close();
}

void FdStream::finishWriting()
{
    if (m_state->fd.isOpen())
        ::shutdown(m_state->fd.get(), SHUT_WR);
}

Result<std::pair<UniqueFd, UniqueFd>> makeSocketPair()
{
    std::array<int, 2> fds{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()) != 0)
        return fail(ErrorKind::Internal, std::string("cannot make a socket pair: ") + std::strerror(errno));
    return std::pair(UniqueFd(fds[0]), UniqueFd(fds[1]));
}

Result<UniqueFd> connectUnixSocket(const std::string &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof(address.sun_path))
        return fail(ErrorKind::InvalidInput, "not a path of a Unix socket", path);
    std::memcpy(address.sun_path, path.data(), path.size());
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.isOpen())
        return fail(ErrorKind::Internal, std::string("cannot make a socket: ") + std::strerror(errno));
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0)
        return fd;
    const ErrorKind kind = errno == EAGAIN ? ErrorKind::Overloaded : ErrorKind::NotFound;
    return fail(kind, path + ": " + std::strerror(errno));
}

} // namespace piuptime::async
