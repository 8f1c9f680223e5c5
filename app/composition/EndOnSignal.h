// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace piuptime::composition {

/// Turns the polite requests to end (SIGINT, SIGTERM, SIGHUP) into a normal end of the application, so that what waits
/// for the disk gets there. One for each program, in its main thread, for as long as it runs.
class EndOnSignal : public QObject
{
    Q_OBJECT
public:
    explicit EndOnSignal(QObject *parent = nullptr);
    ~EndOnSignal() override;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace piuptime::composition
