// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/access/AuditEntry.h"
#include "app/kiosk/access/AuditLog.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace piuptime::kiosk {

/// Brings what was done at the screen into the audit log, in a thread of its own and gathered over two seconds, which
/// spares an SD card. What the disk refuses is kept and tried again, within bounds; what is then lost is counted.
/// The history has the actions, too, as events of their devices; here stands what led to them.
class AuditTrail final : public QObject
{
    Q_OBJECT
    /// Why entries cannot be written now; empty: they can.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)
public:
    static constexpr std::size_t kMaxWaitingBytes = 64 * 1024;

    AuditTrail(AuditLog log, const Clock &clock, QObject *parent = nullptr);
    /// Writes what waits.
    ~AuditTrail() override;

    /// \param entry without a time: it happened now
    void record(AuditEntry entry);
    /// Has what waits written at once.
    void flush();
    [[nodiscard]] const QString &problem() const { return m_problem; }

signals:
    void problemChanged();

private:
    /// What waits, with a line that tells of what was lost.
    [[nodiscard]] std::string takeWaiting();
    void written(const Result<void> &result, const std::string &lines);

    AuditLog m_log;
    const Clock &m_clock;
    std::string m_waiting;
    std::size_t m_lost = 0; ///< entries
    bool m_isWriting = false;
    QString m_problem;
    QTimer m_gather;
    QThreadPool m_writer;
};

} // namespace piuptime::kiosk
