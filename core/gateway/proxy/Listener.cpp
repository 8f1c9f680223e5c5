// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gateway/proxy/Listener.h"

#include "core/gateway/proxy/Worker.h"

#include <cerrno>

namespace piuptime::gateway {

namespace {

constexpr int kMostPerTurn = 64; ///< so that those who are in are served between
constexpr Milliseconds kPause{100};

} // namespace

Listener::Listener(Worker &worker, UniqueFd fd, std::size_t number)
    : m_worker(worker)
    , m_fd(std::move(fd))
    , m_number(number)
    , m_pause(worker.loop().timers(), [this] { openInTime(); })
{
}

Result<void> Listener::open()
{
    return m_worker.loop().watch(m_fd.get(), *this, EPOLLIN);
}

void Listener::openInTime()
{
    if (!open()) {
        m_worker.count().add(Cause::OutOfDescriptors);
        m_pause.set(m_worker.loop().now() + kPause);
    }
}

void Listener::close()
{
    accept(net::kBacklog + 1); // who waits there; more may come without end
    m_pause.cancel();
    m_worker.loop().unwatch(m_fd.get());
    m_fd.reset();
}

void Listener::onEvents(std::uint32_t)
{
    accept(kMostPerTurn);
}

void Listener::accept(int most)
{
    for (int i = 0; i < most && m_fd.isOpen(); ++i) {
        sockaddr_storage peer{};
        socklen_t length = sizeof peer;
        UniqueFd client(
            ::accept4(m_fd.get(), reinterpret_cast<sockaddr *>(&peer), &length, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (client.isOpen()) {
            m_worker.admit(std::move(client), net::Address(peer, length), m_number);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            m_worker.count().add(Cause::OutOfDescriptors);
            pause();
            return;
        } else if (errno != ECONNABORTED && errno != EINTR) {
            return;
        }
    }
}

void Listener::pause()
{
    m_worker.loop().unwatch(m_fd.get());
    m_pause.set(m_worker.loop().now() + kPause);
}

} // namespace piuptime::gateway
