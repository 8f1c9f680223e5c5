// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/kiosk/KioskWindow.h"
#include "tests/support/FakeEngine.h"

#include <QSettings>
#include <QTemporaryDir>

namespace piuptime::bench {

/// The whole kiosk at 1280x720, with 200 made-up Pis, on a machine without backlight, sensor and sound.
class KioskWall
{
public:
    static constexpr std::size_t kPis = 200;
    static constexpr QSize kSize{1280, 720};

    /// \param clock  outlives it
    KioskWall(const Clock &clock, const config::KioskSettings &settings);

    [[nodiscard]] testsupport::FakeEngine &engine() { return m_engine; }
    [[nodiscard]] kiosk::Kiosk &kiosk() { return *m_kiosk; }
    [[nodiscard]] QQuickWindow *window() const { return m_window->window(); }
    [[nodiscard]] std::string pinFile() const { return m_paths.pinFile(); }
    void drawFrame();
    /// Goes to one of `pages()` after the other, and from Pi to Pi.
    void turnTo(int turn);
    [[nodiscard]] static const QStringList &pages();

private:
    QTemporaryDir m_folder;
    config::Paths m_paths;
    testsupport::FakeEngine m_engine;
    QSettings m_state;
    std::unique_ptr<kiosk::Kiosk> m_kiosk;
    std::unique_ptr<kiosk::KioskWindow> m_window;
};

/// Events that wait, and objects that are to be deleted, as an event loop does it.
void letEventsPass();

} // namespace piuptime::bench
