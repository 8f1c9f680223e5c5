// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/access/AccessGuard.h"

#include "app/kiosk/access/PinHash.h"
#include "app/presentation/WhenDone.h"
#include "core/async/Logging.h"

#include <QtConcurrentRun>

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

std::string &hashOf(Pins &pins, Level level)
{
    return level == Level::Operate ? pins.operate : pins.acknowledge;
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

void storeCount(const std::string &path, Pins pins, int wrong)
{
    pins.wrong = wrong;
    if (const auto stored = storePins(path, pins); !stored)
        qCWarning(lcConfig) << "wrong PINs are counted until the next start only:" << stored.error().describe().c_str();
}

/// The wrong PIN is on disk before it is known to be one, so that pulling the plug in time does not save an attempt.
Level check(const std::string &path, const Pins &pins, const Secret &pin)
{
    storeCount(path, pins, pins.wrong + 1);
    const Level level = levelOf(pins, pin);
    if (level != Level::Look)
        storeCount(path, pins, 0);
    return level;
}

Result<Pins> store(const std::string &path, const Pins &pins)
{
    return storePins(path, pins).map([&pins] { return pins; });
}

/// \retval Conflict another level has this PIN
Result<Pins> change(const std::string &path, Pins pins, Level level, const Secret &pin)
{
    const std::string &other = hashOf(pins, level == Level::Operate ? Level::Acknowledge : Level::Operate);
    if (!other.empty() && matches(other, pin))
        return fail(ErrorKind::Conflict, "the PIN is that of another level");
    const auto hash = hashPin(pin);
    if (!hash)
        return tl::unexpected(hash.error());
    hashOf(pins, level) = *hash;
    return store(path, pins);
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
    if (auto stored = loadPins(m_setup.pinFile)) {
        m_pins = std::move(*stored);
        m_slowDown = SlowDown(clock, m_pins.wrong);
    } else {
        m_unreadable = tr("The PINs cannot be read, so nobody can unlock (%1). Delete their file to set new ones.")
                           .arg(QString::fromStdString(stored.error().describe()));
        m_errorText = m_unreadable;
    }
    show();
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
        [this, lockings = m_lockings](Level found) { checked(found, lockings); });
}

void AccessGuard::checked(Level found, quint64 lockings)
{
    if (found == Level::Look) {
        m_slowDown.count();
        record(AuditEntry::What::WrongPin, level(), std::to_string(m_slowDown.wrong()) + " in a row");
        setErrorText(tr("This PIN is wrong."));
    } else {
        m_slowDown.forgive();
        if (lockings == m_lockings) {
            m_unlocked = found;
            record(AuditEntry::What::Unlocked, found);
            touched();
        }
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

void AccessGuard::setPin(Level level, const QString &pin)
{
    update();
    if (m_isBusy)
        return;
    QString reason = whyNotToChange(level);
    if (reason.isEmpty() && level == Level::Acknowledge && !hasPin())
        reason = tr("Set the PIN for operating first.");
    if (reason.isEmpty() && !isPin(pin.toStdString()))
        reason = tr("A PIN has 4 to 12 digits.");
    setErrorText(reason);
    if (!reason.isEmpty())
        return;
    run([path = m_setup.pinFile, pins = pins(), level,
         secret = Secret(pin.toStdString())] { return change(path, pins, level, secret); },
        [this, level](const Result<Pins> &stored) { storedPins(AuditEntry::What::PinSet, level, stored); });
}

void AccessGuard::removePin(Level level)
{
    update();
    if (m_isBusy)
        return;
    QString reason = whyNotToChange(level);
    if (reason.isEmpty() && level == Level::Operate && hasAcknowledgePin())
        reason = tr("Remove the PIN for acknowledging first.");
    if (reason.isEmpty() && hashOf(m_pins, level).empty())
        reason = tr("No PIN is set.");
    setErrorText(reason);
    if (!reason.isEmpty())
        return;
    Pins rest = pins();
    hashOf(rest, level).clear();
    run([path = m_setup.pinFile, rest] { return store(path, rest); },
        [this, level](const Result<Pins> &stored) { storedPins(AuditEntry::What::PinRemoved, level, stored); });
}

void AccessGuard::storedPins(AuditEntry::What what, Level level, const Result<Pins> &stored)
{
    if (!stored) {
        setErrorText(
            stored.error().kind == ErrorKind::Conflict
                ? tr("This PIN is that of another level. Choose another one.")
                : tr("The PIN could not be stored (%1).").arg(QString::fromStdString(stored.error().describe())));
        return;
    }
    const bool wasFree = !hasPin();
    m_pins = *stored;
    record(what, level);
    if (!hasPin())
        m_unlocked = Level::Look;
    else if (wasFree)
        m_unlocked = Level::Operate;
    touched();
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
    return hasPin() && m_unlocked != Level::Operate ? tr("Changing PINs takes the PIN for operating.") : QString();
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
