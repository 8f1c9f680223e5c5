// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AccessGuard.h"

#include "app/kiosk/access/PinChange.h"
#include "app/kiosk/access/PinHash.h"
#include "app/presentation/WhenDone.h"
#include "core/async/Logging.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace piuptime::kiosk {
namespace {

using Level = AccessGuard::Level;

std::string nameOf(Level level)
{
    switch (level) {
    case Level::Look:
        return "look";
    case Level::Acknowledge:
        return "acknowledge";
    case Level::Operate:
        return "operate";
    }
    return "unknown";
}

PinLevel pinLevelOf(Level level)
{
    return level == Level::Operate ? PinLevel::Operate : PinLevel::Acknowledge;
}

/// The level that a PIN opens; both hashes are computed, so that the time does not tell which.
Level levelOf(const Pins &pins, const Secret &pin)
{
    const bool operates = !pins.operate.empty() && matches(pins.operate, pin);
    const bool acknowledges = !pins.acknowledge.empty() && matches(pins.acknowledge, pin);
    if (operates)
        return Level::Operate;
    return acknowledges ? Level::Acknowledge : Level::Look;
}

void storeCount(const std::string &path, const Pins &pins)
{
    if (const auto stored = storePins(path, pins); !stored)
        qCWarning(lcConfig) << "wrong PINs are counted until the next start only:" << stored.error().describe().c_str();
}

int wholeSeconds(Milliseconds time)
{
    return static_cast<int>(std::chrono::ceil<Seconds>(time).count());
}

} // namespace

AccessGuard::AccessGuard(Setup setup, const Clock &clock, AuditTrail &audit, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_clock(clock)
    , m_audit(audit)
    , m_slowDown(clock, 0)
    , m_shown(now())
{
    m_worker.setMaxThreadCount(1);
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &AccessGuard::update);
    const QFileInfo folder(QFileInfo(QString::fromStdString(m_setup.pinFile)).path());
    QDir().mkpath(folder.filePath()); // on a read-only disk nobody can put a file there either
    if (folder.isDir())
        m_watcher.addPath(folder.filePath());
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &AccessGuard::readAgain);
    take(loadPins(m_setup.pinFile));
}

bool AccessGuard::permits(Level needed)
{
    update();
    const bool isPermitted = level() >= needed;
    if (isPermitted)
        touched();
    return isPermitted;
}

void AccessGuard::unlock(const QString &pin)
{
    update();
    if (m_isBusy)
        return;
    setErrorText(whyNotToUnlock(pin));
    if (!m_errorText.isEmpty())
        return;
    run([path = m_setup.pinFile, pins = pins(),
         secret = Secret(pin.toStdString())] { return check(path, pins, secret); },
        [this, lockings = m_lockings](const Result<Checked> &result) { checked(result, lockings); });
}

/// The wrong PIN is on disk before it is known to be one, so that pulling the plug in time does not save an attempt.
Result<AccessGuard::Checked> AccessGuard::check(const std::string &path, const Pins &known, const Secret &pin)
{
    const PinFileLock lock(path);
    auto stored = loadPins(path);
    if (!stored)
        return tl::unexpected(std::move(stored).error());
    Pins pins = std::move(*stored);
    if (haveSameHashes(pins, known))
        pins.wrong = known.wrong; // with those that a read-only disk did not take
    if (pins.operate.empty())
        return Checked{Level::Look, std::move(pins)};
    pins.wrong = std::min(pins.wrong + 1, kMostWrongPins);
    storeCount(path, pins);
    const Level opens = levelOf(pins, pin);
    if (opens != Level::Look) {
        pins.wrong = 0;
        storeCount(path, pins);
    }
    return Checked{opens, std::move(pins)};
}

void AccessGuard::checked(const Result<Checked> &result, quint64 lockings)
{
    if (!result) {
        take(tl::unexpected(result.error()));
        return;
    }
    take(result->pins);
    m_slowDown = SlowDown(m_clock, result->pins.wrong);
    if (!hasPin()) {
        setErrorText(tr("No PIN is set."));
    } else if (result->opens == Level::Look) {
        record(AuditEntry::What::WrongPin, level(), std::to_string(m_slowDown.wrong()) + " in a row");
        setErrorText(tr("This PIN is wrong."));
    } else if (lockings == m_lockings) {
        m_unlocked = result->opens;
        m_lastTouch = m_clock.monotonicNow();
        record(AuditEntry::What::Unlocked, result->opens);
    }
    show();
}

void AccessGuard::lock()
{
    ++m_lockings;
    if (m_unlocked != Level::Look)
        end("by hand");
    setErrorText(m_unreadable);
    show();
}

void AccessGuard::touched()
{
    if (!isIdle()) // otherwise the timer is late, not the person early
        m_lastTouch = m_clock.monotonicNow();
    update();
}

void AccessGuard::changePin(Level level, const QString &pin)
{
    replace(AuditEntry::What::PinSet, level, [level, secret = Secret(pin.toStdString())](Pins pins) {
        return withPin(std::move(pins), pinLevelOf(level), secret);
    });
}

void AccessGuard::removeAcknowledgePin()
{
    replace(AuditEntry::What::PinRemoved, Level::Acknowledge,
            [](Pins pins) { return withoutPin(std::move(pins), PinLevel::Acknowledge); });
}

void AccessGuard::replace(AuditEntry::What what, Level level, std::function<Result<Pins>(Pins)> change)
{
    update();
    if (m_isBusy)
        return;
    setErrorText(whyNotToChange(level));
    if (!m_errorText.isEmpty())
        return;
    const auto changeKnown = [known = m_pins, change = std::move(change)](Pins pins) -> Result<Pins> {
        if (!haveSameHashes(known, pins))
            return fail(ErrorKind::Cancelled, "the PINs were changed meanwhile");
        return change(std::move(pins));
    };
    run([path = m_setup.pinFile, changeKnown] { return changePins(path, changeKnown); },
        [this, what, level](const Result<Pins> &stored) { replaced(what, level, stored); });
}

void AccessGuard::replaced(AuditEntry::What what, Level level, const Result<Pins> &stored)
{
    if (stored) {
        m_pins = *stored;
        record(what, level);
        touched();
    } else if (stored.error().kind == ErrorKind::Conflict) {
        setErrorText(tr("This PIN is that of another level. Choose another one."));
    } else if (stored.error().kind == ErrorKind::InvalidInput) {
        setErrorText(tr("A PIN has 4 to 12 digits."));
    } else {
        setErrorText(tr("The PIN could not be stored (%1).").arg(QString::fromStdString(stored.error().describe())));
    }
}

void AccessGuard::readAgain()
{
    presentation::whenDone(QtConcurrent::run(&m_worker, [path = m_setup.pinFile] { return loadPins(path); }), this,
                           [this](const Result<Pins> &stored) { take(stored); });
}

/// What is on disk holds from now on. What it counted holds where PINs are new: else we know better.
void AccessGuard::take(const Result<Pins> &stored)
{
    const QString before = m_unreadable;
    m_unreadable = stored ? QString()
                          : tr("The PINs cannot be read, so nobody can unlock (%1). Delete their file to set new ones.")
                                .arg(QString::fromStdString(stored.error().describe()));
    if (m_unreadable != before)
        setErrorText(m_unreadable);
    const bool isChanged = !stored || !haveSameHashes(*stored, m_pins);
    if (isChanged && m_unlocked != Level::Look) {
        ++m_lockings;
        end("the PINs were changed");
    }
    if (stored && isChanged) {
        m_pins = *stored;
        m_slowDown = SlowDown(m_clock, m_pins.wrong);
    }
    show();
}

void AccessGuard::recordAction(const QString &device, const QString &action, const QString &outcome)
{
    m_audit.record({AuditEntry::What::Action, nameOf(level()), device.toStdString(),
                    (action + QStringLiteral(": ") + outcome).toStdString()});
}

void AccessGuard::use(Seconds lockAfter, bool allowWithoutPin)
{
    m_setup.lockAfter = lockAfter;
    m_setup.allowWithoutPin = allowWithoutPin;
    update();
}

void AccessGuard::update()
{
    if (isIdle())
        end("nobody touched the screen");
    show();
}

Level AccessGuard::level() const
{
    if (hasPin())
        return m_unlocked;
    return m_setup.allowWithoutPin ? Level::Operate : Level::Look;
}

int AccessGuard::secondsLeft() const
{
    if (m_unlocked == Level::Look)
        return 0;
    const auto left = m_setup.lockAfter - (m_clock.monotonicNow() - m_lastTouch);
    return std::max(0, wholeSeconds(std::chrono::ceil<Milliseconds>(left)));
}

int AccessGuard::waitSeconds() const
{
    return wholeSeconds(m_slowDown.remaining());
}

/// Does `work` in the worker's thread and `then` with its result in ours.
template <class Work, class Then>
void AccessGuard::run(Work work, Then then)
{
    setBusy(true);
    presentation::whenDone(QtConcurrent::run(&m_worker, std::move(work)), this,
                           [this, then = std::move(then)](const auto &result) {
                               setBusy(false);
                               then(result);
                           });
}

Pins AccessGuard::pins() const
{
    Pins pins = m_pins;
    pins.wrong = m_slowDown.wrong();
    return pins;
}

QString AccessGuard::whyNotToUnlock(const QString &pin) const
{
    if (!m_unreadable.isEmpty())
        return m_unreadable;
    if (!hasPin())
        return tr("No PIN is set.");
    if (waitSeconds() > 0)
        return tr("There were too many wrong PINs. The next one is taken after a while.");
    return isPin(pin.toStdString()) ? QString() : tr("A PIN has 4 to 12 digits.");
}

QString AccessGuard::whyNotToChange(Level level) const
{
    if (!m_unreadable.isEmpty())
        return m_unreadable;
    if (level == Level::Look)
        return tr("Looking takes no PIN.");
    if (hashOf(m_pins, pinLevelOf(level)).empty())
        return tr("The first PIN of a level is set with piuptimectl.");
    return m_unlocked != Level::Operate ? tr("Changing PINs takes the PIN for operating.") : QString();
}

bool AccessGuard::isIdle() const
{
    return m_unlocked != Level::Look && m_clock.monotonicNow() - m_lastTouch >= m_setup.lockAfter;
}

void AccessGuard::end(const char *why)
{
    record(AuditEntry::What::Locked, m_unlocked, why);
    m_unlocked = Level::Look;
}

void AccessGuard::record(AuditEntry::What what, Level level, std::string detail)
{
    m_audit.record({what, nameOf(level), {}, std::move(detail)});
}

void AccessGuard::setBusy(bool isBusy)
{
    if (std::exchange(m_isBusy, isBusy) != isBusy)
        emit busyChanged();
}

void AccessGuard::setErrorText(const QString &text)
{
    if (std::exchange(m_errorText, text) != text)
        emit errorTextChanged();
}

AccessGuard::Shown AccessGuard::now() const
{
    return {level(), secondsLeft(), waitSeconds(), hasPin(), hasAcknowledgePin()};
}

void AccessGuard::show()
{
    const Shown before = std::exchange(m_shown, now());
    if (m_unlocked == Level::Look && m_shown.waitSeconds == 0)
        m_second.stop();
    else if (!m_second.isActive())
        m_second.start();
    if (before.level != m_shown.level)
        emit levelChanged();
    if (before.secondsLeft != m_shown.secondsLeft)
        emit secondsLeftChanged();
    if (before.waitSeconds != m_shown.waitSeconds)
        emit waitSecondsChanged();
    if (before.hasPin != m_shown.hasPin || before.hasAcknowledgePin != m_shown.hasAcknowledgePin)
        emit pinsChanged();
}

} // namespace piuptime::kiosk
