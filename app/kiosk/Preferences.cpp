// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Preferences.h"

#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <QLocale>
#include <QTime>
#include <QtConcurrentRun>

#include <array>

namespace piuptime::kiosk {
namespace {

using Theme = config::KioskSettings::Theme;

constexpr int kGatherMs = 1000;
constexpr std::array<const char *, 4> kThemes{"auto", "day", "night", "contrast"}; // in the order of `Theme`

QString shownTime(config::TimeOfDay time)
{
    return QLocale().toString(QTime(0, 0).addSecs(static_cast<int>(time.count()) * 60), QLocale::ShortFormat);
}

} // namespace

Preferences::Preferences(config::KioskSettings settings, Store store, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_store(std::move(store))
{
    m_writer.setMaxThreadCount(1);
    m_gather.setSingleShot(true);
    m_gather.setInterval(kGatherMs);
    connect(&m_gather, &QTimer::timeout, this, &Preferences::storeSoon);
}

Preferences::~Preferences()
{
    if (m_gather.isActive())
        storeSoon();
    m_writer.waitForDone();
}

QString Preferences::theme() const
{
    return QString::fromLatin1(kThemes[static_cast<std::size_t>(m_settings.theme)]);
}

void Preferences::setTheme(const QString &theme)
{
    for (std::size_t i = 0; i < kThemes.size(); ++i) {
        if (theme == QLatin1String(kThemes[i]))
            set(m_settings.theme, static_cast<Theme>(i));
    }
}

QString Preferences::nightFrom() const
{
    return shownTime(m_settings.nightFrom);
}

QString Preferences::nightTo() const
{
    return shownTime(m_settings.nightTo);
}

config::TimeOfDay Preferences::timeOfDay(int minutes)
{
    constexpr int kDay = 24 * 60;
    return config::TimeOfDay((minutes % kDay + kDay) % kDay);
}

void Preferences::storeSoon()
{
    const QFuture<Result<void>> stored = QtConcurrent::run(&m_writer, m_store, m_settings);
    presentation::whenDone(stored, this, [this](const Result<void> &result) {
        const QString problem = result ? QString() : presentation::Texts::error(result.error());
        if (problem == m_problem)
            return;
        m_problem = problem;
        emit problemChanged();
    });
}

} // namespace piuptime::kiosk
