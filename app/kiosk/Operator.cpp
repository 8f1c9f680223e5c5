// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/kiosk/Operator.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"
#include "app/presentation/WhenDone.h"

#include <algorithm>

namespace piuptime::kiosk {

Operator::Operator(fleet::Engine &engine, AccessGuard &access, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_access(access)
{
}

void Operator::restartUnit(const QString &deviceId, const QString &unit)
{
    act(deviceId, {Action::Kind::RestartUnit, unit.toStdString(), {}}, tr("%1 was restarted.").arg(unit));
}

void Operator::reboot(const QString &deviceId)
{
    act(deviceId, {Action::Kind::Reboot, {}, {}}, tr("The Pi is rebooting."));
}

void Operator::shutDown(const QString &deviceId)
{
    act(deviceId, {Action::Kind::ShutDown, {}, {}}, tr("The Pi is shutting down."));
}

void Operator::forget()
{
    if (!m_isBusy)
        tell({}, false);
}

void Operator::act(const QString &deviceId, const Action &action, const QString &done)
{
    if (m_isBusy)
        return;
    if (!m_access.permits(AccessGuard::Level::Operate)) {
        tell(tr("This takes the PIN for operating."), true);
        return;
    }
    const DeviceId id = deviceId.toStdString();
    const auto states = m_engine.states();
    const auto found = std::ranges::find_if(states, [&](const auto &state) { return state->config.id == id; });
    const QString name = presentation::shown(found == states.end() ? id : (*found)->config.name);
    m_isBusy = true;
    tell({}, false);
    const QString words = QString::fromStdString(wordsOf(action));
    presentation::whenDone(m_engine.act(id, action), this,
                           [this, name, words, done](const Result<fleet::ActionResult> &result) {
                               m_isBusy = false;
                               const bool succeeded = result && result->succeeded;
                               const QString why = result ? presentation::shown(result->output)
                                                          : presentation::Texts::error(result.error());
                               m_access.recordAction(name, words, succeeded ? QStringLiteral("done") : why);
                               tell(succeeded ? done : tr("This did not work. %1").arg(why), !succeeded);
                           });
}

void Operator::tell(const QString &text, bool hasFailed)
{
    m_told = text;
    m_hasFailed = hasFailed;
    emit changed();
}

} // namespace piuptime::kiosk
