// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/KioskWall.h"

#include <QCoreApplication>
#include <QQuickWindow>

using namespace Qt::StringLiterals;

namespace piuptime::bench {

KioskWall::KioskWall(const Clock &clock, const config::KioskSettings &settings)
    : m_paths(config::Paths::in(m_folder.path().toStdString()))
    , m_engine(testsupport::exampleFleet(kPis))
    , m_state(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat)
{
    kiosk::Kiosk::Setup setup;
    setup.settings = settings;
    setup.store = [](const config::KioskSettings &) -> Result<void> { return {}; };
    setup.paths = m_paths;
    setup.root = m_paths.home;
    m_kiosk = std::make_unique<kiosk::Kiosk>(m_engine, clock, m_state, std::move(setup));
    m_window = kiosk::KioskWindow::open(*m_kiosk, kSize).value();
    drawFrame();
}

void KioskWall::drawFrame()
{
    (void)window()->grabWindow();
}

const QStringList &KioskWall::pages()
{
    static const QStringList pages{u"wall"_s, u"device"_s, u"events"_s, u"this-pi"_s, u"settings"_s};
    return pages;
}

void KioskWall::turnTo(int turn)
{
    const auto states = m_engine.states();
    const auto &shown = states[static_cast<std::size_t>(turn) % states.size()];
    m_kiosk->rotation()->show(pages()[turn % pages().size()], QString::fromStdString(shown->config.id));
}

void letEventsPass()
{
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace piuptime::bench
