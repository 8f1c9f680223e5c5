// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/ConnectionNotice.h"

#include <QVBoxLayout>

namespace piuptime::desktop {

using namespace presentation;

ConnectionNotice::ConnectionNotice(const FleetModel &model, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kL, space::kS, space::kL, 0);
    auto *notice = new Notice(theme, HealthLevel::Attention, Icon::Key, tr("This Pi waits for your answer"));
    connect(notice->addButton(tr("Answer…")), &QPushButton::clicked, this, [this] { emit answerWanted(m_id); });
    column->addWidget(notice);
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
    setVisible(row && row->state->connection == ConnectionState::WaitingForAnswer);
}

} // namespace piuptime::desktop
