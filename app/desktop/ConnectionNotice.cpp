// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ConnectionNotice.h"

#include "app/presentation/HostKeyChange.h"

#include <QVBoxLayout>

namespace piuptime::desktop {

using namespace presentation;

ConnectionNotice::ConnectionNotice(const FleetModel &model, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kS, space::kL, 0);
    hide();
}

void ConnectionNotice::setDevice(const DeviceId &id)
{
    m_id = id;
    refresh();
}

void ConnectionNotice::refresh()
{
    const FleetRow *row = m_model.find(m_id);
    if (row && row->state->connection == ConnectionState::WaitingForAnswer)
        return show(Matter::Question);
    show(row && hostKeyChange(row->state->error) ? Matter::ChangedKey : Matter::None);
}

void ConnectionNotice::show(Matter matter)
{
    if (matter == m_shown)
        return;
    m_shown = matter;
    delete m_notice;
    m_notice = nullptr;
    setVisible(matter != Matter::None);
    if (matter == Matter::Question) {
        m_notice = new Notice(m_theme, HealthLevel::Attention, Icon::Key, tr("This Pi waits for your answer"));
        connect(m_notice->addButton(tr("Answer…")), &QPushButton::clicked, this, [this] { emit answerWanted(m_id); });
    } else if (matter == Matter::ChangedKey) {
        m_notice = new Notice(m_theme, HealthLevel::Critical, Icon::Lock,
                              tr("Blocked: this Pi shows another host key than before"),
                              tr("Either it was set up again, or something pretends to be it. Nothing was sent."));
        connect(m_notice->addButton(tr("Review key…")), &QPushButton::clicked, this,
                [this] { emit keyReviewWanted(m_id); });
    }
    if (m_notice)
        layout()->addWidget(m_notice);
}

} // namespace piuptime::desktop
