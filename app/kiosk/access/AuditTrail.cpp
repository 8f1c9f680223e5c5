// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AuditTrail.h"

#include "app/presentation/WhenDone.h"

#include <QtConcurrentRun>

#include <utility>

namespace piuptime::kiosk {
namespace {

constexpr std::chrono::seconds kGather{2};
constexpr std::chrono::seconds kRetry{30};

} // namespace

AuditTrail::AuditTrail(AuditLog log, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_log(std::move(log))
    , m_clock(clock)
{
    m_writer.setMaxThreadCount(1);
    m_gather.setSingleShot(true);
    connect(&m_gather, &QTimer::timeout, this, &AuditTrail::flush);
}

AuditTrail::~AuditTrail()
{
    m_writer.waitForDone();
    if (!m_waiting.empty())
        (void)m_log.append(takeWaiting()); // nobody is left to tell
}

void AuditTrail::record(AuditEntry entry)
{
    entry.at = m_clock.utcNow();
    const std::string line = jsonLine(entry);
    if (m_waiting.size() + line.size() > kMaxWaitingBytes)
        ++m_lost;
    else
        m_waiting += line;
    if (!m_gather.isActive())
        m_gather.start(kGather);
}

void AuditTrail::flush()
{
    if (m_isWriting || m_waiting.empty())
        return;
    m_isWriting = true;
    m_gather.stop();
    const std::string lines = takeWaiting();
    presentation::whenDone(QtConcurrent::run(&m_writer, [log = m_log, lines] { return log.append(lines); }), this,
                           [this, lines](const Result<void> &result) { written(result, lines); });
}

std::string AuditTrail::takeWaiting()
{
    std::string lines = std::exchange(m_waiting, {});
    if (m_lost > 0)
        lines += jsonLine({AuditEntry::What::Lost, {}, {}, std::to_string(std::exchange(m_lost, 0)), m_clock.utcNow()});
    return lines;
}

void AuditTrail::written(const Result<void> &result, const std::string &lines)
{
    m_isWriting = false;
    if (!result)
        m_waiting.insert(0, lines);
    if (!m_waiting.empty() && !m_gather.isActive())
        m_gather.start(result ? kGather : kRetry);
    const QString problem =
        result ? QString()
               : tr("The audit log cannot be written (%1).").arg(QString::fromStdString(result.error().describe()));
    if (std::exchange(m_problem, problem) != problem)
        emit problemChanged();
}

} // namespace piuptime::kiosk
