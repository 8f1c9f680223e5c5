// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Clock.h"
#include "core/model/Device.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <deque>

namespace piuptime::kiosk {

/// Which page the wall shows: turns through its pages, jumps to a Pi that fails and comes back, and stands still while
/// somebody uses it. Thread: the front end's.
class Rotation final : public QObject
{
    Q_OBJECT
    /// A name of `pages`, or one that was shown by `show`.
    Q_PROPERTY(QString page READ page NOTIFY pageChanged FINAL)
    /// What the page `device` is about.
    Q_PROPERTY(QString deviceId READ deviceId NOTIFY pageChanged FINAL)
    /// Whether somebody used the screen a moment ago, so that it stands still.
    Q_PROPERTY(bool isPaused READ isPaused NOTIFY pausedChanged FINAL)
    /// Seconds between two pages; 0: it turns no pages.
    Q_PROPERTY(int turnSeconds READ turnSeconds WRITE setTurnSeconds NOTIFY turnSecondsChanged FINAL)

public:
    /// After the last touch it stands still for so long …
    static constexpr Seconds kPause{90};
    /// … and shows a Pi that fails for so long before it goes on.
    static constexpr Seconds kStay{30};

    /// \param pages  in their order; the first is where it returns to
    Rotation(QStringList pages, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] QString page() const { return m_page; }
    [[nodiscard]] QString deviceId() const { return QString::fromStdString(m_device); }
    [[nodiscard]] bool isPaused() const { return m_isPaused; }
    [[nodiscard]] int turnSeconds() const { return static_cast<int>(m_turn.count()); }
    void setTurnSeconds(int seconds);

    /// A person goes to a page.
    Q_INVOKABLE void show(const QString &page, const QString &deviceId = {});
    /// A person touched something.
    Q_INVOKABLE void touched();
    /// A Pi began to need help now; it is shown unless somebody uses the screen. Several are shown in turn.
    void failed(const DeviceId &device);
    /// It needs none any more, or is gone.
    void recovered(const DeviceId &device);
    /// Looks what time it is; once a second by itself.
    void tick();

signals:
    void pageChanged();
    void pausedChanged();
    void turnSecondsChanged();

private:
    void turnTo(const QString &page, const DeviceId &device);
    void turnOn();

    const Clock &m_clock;
    QStringList m_pages;
    QString m_page;
    DeviceId m_device;
    Seconds m_turn{0};
    MonoTime m_touchedAt{};
    MonoTime m_turnedAt;
    bool m_isPaused = false;
    bool m_isVisit = false;        ///< shows a Pi that fails
    std::deque<DeviceId> m_failed; ///< not shown yet
    QTimer m_timer;
};

} // namespace piuptime::kiosk
