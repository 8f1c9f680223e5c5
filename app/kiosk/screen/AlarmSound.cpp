// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/screen/AlarmSound.h"

#include "app/kiosk/screen/Tone.h"
#include "core/agent/Root.h"
#include "core/base/Text.h"

#include <QDir>
#include <QStandardPaths>

#include <utility>

using namespace Qt::StringLiterals;

namespace piuptime::kiosk {
namespace {

constexpr int kEndWaitMs = 1000;

/// Lines of cards start with their number; without any there is one that says so.
bool hasCard(const std::string &folder)
{
    const auto root = agent::Root::open(folder);
    const std::string line = root ? root->firstLine("proc/asound/cards") : std::string();
    const std::string_view text = trimmed(line);
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

QString folderFor(const AlarmSound::Setup &setup)
{
    if (!setup.folder.isEmpty())
        return setup.folder;
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return runtime.isEmpty() ? QDir::tempPath() : runtime;
}

} // namespace

AlarmSound::AlarmSound(Setup setup, const config::KioskSettings &settings, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_clock(clock)
{
    use(settings);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this,
            [this](int code, QProcess::ExitStatus status) { ended(status == QProcess::NormalExit && code == 0); });
    // Queued: a process that could not start is not yet ready to start another when it says so.
    connect(
        &m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                ended(false);
        },
        Qt::QueuedConnection);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, &m_process, &QProcess::kill);
    look();
}

AlarmSound::~AlarmSound()
{
    m_process.disconnect(this);
    if (isPlaying()) {
        m_process.kill();
        m_process.waitForFinished(kEndWaitMs);
    }
}

void AlarmSound::look()
{
    QStringList players;
    for (const QString &name : {u"pw-play"_s, u"aplay"_s}) {
        const QString program = QStandardPaths::findExecutable(name, m_setup.searchPath);
        if (!program.isEmpty())
            players.append(program);
    }
    if (players.isEmpty())
        become({}, tr("There is no program that plays sounds. Install alsa-utils or pipewire-bin."));
    else if (!hasCard(m_setup.root))
        become({}, tr("There is no sound card."));
    else
        become(players, {});
}

bool AlarmSound::play()
{
    if (!isDue())
        return false;
    if (!isAvailable())
        look();
    if (!isAvailable() || !makeFile())
        return false;
    m_playedAt = m_clock.monotonicNow();
    m_tried = 0;
    m_deadline.start(m_setup.deadline);
    startPlayer();
    return true;
}

void AlarmSound::setNight(bool isNight)
{
    if (std::exchange(m_isNight, isNight) != isNight)
        emit nightChanged();
}

void AlarmSound::use(const config::KioskSettings &settings)
{
    m_isOn = settings.sound;
    m_isQuietAtNight = settings.quietAtNight;
}

bool AlarmSound::isDue() const
{
    if (!m_isOn || isPlaying() || (m_isNight && m_isQuietAtNight))
        return false;
    return !m_playedAt || m_clock.monotonicNow() - *m_playedAt >= m_setup.pause;
}

/// Whether the file that is played is there, made with the first alarm.
bool AlarmSound::makeFile()
{
    if (m_file && m_file->exists())
        return true;
    m_file = std::make_unique<QTemporaryFile>(folderFor(m_setup) + u"/piuptime-alarm-XXXXXX.wav"_s);
    const QByteArray tone = alarmTone();
    if (m_file->open() && m_file->write(tone) == tone.size() && m_file->flush())
        return true;
    become(m_players, tr("The sound cannot be stored: %1").arg(m_file->errorString()));
    m_file.reset();
    return false;
}

void AlarmSound::startPlayer()
{
    m_process.start(m_players.at(m_tried), {m_file->fileName()});
}

void AlarmSound::ended(bool wasHeard)
{
    if (wasHeard) {
        m_deadline.stop();
        m_players.move(m_tried, 0);
        become(m_players, {});
    } else if (m_deadline.isActive() && m_tried + 1 < m_players.size()) {
        ++m_tried;
        startPlayer();
    } else {
        m_deadline.stop();
        become(m_players, tr("The sound could not be played; no program for it works here."));
    }
}

void AlarmSound::become(const QStringList &players, const QString &reason)
{
    const bool isOther = players.isEmpty() != m_players.isEmpty() || reason != m_reason;
    m_players = players;
    m_reason = reason;
    if (isOther)
        emit availableChanged();
}

} // namespace piuptime::kiosk
