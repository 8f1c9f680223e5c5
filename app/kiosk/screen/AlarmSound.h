// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/KioskSettings.h"

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryFile>
#include <QTimer>

#include <memory>
#include <optional>

namespace piuptime::kiosk {

/// Plays a short sound for alarms, through `pw-play` or `aplay`, whichever works. Seldom enough not to annoy, and
/// never longer than a deadline.
class AlarmSound final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY availableChanged FINAL)
    /// Why nothing can be heard, as a sentence; empty: nothing is known against it.
    Q_PROPERTY(QString reason READ reason NOTIFY availableChanged FINAL)
    /// Whether it is night, when it may have to be quiet.
    Q_PROPERTY(bool night READ isNight WRITE setNight NOTIFY nightChanged FINAL)
public:
    struct Setup {
        std::string root = "/";   ///< the folder that holds `proc`
        QString folder{};         ///< for the file that is played; empty: the runtime folder of this user
        QStringList searchPath{}; ///< for players; empty: PATH
        Seconds pause{30};        ///< from one start to the next, at least
        Milliseconds deadline{10'000};
    };

    AlarmSound(Setup setup, const config::KioskSettings &settings, const Clock &clock, QObject *parent = nullptr);
    /// Ends what is playing.
    ~AlarmSound() override;

    /// Looks for players and sound cards.
    void look();
    /// Plays the sound, unless it is off, must be quiet, was played just now or cannot be played.
    /// \return whether it begins
    Q_INVOKABLE bool play();
    void setNight(bool isNight);
    /// Other settings, from now on.
    void use(const config::KioskSettings &settings);

    [[nodiscard]] bool isAvailable() const { return !m_players.isEmpty(); }
    [[nodiscard]] const QString &reason() const { return m_reason; }
    [[nodiscard]] bool isNight() const { return m_isNight; }
    [[nodiscard]] bool isPlaying() const { return m_process.state() != QProcess::NotRunning; }

signals:
    void availableChanged();
    void nightChanged();

private:
    [[nodiscard]] bool isDue() const;
    [[nodiscard]] bool makeFile();
    void startPlayer();
    void ended(bool wasHeard);
    void become(const QStringList &players, const QString &reason);

    Setup m_setup;
    bool m_isOn = false;
    bool m_isQuietAtNight = true;
    bool m_isNight = false;
    const Clock &m_clock;
    QStringList m_players; ///< programs; what worked last stands first
    QString m_reason;
    qsizetype m_tried = 0;
    std::optional<MonoTime> m_playedAt;
    std::unique_ptr<QTemporaryFile> m_file;
    QProcess m_process;
    QTimer m_deadline;
};

} // namespace piuptime::kiosk
