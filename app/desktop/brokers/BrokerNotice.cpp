// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/brokers/BrokerNotice.h"

#include "app/desktop/widgets/Notice.h"
#include "app/presentation/Formatting.h"
#include "app/presentation/Texts.h"

#include <QVBoxLayout>

namespace piuptime::desktop {

using namespace presentation;

BrokerNotice::BrokerNotice(fleet::Engine &engine, const Theme &theme, QVBoxLayout *place, QWidget *window)
    : QObject(window)
    , m_engine(engine)
    , m_theme(theme)
    , m_place(place)
{
    connect(&engine, &fleet::Engine::brokersChanged, this, &BrokerNotice::refresh);
    refresh();
}

void BrokerNotice::setSuppressed(bool suppressed)
{
    if (suppressed == m_suppressed)
        return;
    m_suppressed = suppressed;
    refresh();
}

void BrokerNotice::refresh()
{
    m_failing.clear();
    QStringList names;
    QString reason;
    const std::vector<BrokerState> states = m_engine.brokerStates();
    for (const BrokerState &state : states) {
        if (state.connection != BrokerState::Connection::Waiting)
            continue;
        if (m_failing.empty() && state.error)
            reason = Texts::error(*state.error);
        m_failing.push_back(state.name);
        names.append(shown(state.name, 128));
    }
    if (m_failing.empty())
        m_closedFor.clear();
    if (m_failing.empty() || m_suppressed || m_failing == m_closedFor) {
        delete m_notice;
        return;
    }
    if (names.size() == 1)
        show(tr("The broker %1 is not connected").arg(names.front()), reason);
    else
        show(tr("%n brokers are not connected", nullptr, static_cast<int>(names.size())),
             names.join(QStringLiteral(", ")));
}

void BrokerNotice::show(const QString &title, const QString &detail)
{
    if (m_notice)
        return m_notice->setTexts(title, detail);
    m_notice = new Notice(m_theme, HealthLevel::Unknown, Icon::Offline, title, detail, m_place->parentWidget());
    connect(m_notice->addButton(tr("Show")), &QPushButton::clicked, this,
            [this] { emit detailsWanted(m_failing.front()); });
    m_notice->makeClosable();
    connect(m_notice, &Notice::closed, this, [this] { m_closedFor = m_failing; });
    m_place->addWidget(m_notice);
}

} // namespace piuptime::desktop
