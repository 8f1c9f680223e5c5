// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/access/AuditTrail.h"
#include "app/kiosk/access/PinFile.h"
#include "app/kiosk/access/SlowDown.h"
#include "core/base/Secret.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

namespace piuptime::kiosk {

/// Decides what may be done at a screen that everybody can touch.
///
/// Looking is free. Acknowledging and operating take a PIN, and end some time after the last touch. Without any PIN
/// there is nothing but looking, unless the settings allow everything. A file of PINs that cannot be read is no such
/// case: then nobody may do anything until it is put back or deleted.
/// The first PIN of a level comes from the account that runs the screen, by `piuptimectl`; what changes in the file
/// holds a moment later, and locks the screen. PINs are checked in a thread of its own; all else is done at once, in
/// the thread of the interface.
class AccessGuard final : public QObject
{
    Q_OBJECT
    Q_PROPERTY(Level level READ level NOTIFY levelChanged FINAL)
    /// Until it locks itself; 0: it is locked, or does not lock.
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged FINAL)
    /// Until the next PIN is taken, after wrong ones; 0: now.
    Q_PROPERTY(int waitSeconds READ waitSeconds NOTIFY waitSecondsChanged FINAL)
    Q_PROPERTY(bool hasPin READ hasPin NOTIFY pinsChanged FINAL)
    Q_PROPERTY(bool hasAcknowledgePin READ hasAcknowledgePin NOTIFY pinsChanged FINAL)
    /// A PIN is being checked or stored; until then no other is taken.
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged FINAL)
    /// Why the last request had no success, as a sentence; empty: it had.
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorTextChanged FINAL)
public:
    enum class Level { Look, Acknowledge, Operate };
    Q_ENUM(Level)

    struct Setup {
        std::string pinFile;
        Seconds lockAfter{120};
        bool allowWithoutPin = false;
    };

    /// Reads the file of PINs, and again when it changes. `audit` outlives the guard.
    AccessGuard(Setup setup, const Clock &clock, AuditTrail &audit, QObject *parent = nullptr);

    /// Whether something that needs `needed` may be done now; counts as a touch when it may.
    Q_INVOKABLE bool permits(piuptime::kiosk::AccessGuard::Level needed);
    /// Goes to the highest level that has this PIN; `levelChanged` or `errorTextChanged` tells.
    Q_INVOKABLE void unlock(const QString &pin);
    Q_INVOKABLE void lock();
    /// Somebody is there.
    Q_INVOKABLE void touched();

    /// Changes the PIN of a level that has one. Takes the level Operate.
    Q_INVOKABLE void changePin(piuptime::kiosk::AccessGuard::Level level, const QString &pin);
    /// Acknowledging then takes the PIN for operating. Takes the level Operate.
    Q_INVOKABLE void removeAcknowledgePin();

    /// Writes down what was done.
    /// \param device   its name; \param action in words, such as `restart nginx.service`; \param outcome what came of
    /// it
    Q_INVOKABLE void recordAction(const QString &device, const QString &action, const QString &outcome);

    /// Other settings, from now on.
    void use(Seconds lockAfter, bool allowWithoutPin);
    /// Looks at the clock. Called by a timer of its own every second while something runs down.
    void update();

    [[nodiscard]] Level level() const;
    [[nodiscard]] int secondsLeft() const;
    [[nodiscard]] int waitSeconds() const;
    [[nodiscard]] bool hasPin() const { return !m_unreadable.isEmpty() || !m_pins.operate.empty(); }
    [[nodiscard]] bool hasAcknowledgePin() const { return !m_pins.acknowledge.empty(); }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] const QString &errorText() const { return m_errorText; }

signals:
    void levelChanged();
    void secondsLeftChanged();
    void waitSecondsChanged();
    void pinsChanged();
    void busyChanged();
    void errorTextChanged();

private:
    /// What others were told last.
    struct Shown {
        Level level;
        int secondsLeft;
        int waitSeconds;
        bool hasPin;
        bool hasAcknowledgePin;
    };

    /// What came of a PIN.
    struct Checked {
        Level opens; ///< Look: it is wrong
        Pins pins;   ///< as they are on disk now
    };

    template <class Work, class Then>
    void run(Work work, Then then);
    /// Waits for the disk.
    [[nodiscard]] static Result<Checked> check(const std::string &path, const Pins &known, const Secret &pin);
    void checked(const Result<Checked> &result, quint64 lockings);
    void replace(AuditEntry::What what, Level level, std::function<Result<Pins>(Pins)> change);
    void replaced(AuditEntry::What what, Level level, const Result<Pins> &stored);
    void readAgain();
    void take(const Result<Pins> &stored);
    /// The PINs with the wrong ones counted by now.
    [[nodiscard]] Pins pins() const;
    [[nodiscard]] QString whyNotToUnlock(const QString &pin) const;
    [[nodiscard]] QString whyNotToChange(Level level) const;
    [[nodiscard]] bool isIdle() const;
    void end(const char *why);
    void record(AuditEntry::What what, Level level, std::string detail = {});
    void setBusy(bool isBusy);
    void setErrorText(const QString &text);
    [[nodiscard]] Shown now() const;
    void show();

    Setup m_setup;
    const Clock &m_clock;
    AuditTrail &m_audit;
    Pins m_pins;
    QString m_unreadable; ///< why the file of PINs cannot be read; empty: it can
    SlowDown m_slowDown;
    Level m_unlocked = Level::Look; ///< by a PIN
    MonoTime m_lastTouch{};
    quint64 m_lockings = 0; ///< a PIN that was typed before somebody locked does not unlock after it
    bool m_isBusy = false;
    QString m_errorText;
    QTimer m_second;
    QFileSystemWatcher m_watcher; ///< of the folder, in which the file is replaced
    Shown m_shown;
    QThreadPool m_worker;
};

} // namespace piuptime::kiosk
