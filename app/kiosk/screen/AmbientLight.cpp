// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/AmbientLight.h"

#include "app/presentation/WhenDone.h"

#include <QtConcurrentRun>

#include <utility>

namespace piuptime::kiosk {
namespace {

constexpr std::chrono::seconds kInterval{2};
constexpr std::chrono::seconds kLookInterval{60}; ///< for a sensor, while there is none

} // namespace

bool Dusk::take(double lux)
{
    const bool isDark = m_isDark.value_or(lux < kDarkBelowLux);
    const bool isOtherwise = isDark ? lux > kLightAboveLux : lux < kDarkBelowLux;
    m_otherwise = isOtherwise ? m_otherwise + 1 : 0;
    m_isDark = isDark;
    if (m_otherwise >= kInARow) {
        m_isDark = !isDark;
        m_otherwise = 0;
    }
    return *m_isDark;
}

AmbientLight::AmbientLight(Read read, QObject *parent)
    : QObject(parent)
    , m_read(std::move(read))
{
    m_worker.setMaxThreadCount(1);
    m_timer.setInterval(kLookInterval);
    connect(&m_timer, &QTimer::timeout, this, &AmbientLight::measure);
}

void AmbientLight::start()
{
    m_timer.start();
    measure();
}

void AmbientLight::stop()
{
    m_timer.stop();
    m_timer.setInterval(kLookInterval);
    take(std::nullopt);
}

void AmbientLight::measure()
{
    if (std::exchange(m_isMeasuring, true))
        return;
    presentation::whenDone(QtConcurrent::run(&m_worker, m_read), this, [this](std::optional<double> lux) {
        m_isMeasuring = false;
        if (!m_timer.isActive())
            return; // it was stopped meanwhile
        m_timer.setInterval(lux || m_lux ? kInterval : kLookInterval);
        take(lux);
    });
}

QString AmbientLight::reason() const
{
    return m_lux ? QString() : tr("There is no sensor for the light of the room.");
}

void AmbientLight::take(std::optional<double> lux)
{
    if (!lux)
        m_dusk = {};
    const bool isDark = lux && m_dusk.take(*lux);
    const bool isOther = lux != m_lux || isDark != m_isDark;
    m_lux = lux;
    m_isDark = isDark;
    if (isOther)
        emit changed();
}

} // namespace piuptime::kiosk
