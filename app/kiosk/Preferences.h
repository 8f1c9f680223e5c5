// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/config/KioskSettings.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace piuptime::kiosk {

/// What a person may set at the screen; each change holds at once and is stored a moment later.
class Preferences final : public QObject
{
    Q_OBJECT
    /// `auto`, `day`, `night` or `contrast`.
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY changed FINAL)
    /// From where the screen is read, in metres.
    Q_PROPERTY(double viewingDistance READ viewingDistance WRITE setViewingDistance NOTIFY changed FINAL)
    /// How long each page stays; 0: until somebody turns it.
    Q_PROPERTY(int rotateSeconds READ rotateSeconds WRITE setRotateSeconds NOTIFY changed FINAL)
    /// Without a touch; 0: never.
    Q_PROPERTY(int blankMinutes READ blankMinutes WRITE setBlankMinutes NOTIFY changed FINAL)
    Q_PROPERTY(int nightBrightness READ nightBrightness WRITE setNightBrightness NOTIFY changed FINAL) ///< per cent
    /// The hours of night begin and end so many minutes after midnight; the same: there is no night.
    Q_PROPERTY(int nightFromMinutes READ nightFromMinutes WRITE setNightFromMinutes NOTIFY changed FINAL)
    Q_PROPERTY(int nightToMinutes READ nightToMinutes WRITE setNightToMinutes NOTIFY changed FINAL)
    /// The same as a clock shows it.
    Q_PROPERTY(QString nightFrom READ nightFrom NOTIFY changed FINAL)
    Q_PROPERTY(QString nightTo READ nightTo NOTIFY changed FINAL)
    Q_PROPERTY(bool sound READ sound WRITE setSound NOTIFY changed FINAL)
    /// Why they are not stored, as a sentence; empty: they are.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    using Store = std::function<Result<void>(const config::KioskSettings &)>;

    /// \param store  called in another thread, one call at a time
    Preferences(config::KioskSettings settings, Store store, QObject *parent = nullptr);
    /// Stores what waits.
    ~Preferences() override;

    [[nodiscard]] const config::KioskSettings &settings() const { return m_settings; }

    [[nodiscard]] QString theme() const;
    void setTheme(const QString &theme);
    [[nodiscard]] double viewingDistance() const { return m_settings.viewingDistanceMetres; }
    void setViewingDistance(double metres) { set(m_settings.viewingDistanceMetres, metres); }
    [[nodiscard]] int rotateSeconds() const { return static_cast<int>(m_settings.rotate.count()); }
    void setRotateSeconds(int seconds) { set(m_settings.rotate, Seconds(seconds)); }
    [[nodiscard]] int blankMinutes() const { return static_cast<int>(m_settings.blankAfter.count()); }
    void setBlankMinutes(int minutes) { set(m_settings.blankAfter, std::chrono::minutes(minutes)); }
    [[nodiscard]] int nightBrightness() const { return m_settings.nightBrightnessPercent; }
    void setNightBrightness(int percent) { set(m_settings.nightBrightnessPercent, percent); }
    [[nodiscard]] int nightFromMinutes() const { return static_cast<int>(m_settings.nightFrom.count()); }
    void setNightFromMinutes(int minutes) { set(m_settings.nightFrom, timeOfDay(minutes)); }
    [[nodiscard]] int nightToMinutes() const { return static_cast<int>(m_settings.nightTo.count()); }
    void setNightToMinutes(int minutes) { set(m_settings.nightTo, timeOfDay(minutes)); }
    [[nodiscard]] QString nightFrom() const;
    [[nodiscard]] QString nightTo() const;
    [[nodiscard]] bool sound() const { return m_settings.sound; }
    void setSound(bool isOn) { set(m_settings.sound, isOn); }
    [[nodiscard]] const QString &problem() const { return m_problem; }

signals:
    void changed();
    void problemChanged();

private:
    template <class T>
    void set(T &setting, const T &value)
    {
        if (setting == value)
            return;
        setting = value;
        m_gather.start();
        emit changed();
    }
    void storeSoon();
    /// Past midnight it goes on at the other end of the day.
    [[nodiscard]] static config::TimeOfDay timeOfDay(int minutes);

    config::KioskSettings m_settings;
    Store m_store;
    QString m_problem;
    QTimer m_gather;
    QThreadPool m_writer;
};

} // namespace piuptime::kiosk
