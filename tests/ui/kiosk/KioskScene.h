// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/KioskWindow.h"
#include "tests/support/FakeEngine.h"
#include "tests/support/TestClock.h"

#include <QQuickItem>
#include <QQuickWindow>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace piuptime::kiosk {

/// The kiosk on the headless screen over a fleet in memory, for a test to look at and to touch. A test fails when QML
/// or Qt complained meanwhile.
class KioskScene : public QObject
{
protected:
    static constexpr int kPatienceMs = 20'000;
    /// As much as the headless screen has: everything can be tapped without scrolling.
    static constexpr QSize kTall{800, 800};

    // For `init` and `cleanup`.
    void setUp();
    void tearDown();

    void open(std::vector<DeviceState> fleet, QSize size = {800, 480});
    void close();
    [[nodiscard]] QQuickWindow *window() const { return m_window->window(); }
    [[nodiscard]] QString page() const { return m_kiosk->rotation()->page(); }
    /// The device with the number 1.
    [[nodiscard]] DeviceId firstOnTheWall() const;

    /// The item that says this to a screen reader or shows it; null when none is seen.
    [[nodiscard]] QQuickItem *find(const QString &text) const;
    /// All that are seen of this type, or of one that derives from it.
    [[nodiscard]] QList<QQuickItem *> shownOf(const QByteArray &type) const;
    /// Where it is once all is laid out, which takes a few frames, and the page is scrolled to it.
    [[nodiscard]] QPoint middleOf(QQuickItem *item) const;
    void tap(const QString &text);
    void type(const QByteArray &digits);
    /// As the account that runs the screen does with `piuptimectl`, while the screen runs.
    void setPin();
    /// At the screen, with the PIN.
    void unlock();

    testsupport::TestClock m_clock{fromMsUtc(1'760'000'000'000)};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<testsupport::FakeEngine> m_engine;
    std::unique_ptr<Kiosk> m_kiosk;
    std::unique_ptr<KioskWindow> m_window;
    config::KioskSettings m_settings;
    std::vector<config::KioskSettings> m_stored;

private:
    [[nodiscard]] QList<QQuickItem *> shownItems() const;
};

} // namespace piuptime::kiosk
