// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/EndOnSignal.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

#include <utility>

namespace piuptime::composition {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
/// The handler may do next to nothing, but it may write to a pipe.
int pipeEnds[2] = {-1, -1};

void handle(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
}

} // namespace

EndOnSignal::EndOnSignal(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, qApp, &QCoreApplication::quit);
    for (const int number : kSignals)
        std::signal(number, handle);
}

EndOnSignal::~EndOnSignal()
{
    for (const int number : kSignals)
        std::signal(number, SIG_DFL);
    m_notifier.reset();
    for (int &end : pipeEnds)
        ::close(std::exchange(end, -1));
}

} // namespace piuptime::composition
