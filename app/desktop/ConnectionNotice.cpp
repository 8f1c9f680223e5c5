// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ConnectionNotice.h"

#include "app/presentation/Formatting.h"
#include "app/presentation/HostKeyChange.h"
#include "app/presentation/Texts.h"

#include <QVBoxLayout>

namespace piuptime::desktop {

using namespace presentation;
using namespace std::chrono_literals;

ConnectionNotice::ConnectionNotice(const FleetModel &model, const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_theme(theme)
    , m_clock(clock)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kS, space::kL, 0);
    m_timer.setInterval(1s);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionNotice::refresh);
    m_timer.start();
    hide();
}

void ConnectionNotice::setDevice(const DeviceId &id)
{
    m_id = id;
    m_shown.reset();
    refresh();
}

void ConnectionNotice::refresh()
{
    const FleetRow *row = m_model.find(m_id);
    const bool quiet = !row || row->state->connection == ConnectionState::Connected
                       || row->state->connection == ConnectionState::Connecting
                       || row->state->connection == ConnectionState::Disabled;
    setVisible(!quiet);
    if (quiet) {
        m_shown.reset();
        return;
    }
    if (m_shown != row->state->connection)
        rebuild(*row->state);
    m_notice->setTexts(m_notice->title(), detail(*row->state));
}

void ConnectionNotice::rebuild(const DeviceState &state)
{
    m_shown = state.connection;
    delete m_notice;
    const auto button = [this](const QString &text, auto signal) {
        connect(m_notice->addButton(text), &QPushButton::clicked, this, [this, signal] { (this->*signal)(m_id); });
    };
    switch (state.connection) {
    case ConnectionState::WaitingForAnswer:
        m_notice = new Notice(m_theme, HealthLevel::Attention, Icon::Key, tr("This Pi waits for your answer"));
        button(tr("Answer…"), &ConnectionNotice::answerWanted);
        break;
    case ConnectionState::Blocked:
        if (hostKeyChange(state.error)) {
            m_notice = new Notice(m_theme, HealthLevel::Critical, Icon::Lock,
                                  tr("Blocked: this Pi shows another host key than before"));
            button(tr("Review key…"), &ConnectionNotice::keyReviewWanted);
            break;
        }
        m_notice = new Notice(m_theme, HealthLevel::Critical, Icon::Lock, tr("Blocked until you act"));
        button(tr("Edit…"), &ConnectionNotice::editWanted);
        button(tr("Try again"), &ConnectionNotice::reconnectWanted);
        break;
    default:
        m_notice = new Notice(m_theme, HealthLevel::Unknown, Icon::Offline, tr("This Pi cannot be reached"));
        button(tr("Try now"), &ConnectionNotice::reconnectWanted);
        break;
    }
    layout()->addWidget(m_notice);
}

QString ConnectionNotice::detail(const DeviceState &state) const
{
    if (hostKeyChange(state.error))
        return tr("Either it was set up again, or something pretends to be it. Nothing was sent.");
    QString text = state.error ? Texts::error(*state.error) : QString();
    if (state.connection == ConnectionState::Waiting) {
        const auto left = std::chrono::ceil<Seconds>(state.nextAttemptAt - m_clock.utcNow());
        text += QStringLiteral("\n");
        text += left.count() > 0 ? tr("Next attempt in %1.").arg(Formatting::shortAge(left)) : tr("Trying …");
    } else if (state.error) {
        text += QStringLiteral("\n") + Texts::remedy(state.error->kind);
    }
    return text;
}

} // namespace piuptime::desktop
