// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Rotation.h"

#include <algorithm>

namespace piuptime::kiosk {
namespace {

const QString kDevicePage = QStringLiteral("device");
constexpr std::size_t kMostVisits = 32; ///< of Pis that wait to be shown: a site that fails as a whole is one alarm

} // namespace

Rotation::Rotation(QStringList pages, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_pages(std::move(pages))
    , m_page(m_pages.first())
    , m_turnedAt(clock.monotonicNow())
{
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &Rotation::tick);
    m_timer.start();
}

void Rotation::setTurnSeconds(int seconds)
{
    const Seconds turn{std::max(0, seconds)};
    if (turn == m_turn)
        return;
    m_turn = turn;
    m_turnedAt = m_clock.monotonicNow();
    emit turnSecondsChanged();
}

void Rotation::show(const QString &page, const QString &deviceId)
{
    m_isVisit = false;
    touched();
    turnTo(page, deviceId.toStdString());
}

void Rotation::touched()
{
    m_touchedAt = m_clock.monotonicNow();
    if (!std::exchange(m_isPaused, true))
        emit pausedChanged();
}

void Rotation::failed(const DeviceId &device)
{
    if (std::ranges::find(m_failed, device) == m_failed.end() && m_failed.size() < kMostVisits)
        m_failed.push_back(device);
    if (!m_isPaused && !m_isVisit)
        turnOn();
}

void Rotation::recovered(const DeviceId &device)
{
    std::erase(m_failed, device);
}

void Rotation::tick()
{
    const MonoTime now = m_clock.monotonicNow();
    if (m_isPaused) {
        if (now - m_touchedAt < kPause)
            return;
        m_isPaused = false;
        emit pausedChanged();
        turnOn(); // nobody is there any more: back to what the room should see
        return;
    }
    const bool isOver = m_isVisit ? now - m_turnedAt >= kStay : m_turn > Seconds::zero() && now - m_turnedAt >= m_turn;
    if (isOver)
        turnOn();
}

/// To the next Pi that fails; else from one back to the first page, and from page to page.
void Rotation::turnOn()
{
    const bool wasVisit = std::exchange(m_isVisit, !m_failed.empty());
    if (m_isVisit) {
        const DeviceId next = m_failed.front();
        m_failed.pop_front();
        turnTo(kDevicePage, next);
        return;
    }
    const qsizetype at = m_pages.indexOf(m_page);
    const bool startsOver = wasVisit || at < 0 || m_turn == Seconds::zero();
    turnTo(m_pages.at(startsOver ? 0 : (at + 1) % m_pages.size()), {});
}

void Rotation::turnTo(const QString &page, const DeviceId &device)
{
    m_turnedAt = m_clock.monotonicNow();
    if (page == m_page && device == m_device)
        return;
    m_page = page;
    m_device = device;
    emit pageChanged();
}

} // namespace piuptime::kiosk
